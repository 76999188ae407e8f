"""The verbs of homework. None commits; each writes one audit entry."""

from practice.homework.actions.agreeing import AskFirst, NotOpened, assign, end_assignment, slide
from practice.homework.actions.confirming import confirm, confirmed, together_of
from practice.homework.actions.drafting import put_aside, save_draft
from practice.homework.actions.noting import note_homework
from practice.homework.actions.placing import NotYet
from practice.homework.actions.reading import comment, mark_discussed, read_entry
from practice.homework.actions.sending import AlreadyRead, NotTheWriter, send_entry, take_back
from practice.homework.actions.sharing import NotShared, share, withdraw_share

__all__ = [
    "AlreadyRead", "AskFirst", "NotOpened", "NotShared", "NotTheWriter", "NotYet", "assign", "comment", "confirm", "confirmed",
    "end_assignment",    "mark_discussed", "note_homework", "put_aside", "read_entry", "save_draft", "send_entry", "share", "slide",
    "take_back", "together_of", "withdraw_share",
]  # fmt: skip
