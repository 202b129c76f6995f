"""Conversations with an installed model, and the gateway for other programs."""
