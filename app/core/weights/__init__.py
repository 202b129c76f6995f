"""The tensors of a model: their names, those that its graph needs, and files rewritten with other names."""
