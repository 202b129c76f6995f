"""The computer check: a file for each kind of thing that a computer must have."""
