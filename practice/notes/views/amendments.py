"""Requests for a change in the record: told in the room, read, answered with a reason."""

from flask import abort, g, redirect, render_template, url_for
from flask_login import current_user

from practice import clock
from practice.access import gate
from practice.access.door import find, may_write
from practice.episodes.models import Episode
from practice.episodes.queries import participants
from practice.i18n import _, day
from practice.notes import actions, queries
from practice.notes.forms import AnswerForm, AskedForm
from practice.notes.models import AmendmentRequest
from practice.notes.views import bp


@bp.route("/episodes/<id:episode_id>/amendments/new", methods=["GET", "POST"])
@gate.counselor()
def new_amendment(episode_id: str):
    """What a client says is not right, told in the room."""
    episode, form = find(Episode, episode_id), AskedForm()
    if not may_write(episode.id):
        abort(404)
    people = participants(episode.id)
    form.client_id.choices = [(part.client_id, part.shown_as) for part in people]
    if len(people) == 1 and not form.client_id.data:
        form.client_id.data = form.client_id.raw_data = people[0].client_id
    if form.validate_on_submit():
        asked = actions.ask_amendment(episode.id, form.client_id.data, form.words.data, asked_by="counselor",
                                      by=current_user.person_id)  # fmt: skip
        return redirect(url_for("notes.amendment", amendment_id=asked.id))
    page = render_template("notes/new_amendment.html", episode=episode, people=people, form=form)
    return page, 422 if form.errors else 200


@bp.get("/amendments/<id:amendment_id>")
@gate.counselor()
def amendment(amendment_id: str):
    return _page(find(AmendmentRequest, amendment_id), AnswerForm(formdata=None))


@bp.post("/amendments/<id:amendment_id>")
@gate.counselor()
def answer(amendment_id: str):
    """Yes, no, or 30 days more, once; each with a reason the client reads."""
    asked, form = find(AmendmentRequest, amendment_id), AnswerForm()
    form.note_id.choices = _notes(asked)
    if form.validate():
        try:
            actions.answer_amendment(asked, form.step.data, form.words.data, note_id=form.note_id.data or None,
                                     by=current_user.person_id)  # fmt: skip
            return redirect(url_for("notes.amendment", amendment_id=asked.id))
        except actions.AlreadyAnswered:
            form.form_errors = [_("There is an answer already, or the time was made longer before.")]
    return _page(asked, form, 422)


def _notes(asked: AmendmentRequest) -> list[tuple[str, str]]:
    """Signed notes of the same room, or of the couple's sessions: ("", no note) first."""
    lines = [line for line in queries.notes_of(asked.episode_id, limit=200, room=asked.client_id) if line.signed_at]
    words = [(line.note_id, _("Session %(number)s, %(day)s", number=line.number, day=day(line.starts_at))) for line in lines]
    return [("", _("It is not in a note")), *words]


def _page(asked: AmendmentRequest, form: AnswerForm, status: int = 200):
    people = participants(asked.episode_id)
    form.note_id.choices = notes = _notes(asked)
    page = render_template(
        "notes/amendment.html", asked=asked, standing=queries.standing_of(asked), form=form, people=people, notes=dict(notes),
        who=next((part.shown_as for part in people if part.client_id == asked.client_id), ""),
        today=clock.today(g.practice.zone))  # fmt: skip
    return page, status
