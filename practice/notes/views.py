"""Notes as they stand: the list, one signed note with its additions, and contacts besides sessions."""

from datetime import UTC

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from flask_login import current_user

from practice import clock
from practice.access import gate
from practice.access.door import find, may_write
from practice.driver import as_moment
from practice.episodes.models import Episode, TherapySession
from practice.episodes.queries import participants
from practice.i18n import _
from practice.notes import actions, queries
from practice.notes.forms import ADDENDUM_KINDS, CONTACT_KINDS, AddendumForm, ContactForm
from practice.notes.models import Contact, ProgressNote

bp = Blueprint("notes", __name__)
PAGE = 20


@bp.get("/episodes/<id:episode_id>/notes")
@gate.counselor()
def all(episode_id: str):
    """Every note of an episode, latest meeting first, twenty at a time."""
    episode = find(Episode, episode_id)
    before = _moment(request.args.get("before"))
    lines = queries.notes_of(episode.id, limit=PAGE + 1, before=before)
    return render_template(
        "notes/all.html", episode=episode, people=participants(episode.id), lines=lines[:PAGE],
        older=lines[PAGE - 1].starts_at.isoformat() if len(lines) > PAGE else None,
        contacts=[] if before else queries.contacts_of(episode.id), kinds=dict(CONTACT_KINDS))  # fmt: skip


def _moment(text: str | None):
    try:
        return as_moment(text).astimezone(UTC) if text else None
    except (ValueError, OverflowError):
        abort(404)


@bp.get("/notes/<id:note_id>")
@gate.counselor()
def show(note_id: str):
    return _show(find(ProgressNote, note_id), AddendumForm())


def _show(note: ProgressNote, form: AddendumForm, status: int = 200):
    session = find(TherapySession, note.session_id)
    if note.signed_at is None:
        return redirect(url_for("workspace.note", session_id=session.id))
    page = render_template(
        "notes/show.html", note=note, session=session, people=participants(note.episode_id), form=form,
        addenda=queries.addenda_of(note.id), kinds=dict(ADDENDUM_KINDS))  # fmt: skip
    return page, status


@bp.post("/notes/<id:note_id>")
@gate.counselor()
def add(note_id: str):
    """Add to a signed note; the note itself never changes."""
    note, form = find(ProgressNote, note_id), AddendumForm()
    if note.signed_at is None:
        abort(404)
    if not form.validate_on_submit():
        return _show(note, form, 422)
    actions.add_addendum(note, form.kind.data, form.body.data, by=current_user.person_id)
    return redirect(url_for("notes.show", note_id=note.id))


@bp.route("/episodes/<id:episode_id>/contacts/new", methods=["GET", "POST"])
@gate.counselor()
def contact(episode_id: str):
    """Write down a call, a message, a letter."""
    episode, form = find(Episode, episode_id), ContactForm()
    if not may_write(episode.id):
        abort(404)
    people = participants(episode.id)
    if request.method == "GET":
        form.happened_on.data = clock.today(g.practice.zone)
    elif form.validate():
        about = request.form.get("about")
        room = about if about in {part.client_id for part in people} else None
        if len(people) == 1:
            room = people[0].client_id
        actions.write_contact(episode.id, room, kind=form.kind.data, happened_on=form.happened_on.data,
                              with_whom=form.with_whom.data, line=form.line.data, by=current_user.person_id,
                              sign=request.form.get("do") == "sign")  # fmt: skip
        return redirect(url_for("notes.all", episode_id=episode.id))
    whose = [("", _("Both"))] + [(part.client_id, part.shown_as) for part in people]
    page = render_template("notes/contact.html", episode=episode, people=people, form=form, whose=whose)
    return page, 422 if form.errors else 200


@bp.post("/contacts/<id:contact_id>/sign")
@gate.counselor()
def sign_contact(contact_id: str):
    contact = find(Contact, contact_id)
    if contact.signed_at is None:
        actions.sign_contact(contact, by=current_user.person_id)
    return redirect(url_for("notes.all", episode_id=contact.episode_id))
