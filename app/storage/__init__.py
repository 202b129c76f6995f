"""What is kept on this computer: job folders, leftovers, libraries, and what is in use."""
