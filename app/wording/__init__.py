"""The only text about failures, requirements and steps that a user sees: what happened, why, and what to do.

Knows no Qt: the window hands ``set_translator`` its own function, the command line speaks English. Every text stands in
a ``QT_TR_NOOP``, where Qt's lupdate finds it. ``{names}`` in a text are filled from a failure's facts.
"""
