"""Notes as they stand: the list, one signed note with its later words, and adding to it."""

from datetime import UTC

from flask import abort, g, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy import select

from practice.access import gate
from practice.access.door import find, may_write
from practice.accounts.models import Counselor
from practice.accounts.views.unlocking import passphrase_accepted, passphrase_error
from practice.cosigning.queries import standing as cosigned
from practice.db import db
from practice.driver import as_moment
from practice.episodes.models import Episode, TherapySession
from practice.episodes.queries import participants
from practice.i18n import _
from practice.notes import actions, digest, queries, quoting, signed
from practice.notes.forms import ADDENDUM_KINDS, CONTACT_KINDS, AddendumForm
from practice.notes.models import ProgressNote
from practice.notes.views import bp

PAGE = 20


@bp.get("/episodes/<id:episode_id>/notes")
@gate.counselor()
def all(episode_id: str):
    """Every note of an episode, latest meeting first, twenty at a time."""
    episode = find(Episode, episode_id)
    before = _moment(request.args.get("before"))
    lines = queries.notes_of(episode.id, limit=PAGE + 1, before=before)
    people = participants(episode.id)
    return render_template(
        "notes/all.html", episode=episode, people=people, lines=lines[:PAGE], names={part.client_id: part.shown_as for part in people},
        older=lines[PAGE - 1].starts_at.isoformat() if len(lines) > PAGE else None,
        moved=[] if before else queries.moved_from(episode.id), asked=[] if before else queries.amendments_of(episode.id),
        contacts=[] if before else queries.contacts_of(episode.id), kinds=dict(CONTACT_KINDS))  # fmt: skip


def _moment(text: str | None):
    try:
        return as_moment(text).astimezone(UTC) if text else None
    except (ValueError, OverflowError):
        abort(404)


@bp.get("/notes/<id:note_id>")
@gate.counselor()
def show(note_id: str):
    """A signed note with all that was added; whether the words are as signed is computed anew each time."""
    note = find(ProgressNote, note_id)
    return _unsigned(note) or render_template("notes/show.html", **_told(note))


@bp.get("/notes/<id:note_id>/add")
@gate.counselor()
def adding(note_id: str):
    """The page to write later words on; `kind` chooses which."""
    note, form = find(ProgressNote, note_id), AddendumForm(formdata=None, kind=request.args.get("kind", "addendum"))
    return _unsigned(note) or _adding(note, form)


@bp.post("/notes/<id:note_id>")
@gate.counselor()
def add(note_id: str):
    """Add to a signed note; the note itself never changes. Signed with the passphrase like the note."""
    accepted = passphrase_accepted(request.form)
    note, form = find(ProgressNote, note_id), AddendumForm()
    if note.signed_at is None:
        abort(404)
    if form.validate() and accepted and _added(note, form):
        return redirect(url_for("notes.show", note_id=note.id))
    if not accepted:
        form.form_errors = [passphrase_error()]
    return _adding(note, form, 422)


def _added(note: ProgressNote, form: AddendumForm) -> bool:
    """Whether it was kept; if not, the form says why."""
    passage = form.passage.data if form.kind.data == "correction" else ""
    try:
        actions.add_addendum(note, form.kind.data, form.body.data, passage=passage or "", happened_at=form.happened_at,
                             by=current_user.person_id)  # fmt: skip
    except actions.NotInTheNote:
        form.passage.errors = [_("These words do not stand in the note. Copy them as they are.")]
    except actions.AlreadyRetracted:
        form.form_errors = [_("This note was taken back already. You can still add to it.")]
    return not form.errors


def _unsigned(note: ProgressNote):
    return redirect(url_for("workspace.note", session_id=note.session_id)) if note.signed_at is None else None


def _adding(note: ProgressNote, form: AddendumForm, status: int = 200):
    if not may_write(note.episode_id):
        abort(404)
    if form.kind.data not in dict(ADDENDUM_KINDS):
        form.kind.data = "addendum"
    return render_template("notes/add.html", form=form, **_told(note)), status


def _told(note: ProgressNote) -> dict:
    session, later = find(TherapySession, note.session_id), queries.addenda_of(note.id)
    happened = digest.happened(note.labels, session.starts_at)
    names, zone = _names({note.signed_by, *(item.written_by for item in later)}), g.practice.zone
    return {
        "note": note, "session": session, "people": participants(note.episode_id), "happened": happened,
        "late": digest.is_late(happened, note.signed_at), "kinds": dict(ADDENDUM_KINDS),
        "signature": signed.of_note(note, name=names.get(note.signed_by, ""), zone=zone),
        "later": [(item, quoting.parted(item.body) if item.kind == "correction" else ("", item.body),
                   signed.of_addendum(item, name=names.get(item.written_by, ""), zone=zone)) for item in later],
        "struck": next((item for item in later if item.kind == "retraction"), None),
        "cosigned": cosigned("note", [note.id]).get(note.id), "later_cosigned": cosigned("addendum", [item.id for item in later]),
        "about": queries.amendment_about(note.id),
    }  # fmt: skip


def _names(ids: set[str]) -> dict[str, str]:
    return {row.id: row.display_name for row in db.session.scalars(select(Counselor).where(Counselor.id.in_(ids)))}
