"""What every failure and finding is called, by subject: what happened, why, and what to do."""
