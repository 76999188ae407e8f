"""Ladders in the client's own words, and positions on them."""
