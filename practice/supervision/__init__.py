"""Supervision of named counselors, and cover during leave."""
