"""Phase agreements on the counselor's side: made from the protocol, kept, printed, and names put to them."""

from flask import abort, g, make_response, redirect, render_template, request, url_for
from flask_login import current_user

from practice import clock, printing
from practice.access import door, gate
from practice.accounts.queries import signature_of
from practice.accounts.views.unlocking import passphrase_accepted
from practice.db import db
from practice.episodes.queries import CourseView, current_course, participants
from practice.goals import actions, agreement, queries
from practice.goals.forms import AgreementForm, PaperForm
from practice.goals.models import PhaseAgreement
from practice.goals.views import bp, complain, opened, whose, writable
from practice.goals.words import SHARED, BadGoal, room_of
from practice.i18n import _, html_lang
from practice.printing.direction import direction
from practice.safety.queries import works_on


@bp.get("/episodes/<id:episode_id>/agreements")
@gate.counselor()
def agreements(episode_id: str):
    """What was agreed for which phase, latest first."""
    episode, people = opened(episode_id)
    found, parts, course = queries.agreements_of(episode_id), participants(episode_id), current_course(episode_id)
    return render_template(
        "goals/agreements.html", episode=episode, people=people, course=course, rooms=queries.room_choices(people),
        rows=[(one, whose(people, one.client_id), queries.signers(one, parts)) for one in found],
        writable=works_on(episode_id))  # fmt: skip


@bp.route("/episodes/<id:episode_id>/agreements/new", methods=["GET", "POST"])
@gate.counselor()
def new_agreement(episode_id: str):
    """Made from the protocol, read and changed before it is kept. `phase` and `room` say which."""
    episode, people = opened(episode_id)
    writable(episode_id)
    rooms = queries.room_choices(people)
    course = current_course(episode_id) or abort(404)
    key = request.values.get("room") or (rooms[0][0] if rooms else "")
    if key not in dict(rooms):
        abort(404)
    phase = _phase(course, room_of(key))
    form = AgreementForm(data=_first(episode_id, room_of(key), phase, couple=key == SHARED))
    if request.method == "POST" and form.validate():
        try:
            row = actions.keep_agreement(course.course, room_of(key), phase, typed=form.typed(), by=current_user.person_id)
            return redirect(url_for("goals.agreement_page", agreement_id=row.id), 303)
        except BadGoal as problem:
            complain(form, problem.words)
    page = render_template("goals/new_agreement.html", episode=episode, people=people, form=form, phase=phase, room=key,
                           rooms=rooms, course=course, whose=whose(people, room_of(key)))  # fmt: skip
    return page, 422 if form.errors else 200


def _phase(course: CourseView, client_id: str | None):
    """The phase that was asked for, else the one they are in; 404 for one the protocol does not have."""
    wanted = request.values.get("phase")
    if not wanted:
        return course.phase(client_id) or course.protocol.phases[0]
    return next((phase for phase in course.protocol.phases if phase.id == wanted), None) or abort(404)


def _first(episode_id: str, client_id: str | None, phase, *, couple: bool) -> dict:
    """Only goals of the same room: what one of a couple wants for themselves is not on the sheet of both."""
    goals = [goal.goal for goal in queries.goals_of(episode_id, [client_id]) if goal.status == "going"]
    return agreement.typed_in(agreement.first_words(phase, goals, couple=couple))


@bp.get("/agreements/<id:agreement_id>")
@gate.counselor()
def agreement_page(agreement_id: str):
    return _page(door.find(PhaseAgreement, agreement_id))


@bp.post("/agreements/<id:agreement_id>/name")
@gate.counselor()
def sign_agreement(agreement_id: str):
    """The counselor's own name, after the passphrase."""
    accepted = passphrase_accepted(request.form)
    row = door.find(PhaseAgreement, agreement_id)
    writable(row.episode_id)
    if not accepted:
        return _page(row), 422
    me = current_user.person_id
    signature = signature_of(me, clock.today(g.practice.zone))
    try:
        actions.put_name(row, person_id=me, name=signature.name, by=me)
    except actions.Replaced:
        return _page(row), 409
    return redirect(url_for("goals.agreement_page", agreement_id=agreement_id), 303)


@bp.post("/agreements/<id:agreement_id>/paper")
@gate.counselor()
def seen_on_paper(agreement_id: str):
    """A client's name was put on paper; the counselor says so, and when."""
    row = door.find(PhaseAgreement, agreement_id)
    writable(row.episode_id)
    form = _paper_form(row)
    form.on.latest = clock.today(g.practice.zone)
    if form.validate():
        try:
            actions.put_name(row, person_id=form.who.data, name=dict(form.who.choices)[form.who.data], paper=form.on.data,
                             by=current_user.person_id)  # fmt: skip
            return redirect(url_for("goals.agreement_page", agreement_id=agreement_id), 303)
        except BadGoal as problem:
            complain(form, problem.words)
        except actions.Replaced:
            return _page(row, form), 409
    return _page(row, form), 422


def _paper_form(row: PhaseAgreement, **more) -> PaperForm:
    form = PaperForm(**more)
    _episode, people = opened(row.episode_id)
    # Under what both read, each is called as the other knows them.
    form.who.choices = [(one.client_id, one.display_name if row.client_id else one.shown_as) for one in people
                        if row.client_id in (None, one.client_id)]  # fmt: skip
    return form


def _page(row: PhaseAgreement, paper: PaperForm | None = None):
    found, names = _found(row)
    episode, people = opened(row.episode_id)
    unsigned = {person_id for person_id, _name, put in names if put is None}
    form = paper or _paper_form(row, formdata=None, data={"on": clock.today(g.practice.zone)})
    form.who.choices = [choice for choice in form.who.choices if choice[0] in unsigned]
    if paper is None and len(form.who.choices) == 1:
        form.who.data = form.who.choices[0][0]
    return render_template(
        "goals/agreement.html", found=found, names=names, episode=episode, people=people, whose=whose(people, row.client_id),
        paper=form, mine=any(one.person_id == current_user.person_id for one in found.names),
        writable=works_on(row.episode_id) and found.replaced_by is None)  # fmt: skip


def _found(row: PhaseAgreement):
    found = next(one for one in queries.agreements_of(row.episode_id, [row.client_id]) if one.id == row.id)
    return found, queries.signers(found, participants(row.episode_id))


@bp.get("/agreements/<id:agreement_id>/pdf")
@gate.counselor()
def print_agreement(agreement_id: str):
    """The agreement on paper, with a line for each name that is not there yet."""
    row = door.find(PhaseAgreement, agreement_id)
    found, names = _found(row)
    return sheet_of(found, names, url_for("goals.agreement_page", agreement_id=agreement_id))


def sheet_of(found: queries.Agreement, names: list, back: str):
    """The sheet as PDF, or as a page for the browser to print; the portal prints the same."""
    around = {"found": found, "names": names, "back": back, "way": direction, "practice": g.practice.name}
    html = render_template("goals/agreement_sheet.html", unprinted=None, **around)
    db.session.rollback()  # printing takes a second or more; nobody else's writing has to wait for it
    try:
        answer = make_response(printing.render_pdf(html, title=_("What we agree on"), lang=html_lang()))
    except printing.PrintingTrouble as trouble:
        return make_response(render_template("goals/agreement_sheet.html", unprinted=str(trouble), **around))
    answer.mimetype = "application/pdf"
    answer.headers["Content-Disposition"] = 'inline; filename="pages.pdf"'
    return answer
