"""One document with a second name asked for: read, signed, or sent back with words and answered."""

from flask import abort, redirect, render_template, request, url_for
from flask_login import current_user

from practice.access import door, gate
from practice.accounts.views.unlocking import passphrase_accepted
from practice.cosigning import actions
from practice.cosigning.models import CoSign
from practice.cosigning.queries import may_sign, standing, steps_of
from practice.cosigning.words import subject_words
from practice.episodes.queries import participants
from practice.episodes.words import REASONS
from practice.i18n import _
from practice.notes.forms import ADDENDUM_KINDS
from practice.supervision.forms import WordsForm
from practice.supervision.queries import document_of
from practice.supervision.views import bp


@bp.get("/supervision/cosigns/<id:cosign_id>")
@gate.counselor()
def cosign(cosign_id: str):
    return _page(door.find(CoSign, cosign_id))


@bp.post("/supervision/cosigns/<id:cosign_id>/sign")
@gate.counselor()
def sign(cosign_id: str):
    """The second name, behind the passphrase."""
    _waits_for_me(cosign_id)
    if not passphrase_accepted(request.form):
        return _page(door.find(CoSign, cosign_id)), 422
    try:
        actions.sign(door.find(CoSign, cosign_id), by=current_user.person_id)
    except actions.SignedAlready:
        return _back(cosign_id, "signed-before")
    return _back(cosign_id, "signed")


@bp.post("/supervision/cosigns/<id:cosign_id>/look-again")
@gate.counselor()
def look_again(cosign_id: str):
    return _say(_waits_for_me(cosign_id), actions.look_again, _look_again_form, "sent-back")


@bp.post("/supervision/cosigns/<id:cosign_id>/answer")
@gate.counselor()
def answer(cosign_id: str):
    row = door.find(CoSign, cosign_id)
    if row.asked_by != current_user.person_id:
        abort(404)
    return _say(row, actions.answer, _answer_form, "answered")


def _waits_for_me(cosign_id: str) -> CoSign:
    """404 for whoever is not a supervisor it waits for, the same as for one that is not there."""
    row = door.find(CoSign, cosign_id)
    return row if may_sign(row, current_user.person_id) else abort(404)


def _say(row: CoSign, verb, form_of, done: str):
    form = form_of()
    if not form.validate():
        return _page(row, form), 422
    try:
        verb(row, form.words.data, by=current_user.person_id)
    except actions.SignedAlready:
        form.words.errors = [_("It was signed meanwhile. What you wrote is still here.")]
        return _page(row, form), 422
    return _back(row.id, done)


def _look_again_form(**more) -> WordsForm:
    return WordsForm(label=_("What to look at again"), **more)


def _answer_form(**more) -> WordsForm:
    return WordsForm(label=_("Your answer"), **more)


def _back(cosign_id: str, done: str):
    return redirect(url_for("supervision.cosign", cosign_id=cosign_id, done=done), 303)


def _page(row: CoSign, form: WordsForm | None = None) -> str:
    mine = row.asked_by == current_user.person_id
    people = participants(row.episode_id)
    blank = _answer_form if mine else _look_again_form
    return render_template(
        "supervision/cosign.html", row=row, document=document_of(row), standing=standing(row.subject, [row.subject_id])[row.subject_id],
        steps=steps_of(row.id), mine=mine, may_sign=may_sign(row, current_user.person_id), form=form or blank(formdata=None),
        people=people, names={part.client_id: part.shown_as for part in people}, subject=subject_words(row.subject), reasons=REASONS,
        kinds=dict(ADDENDUM_KINDS), done=request.args.get("done"))  # fmt: skip
