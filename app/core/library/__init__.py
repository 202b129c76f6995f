"""Installed models: their names, notes and configuration, and whether a converted folder is whole and safe."""
