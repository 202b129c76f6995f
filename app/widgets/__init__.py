"""Reusable pieces of the pages."""

from app.widgets.reference_bridge import keep_constants_alive

keep_constants_alive()
