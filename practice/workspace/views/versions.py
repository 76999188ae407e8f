"""The history of a note: its versions, and what changed from one to another."""

from flask import abort, render_template, request, url_for

from practice.access import gate
from practice.access.door import find
from practice.episodes.models import TherapySession
from practice.episodes.queries import participants
from practice.notes.models import ProgressNote
from practice.notes.versions import compare, told
from practice.workspace.queries import history
from practice.workspace.views import bp
from practice.workspace.writing import number_of


@bp.get("/notes/<id:note_id>/versions")
@gate.counselor()
def versions(note_id: str):
    """Every version, and the difference of two: `before` and `after` by number, else the last two."""
    note = find(ProgressNote, note_id)
    kept = history(note)
    by_number = {one.number: one for one in kept}
    after = by_number.get(_asked("after", kept[0].number if kept else 0))
    if kept and after is None:
        abort(404)
    before = by_number.get(_asked("before", after.number - 1 if after else 0))
    if before and after and before.number > after.number:
        before, after = after, before
    changed = compare(before.words if before else None, after.words) if after else []
    back = url_for("notes.show", note_id=note.id) if note.signed_at else url_for("workspace.note", session_id=note.session_id)
    return render_template("workspace/versions.html", note=note, session=find(TherapySession, note.session_id), kept=kept,
                           people=participants(note.episode_id), before=before, after=after, changed=changed, back=back,
                           whole=told(after.words) if after else [])  # fmt: skip


def _asked(name: str, usual: int) -> int:
    given = request.args.get(name)
    if given is None:
        return usual
    number = number_of(given)
    return number if number is not None else abort(404)
