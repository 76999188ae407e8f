"""Writing, signing and adding to notes."""

from practice.notes.actions.contacts import sign_contact, write_contact
from practice.notes.actions.signing import add_addendum, sign_note
from practice.notes.actions.writing import save_note, save_process_note
from practice.notes.troubles import AlreadySigned, ChangedMeanwhile, NothingWritten

__all__ = [
    "AlreadySigned", "ChangedMeanwhile", "NothingWritten", "add_addendum", "save_note", "save_process_note",
    "sign_contact", "sign_note", "write_contact",
]  # fmt: skip
