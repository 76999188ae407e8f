"""What a counselor writes down about a meeting."""
