"""What Today reads."""

from practice.today.queries.slowly import Whole, whole_caseload
from practice.today.queries.waiting import Meeting, Waiting, Words, first_words, latest_words, meetings, waiting

__all__ = ["Meeting", "Waiting", "Whole", "Words", "first_words", "latest_words", "meetings", "waiting", "whole_caseload"]
