"""The verbs of homework. None commits; each writes one audit entry."""

from practice.homework.actions.agreeing import AskFirst, NotOpened, assign, end_assignment, slide
from practice.homework.actions.confirming import confirm, confirmed, together_of
from practice.homework.actions.drafting import Page, Saved, one_at_a_time, put_aside, save_draft, write_on
from practice.homework.actions.noting import note_homework
from practice.homework.actions.placing import NotYet
from practice.homework.actions.reading import comment, mark_discussed, read_entry, take_up
from practice.homework.actions.reminding import NotPossible, wish, wish_none
from practice.homework.actions.sending import AlreadyRead, NotTheWriter, Stopped, send_entry, sent_before, take_back
from practice.homework.actions.sharing import NotShared, share, withdraw_share
from practice.homework.actions.tokens import end_tokens, issue_token, new_token

__all__ = [
    "AlreadyRead", "AskFirst", "NotOpened", "NotPossible", "NotShared", "NotTheWriter", "NotYet", "Page", "Saved", "Stopped",
    "assign", "comment", "confirm", "confirmed", "end_assignment", "end_tokens", "issue_token", "mark_discussed", "new_token",
    "note_homework", "one_at_a_time", "put_aside", "read_entry", "save_draft", "send_entry", "sent_before", "share", "slide",
    "take_back", "take_up", "together_of", "wish", "wish_none", "withdraw_share", "write_on",
]  # fmt: skip
