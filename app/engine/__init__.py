"""The child process: the only place that imports torch, transformers, olive, onnxruntime and foundry_local_sdk."""
