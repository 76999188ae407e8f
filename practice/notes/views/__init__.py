"""Signed notes with their later words, contacts besides sessions, and requests for a change."""

from flask import Blueprint

from practice.notes.models import ProgressNote
from practice.notes.queries import labels_of
from practice.notes.versions import told

bp = Blueprint("notes", __name__)
bp.app_template_global("note_labels")(labels_of)


@bp.app_template_global("note_told")
def note_told(note: ProgressNote) -> list[tuple[str, str, str]]:
    """(key, title, words) of all that a note says, in the order of the page."""
    return told({"format": note.format, "labels": labels_of(note), "body": note.body, "happened": note.happened,
                 "safety": note.safety, "questions": note.questions})  # fmt: skip


from practice.notes.views import amendments, contacts, signed  # noqa: E402

__all__ = ["amendments", "bp", "contacts", "signed"]
