"""Typing in what came back on paper: by its code, or from the page of what was agreed."""

from flask import abort, g, redirect, render_template, request, url_for
from flask_login import current_user

from practice import clock
from practice.access import door, gate
from practice.clients.queries import records_policy
from practice.db import db, new_id
from practice.episodes.models import Episode
from practice.homework.actions import (
    AskFirst,
    NotOpened,
    NotShared,
    NotTheWriter,
    NotYet,
    one_at_a_time,
    send_entry,
    sent_before,
)
from practice.homework.actions.papering import agree_sheet, belongs_to, type_in
from practice.homework.actions.sending import REVOKED
from practice.homework.codes import read_code
from practice.homework.models import HomeworkAssignment, PaperSheet
from practice.homework.occurrences import is_occurrence, occurrences
from practice.homework.queries import agreed_of, asked_of, names_of, together_with
from practice.homework.queries.paper import agreed_for, exercise_on, ladders_for, moments_for, sheet_with, whole_on
from practice.homework.views import bp
from practice.homework.wording import reason_words
from practice.i18n import _, day
from practice.protocols.answers import no_moment, parse, validate
from practice.protocols.forms import build_form, is_press
from practice.safety.queries import works_on

MOST_SHOWN = 60  # letters of a wrong code that are shown again


@bp.route("/paper", methods=["GET", "POST"])
@gate.counselor()
def typed_in():
    """From the code of a sheet to the form for its answers; what was not agreed yet is agreed first."""
    typed = request.values.get("code", "")
    if request.method == "GET" and not typed.strip():
        return _asking(typed, None)
    sheet, trouble = _known(typed)
    if sheet is None:
        return _asking(typed, trouble), 422 if request.method == "POST" else 200
    agreed = agreed_for(sheet)
    if agreed is None:
        return _agree(typed, sheet)
    if asked_of(agreed, agreed.client_id or agreed.scribe_id) is None:
        return _asking(typed, _("This exercise is not open at the moment. The code stays good until it is."), sheet), 422
    if trouble := _against(agreed):
        return _asking(typed, trouble), 422
    if request.method == "POST":
        belongs_to(sheet, agreed)
    return redirect(url_for("homework.behalf", assignment_id=agreed.id, sheet=sheet.code), 303)


def _known(typed: str) -> tuple[PaperSheet | None, str | None]:
    """The sheet a code stands for, or in words why there is none to type in."""
    if not typed.strip():
        return None, _("Write the code that stands at the top of the sheet.")
    code = read_code(typed)
    if code is None:
        return None, _("One of these is not as it stands on the sheet. A code has eight letters and digits, such as 7K4F 2MXC.")
    sheet = sheet_with(code)
    if sheet is None or not works_on(sheet.episode_id):
        return None, _("There is no sheet with this code on your caseload.")
    if sheet.typed_in_at:
        return None, _used(sheet)
    return sheet, None


def _agree(typed: str, sheet: PaperSheet):
    """Nobody agreed this exercise yet: a press agrees it, if nothing stands against it."""
    people = [part.client_id for part in together_with(sheet.episode_id)]
    if sheet.client_id not in (None, *people) or not people:
        return _asking(typed, _("Nobody takes part here any more.")), 422
    if request.method == "GET" or request.form.get("do") != "agree":
        return _asking(typed, None, sheet)
    try:
        row = agree_sheet(sheet, scribe_id=people[0], confirmed=request.form.get("confirmed") == "yes", by=current_user.person_id)
    except AskFirst as asked:
        db.session.rollback()
        return _asking(typed, None, sheet_with(read_code(typed)), open_now=asked.reasons), 422
    except NotOpened as closed:
        db.session.rollback()
        return _asking(typed, " ".join(reason_words(code) for code in closed.reasons), sheet_with(read_code(typed))), 422
    return redirect(url_for("homework.behalf", assignment_id=row.id, sheet=sheet.code), 303)


def _asking(typed: str, trouble: str | None, sheet: PaperSheet | None = None, open_now=()):
    people = [sheet.client_id] if sheet and sheet.client_id else []
    return render_template(
        "homework/typed_in.html", code=typed[:MOST_SHOWN], trouble=trouble, sheet=sheet, open_now=open_now,
        exercise=exercise_on(sheet) if sheet else None, name=names_of(people).get(sheet.client_id) if people else None)  # fmt: skip


