"""Reads across features for the client page and search."""

from practice.record.queries.page import Page, page_of
from practice.record.queries.people import episodes_of, people

__all__ = ["Page", "episodes_of", "page_of", "people"]
