"""What Today reads."""

from practice.today.queries.meetings import Meeting, Words, first_words, latest_words, meetings
from practice.today.queries.slowly import Whole, whole_caseload
from practice.today.queries.waiting import Duties, Waiting, duties, waiting

__all__ = [
    "Duties", "Meeting", "Waiting", "Whole", "Words", "duties", "first_words", "latest_words", "meetings", "waiting",
    "whole_caseload",
]  # fmt: skip
