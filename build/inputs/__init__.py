"""Model folders changed by chance, and what becomes of them."""
