"""Code to copy that uses an installed model, or converts one."""
