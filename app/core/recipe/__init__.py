"""How a checkpoint is converted: what is offered, and Olive's configuration in and out."""
