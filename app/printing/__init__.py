"""A report on paper, through Qt: translated by its files, drawn, and written as PDF."""
