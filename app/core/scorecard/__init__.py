"""What measuring an installed model finds, and what that means."""
