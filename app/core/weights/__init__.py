"""The tensors of a model: their names, those that its graph needs, and files written anew with other names."""
