"""What Today reads."""

from practice.today.queries.meetings import Meeting, Words, first_words, latest_words, meetings
from practice.today.queries.slowly import Whole, whole_caseload
from practice.today.queries.waiting import FLAGS, GROUPS, LONGEST, Waiting, waiting

__all__ = [
    "FLAGS", "GROUPS", "LONGEST", "Meeting", "Waiting", "Whole", "Words", "first_words", "latest_words", "meetings", "waiting",
    "whole_caseload",
]  # fmt: skip
