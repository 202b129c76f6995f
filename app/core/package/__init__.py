"""One file that takes an installed model to other computers."""
