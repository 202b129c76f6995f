"""What was measured of an installed model, the verdict on it and the own questions, in words."""
