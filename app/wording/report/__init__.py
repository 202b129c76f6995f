"""The report on an installed model: one page of HTML that needs nothing else, and can be printed."""
