"""Reusable pieces of the pages."""

from app.widgets.bool_bridge import keep_bools_alive

keep_bools_alive()
