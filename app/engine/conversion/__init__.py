"""A checkpoint becomes an ONNX model: preflight, merge, run, verify."""
