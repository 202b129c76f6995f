"""Olive and the model builder: what is corrected of them, and writing weight by weight."""
