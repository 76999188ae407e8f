"""The supervision sheet of an episode and of a counselor, and the questions brought to it."""

from flask import abort, redirect, render_template, request, url_for
from flask_login import current_user

from practice import clock
from practice.access import door, gate
from practice.access.models import Supervision
from practice.clients.queries import supervising
from practice.cosigning import actions
from practice.cosigning.models import SupervisionQuestion
from practice.cosigning.queries import questions_of
from practice.cosigning.words import subject_words
from practice.episodes.models import Episode
from practice.episodes.queries import participants
from practice.i18n import _
from practice.planning.fidelity import HOW
from practice.safety.queries import counselor_names
from practice.supervision import queries
from practice.supervision.forms import WordsForm
from practice.supervision.views import bp


@bp.get("/episodes/<id:episode_id>/supervision")
@gate.counselor()
def sheet(episode_id: str):
    door.find(Episode, episode_id)
    return _page(episode_id)


@bp.post("/episodes/<id:episode_id>/supervision")
@gate.counselor()
def ask(episode_id: str):
    """A question for supervision, in the counselor's own words."""
    door.find(Episode, episode_id)
    if not door.may_write(episode_id):
        abort(404)
    form = _ask_form(episode_id)
    if not form.validate():
        return _page(episode_id, asking=form), 422
    actions.ask_supervisor(episode_id, form.words.data, by=current_user.person_id, client_id=form.about.data or None)
    return redirect(url_for("supervision.sheet", episode_id=episode_id, done="asked"), 303)


@bp.post("/supervision/questions/<id:supervision_question_id>/talked-over")
@gate.counselor()
def talk_over(supervision_question_id: str):
    row = door.find(SupervisionQuestion, supervision_question_id)
    form = _talk_form(row.id)
    if not _supervises(row):
        abort(404)
    if not form.validate():
        return _page(row.episode_id, talking=(row.id, form)), 422
    try:
        actions.talk_over(row, form.words.data, by=current_user.person_id)
    except actions.QuestionDone:
        form.words.errors = [_("It was talked over before. What you wrote is still here.")]
        return _page(row.episode_id, talking=(row.id, form)), 422
    return redirect(url_for("supervision.sheet", episode_id=row.episode_id, done="talked-over"), 303)


def _supervises(row: SupervisionQuestion) -> bool:
    me = current_user.person_id
    return any(one.supervisor_id == me and one.supervisee_id == row.asked_by for one in supervising(row.episode_id, clock.now()))


def _ask_form(episode_id: str, **more) -> WordsForm:
    people = tuple((part.client_id, part.shown_as) for part in participants(episode_id))
    return WordsForm(label=_("What you want to bring"), people=people, **more)


def _talk_form(question_id: str, **more) -> WordsForm:
    return WordsForm(label=_("What came of it"), prefix=f"t{question_id}", **more)


def _page(episode_id: str, asking: WordsForm | None = None, talking: tuple[str, WordsForm] | None = None) -> str:
    supervisors = supervising(episode_id, clock.now())
    me = current_user.person_id
    return render_template(
        "supervision/sheet.html", sheet=queries.sheet_of(episode_id), questions=questions_of(episode_id),
        supervisors=[one.name for one in supervisors], asking=asking or _ask_form(episode_id, formdata=None), talking=talking,
        talk_form=lambda one: _talk_form(one, formdata=None), how=HOW, subject_words=subject_words,
        mine={one.supervisee_id for one in supervisors if one.supervisor_id == me}, done=request.args.get("done"))  # fmt: skip


@bp.get("/supervision/with/<id:supervision_id>")
@gate.counselor()
def with_counselor(supervision_id: str):
    """Everything one counselor's clients agreed to, one sheet under the other; for the two of them alone."""
    row = found(supervision_id)
    return render_template("supervision/with.html", supervision=row, sheets=sheets_with(row), how=HOW,
                           names=counselor_names(), subject_words=subject_words)  # fmt: skip


def found(supervision_id: str) -> Supervision:
    """404 unless it runs now and this counselor is one of the two."""
    return queries.supervision_of(supervision_id, current_user.person_id, clock.now()) or abort(404)


def sheets_with(row: Supervision) -> list:
    """The sheets of the supervisee's running episodes, as far as both may open them."""
    return queries.sheets_of(queries.agreed({row.supervisee_id}, row.supervisor_id, clock.now()).get(row.supervisee_id, ()))
