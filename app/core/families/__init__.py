"""What the installer knows of each architecture: one entry a family, read by checks, sizes, corrections and words."""
