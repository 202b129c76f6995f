"""A model folder as a training program left it: what it is, and what stands in the way of converting it."""
