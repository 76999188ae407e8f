"""A client or couple in care, session by session."""
