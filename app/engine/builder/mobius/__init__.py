"""The second source of graphs: mobius-onnx, for families that the model builder does not know."""
