"""One plain page for what could not be taken as it came: it says what happened and holds every word."""

from dataclasses import replace
from functools import wraps

from flask import abort, jsonify, render_template, request
from flask_login import current_user
from werkzeug.exceptions import NotFound

from practice.access import door
from practice.db import db, new_id
from practice.homework import moments
from practice.homework.models import HomeworkAssignment
from practice.homework.queries import exercise_of
from practice.homework.queries.drafts import kept_of
from practice.homework.typed import understood
from practice.i18n import _
from practice.portal.views.tabs import begun_here
from practice.portal.views.writing import Sheet
from practice.protocols.answers import show

REVOKED = ("withdrawn", "stopped")


def wants_json() -> bool:
    return request.accept_mimetypes.best == "application/json"


def revoked(sheet: Sheet) -> bool:
    """The exercise was taken back; what merely came to its end may still be sent."""
    return sheet.assignment.ended_how in REVOKED


def kept(sheet: Sheet, why: str):
    """The page was sent before with other words, taken back, or is not asked any more. Its words are kept as a draft."""
    sheet = sheet.keep()
    db.session.commit()  # an answer with 409 is rolled back otherwise
    if wants_json():
        return jsonify(reason=why, message=_words(why)), 409
    again = None if why == "withdrawn" else replace(sheet, made=new_id())
    words = [one for answers in sheet.every() for one in show(sheet.exercise, answers)]
    return _page(why, [(one.label, one.value) for one in words] + _beside(sheet.why), again), 409


def over(assignment_id: str):
    """An exercise of this client that has ended, opened again: what lies in their drafts is shown to them."""
    assignment = door.find(HomeworkAssignment, assignment_id)
    if assignment.ended_at is None:
        abort(404)
    exercise, found = exercise_of(assignment, current_user.language), []
    for draft in kept_of(assignment_id, **begun_here()):
        answers, finished, why = understood(exercise, draft.answers)
        found += [(one.label, one.value) for each in (*finished, answers) for one in show(exercise, each)] + _beside(why)
    return _page("withdrawn" if assignment.ended_how in REVOKED else "ended", found), 409


def holding(view):
    """The view; where it would answer 404 to a page full of words, those words come back to be copied."""

    @wraps(view)
    def held(*args, **values):
        try:
            return view(*args, **values)
        except NotFound:
            words = [(_("What you wrote"), text) for text in _raw()]
            if not words or wants_json():
                raise
            db.session.rollback()
            return _page("gone", words), 404

    return held


def _raw() -> list[str]:
    """Whatever was typed, when nobody can say any more what it answers."""
    typed = [text for name, texts in request.form.lists() for text in texts if name.startswith("q_") or name == "why"]
    packed = [text for one in moments.unpack(request.form.getlist("moment")) for text in _leaves(one)]
    return [text for text in (*packed, *typed) if text.strip()]


def _leaves(value):
    if isinstance(value, str):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _leaves(part)


def _beside(why: str) -> list[tuple[str, str]]:
    return [(_("If you like, a word about it"), why)] if why.strip() else []


def _page(why: str, words: list[tuple[str, str]], again: Sheet | None = None):
    fields = [(name, value) for name, values in request.form.lists() for value in values
              if name.startswith("q_") or name in ("moment", "today_is", "why")] if again else []  # fmt: skip
    return render_template("portal/returned.html", happened=_words(why), words=words, again=again, fields=fields)


def _words(why: str) -> str:
    return {
        "sent-before": _("You sent this page before, and what you sent stays as it is. What is on the page now is different. "
                         "It is kept, and you can send it as well."),
        "taken-back": _("You took this page back after it was sent. What is on it now is kept, and you can send it again."),
        "withdrawn": _("This is not asked of you any more. What you wrote is kept."),
        "ended": _("This one has ended, and nothing more is asked of you here."),
        "gone": _("This page cannot be sent any more. Here is what you typed, so that you can copy it."),
    }[why]  # fmt: skip
