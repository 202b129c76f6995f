"""The wizard's pages, one a file."""
