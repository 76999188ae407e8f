"""Writing, signing and adding to notes."""

from practice.notes.actions.amending import answer_amendment, ask_amendment, disagree
from practice.notes.actions.autosaving import write_on
from practice.notes.actions.choosing import choose_format, choose_my_format
from practice.notes.actions.contacts import sign_contact, write_contact
from practice.notes.actions.moving import move_note
from practice.notes.actions.signing import add_addendum, sign_note
from practice.notes.actions.snippets import drop_snippet, keep_snippet, my_snippet, my_snippets
from practice.notes.actions.writing import save_note, save_process_note
from practice.notes.troubles import (
    AlreadyAnswered,
    AlreadyRetracted,
    AlreadySigned,
    ChangedMeanwhile,
    NothingWritten,
    NotInTheNote,
    NotYet,
    TargetTaken,
    TooMany,
)

__all__ = [
    "AlreadyAnswered", "AlreadyRetracted", "AlreadySigned", "ChangedMeanwhile", "NotInTheNote", "NotYet", "NothingWritten",
    "TargetTaken", "TooMany", "add_addendum", "answer_amendment", "ask_amendment", "choose_format", "choose_my_format",
    "disagree", "drop_snippet", "keep_snippet", "move_note", "my_snippet", "my_snippets", "save_note", "save_process_note",
    "sign_contact", "sign_note", "write_contact", "write_on",
]  # fmt: skip
