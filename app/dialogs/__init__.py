"""What opens beside the wizard, one a file: the library, packing, serving, measuring, help."""
