"""The computer check: one room for each kind of thing that a computer must have."""
