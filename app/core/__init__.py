"""What the installer knows. Imports no Qt, no torch, no onnxruntime, no olive, and opens no network connection."""
