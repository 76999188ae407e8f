"""The prep sheet: one page before the next meeting."""
