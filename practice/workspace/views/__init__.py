"""The note page: writing on one side, last session and new homework on the other. Two tabs never overwrite each other."""

from flask import Blueprint

from practice.notes.formats import load_formats

bp = Blueprint("workspace", __name__)
# The practice and the counselors choose among the formats; accounts/ and practices/ lie below notes/.
bp.record_once(lambda state: state.app.extensions.setdefault("note-formats", lambda: [
    (form.key, form.title) for form in load_formats().values()]))  # fmt: skip

from practice.workspace.views import clash, moving, note, own, saving, versions  # noqa: E402

__all__ = ["bp", "clash", "moving", "note", "own", "saving", "versions"]
