"""Who saw what, and who did what: ids only, never words."""
