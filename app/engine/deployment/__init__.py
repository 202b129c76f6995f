"""A converted model becomes one of Foundry Local's: configured, tuned, registered, verified."""