@bp.route("/homework/<id:assignment_id>/write", methods=["GET", "POST"])
@gate.counselor()
def behalf(assignment_id: str):
    """Typing in what a client wrote on paper or said: it is theirs, and the record says who typed it.

    A sheet is typed in once; whatever stands in the way, what was typed comes back with the page.
    """
    found = door.find(HomeworkAssignment, assignment_id)
    if not works_on(found.episode_id):
        abort(404)
    if request.method == "POST":
        one_at_a_time(found.id)
    sheet, author = _sheet(found), found.client_id or found.scribe_id
    exercise = asked_of(found, author, whole=sheet is not None and whole_on(sheet, found))
    if exercise is None:
        abort(404)
    settings = {"partner_open": True, "moments": moments_for(exercise, found.episode_id, author),
                "ladders": ladders_for(exercise, found.episode_id, author)}  # fmt: skip
    days, trouble = occurrences(agreed_of(found), clock.today(g.practice.zone)), _against(found)
    if request.method == "GET" or not days:
        return _form(found, build_form(exercise, {}, **settings), days, trouble), 422 if trouble else 200
    if is_press(request.form) or request.form.get("do") != "send":
        return _form(found, build_form(exercise, formdata=request.form, **settings), days, trouble)
    errors = None if trouble else validate(exercise, answers := parse(exercise, request.form))
    if not (trouble or errors):
        place, errors, trouble = _put(found, sheet, days, answers)
        if place:
            return redirect(place, 303)
    return _form(found, build_form(exercise, formdata=request.form, errors=errors, **settings), days, trouble), 422


def _put(found: HomeworkAssignment, sheet: PaperSheet | None, days: list[str], answers: dict):
    """(where the entry is shown, complaints by question, what stands in the way): one of the three."""
    made = _made()
    if sheet is not None and sheet.typed_in_at and sent_before(current_user.person_id, made) is None:
        return None, None, _used(sheet)
    try:
        entry = send_entry(found, occurrence=_occurrence(found, days), answers=answers, made_id=made, on_behalf_of=True,
                           kind="no-moment" if no_moment(answers) else "answer",
                           whole=sheet is not None and whole_on(sheet, found))  # fmt: skip
        if sheet is not None:
            belongs_to(sheet, found)
            type_in(sheet)
        return url_for("homework.entry", entry_id=entry.id), None, None
    except NotYet as problem:
        db.session.rollback()
        return None, problem.words, None
    except NotTheWriter:
        db.session.rollback()
        return None, None, _not_asked()
    except NotShared:
        db.session.rollback()
        return None, None, reason_words("couple")


def _against(found: HomeworkAssignment) -> str | None:
    """In words why nothing can be put among the pages now. It is said the same whoever stopped what both do."""
    people = [part.client_id for part in together_with(found.episode_id)]
    couple = door.find(Episode, found.episode_id).kind == "couple"
    if found.client_id is None and found.ended_how in REVOKED:
        return _not_asked()
    if (found.client_id or found.scribe_id) not in people:
        return _("Whoever wrote this does not take part here any more.")
    if found.client_id is None and len(people) < 2:
        return reason_words("couple")
    return reason_words("records-policy") if couple and not records_policy(found.episode_id, people) else None


def _not_asked() -> str:
    return _("This is not asked of them any more, so nothing more goes among their pages.")


def _used(sheet: PaperSheet) -> str:
    return _("This sheet was typed in on %(day)s.", day=day(sheet.typed_in_at))


def _sheet(found: HomeworkAssignment) -> PaperSheet | None:
    """The sheet this page is typed in from, named in the address: one that belongs to what was agreed here, or to nothing
    yet and asks the same of the same people."""
    code = read_code(request.values.get("sheet"))
    sheet = sheet_with(code) if code else None
    if sheet is None or sheet.assignment_id == found.id:
        return sheet
    same = (sheet.episode_id, sheet.client_id, sheet.exercise_id) == (found.episode_id, found.client_id, found.exercise_id)
    return sheet if sheet.assignment_id is None and same else None


def _occurrence(found: HomeworkAssignment, days: list[str]) -> str:
    typed = request.form.get("occurrence", "")
    return typed if is_occurrence(agreed_of(found), typed, clock.today(g.practice.zone)) else days[0]


def _made() -> str:
    typed = request.form.get("made", "")
    return typed if len(typed) == 32 and typed.isascii() and typed.isalnum() else new_id()


def _form(found: HomeworkAssignment, form, days: list[str], trouble: str | None = None):
    author = found.client_id or found.scribe_id
    return render_template("homework/behalf.html", assignment=found, form=form, days=days[:31], made=_made(), sheet=_sheet(found),
                           occurrence=request.form.get("occurrence"), trouble=trouble, name=names_of([author]).get(author, ""))  # fmt: skip
