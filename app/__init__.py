"""Model Installer for Foundry Local: from a fine-tuned model folder to a chat on your own computer.

The only copy of the product's name, identifier and version; ``pyproject.toml`` and ``installer.spec`` read it.
"""

__version__ = "0.1.0"
PRODUCT_NAME = "Model Installer for Foundry Local"
APP_ID = "ModelInstaller"
DESKTOP_ID = f"org.{APP_ID.lower()}.{APP_ID}"  # reverse domain order, as desktops and bundles name programs
