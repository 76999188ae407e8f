"""Printing: one agreed exercise, a phase's pack, the pocket card of the plan."""

from flask import Response, abort, current_app, g, make_response, render_template, request, url_for
from flask_login import current_user

from practice import clock, printing
from practice.access import door, gate
from practice.clients.queries import people_of
from practice.db import db
from practice.episodes.models import Episode
from practice.episodes.queries import CourseView, current_course
from practice.homework.actions.papering import Printed, keep_sheets
from practice.homework.codes import in_qr, new_code
from practice.homework.models import Entry, HomeworkAssignment
from practice.homework.paper import BLANK, COMPLETE, HALF, Sheet, foot_numbers
from practice.homework.queries import agreed_of, asked_of, names_of
from practice.homework.queries import paper as read
from practice.homework.queries.carried import plan_of
from practice.homework.views import bp
from practice.homework.wording import reason_words
from practice.i18n import _, day, html_lang
from practice.printing.direction import direction
from practice.protocols.forms import build_form
from practice.protocols.protocol import Exercise
from practice.safety.queries import works_on

MOST_COPIES = 14


@bp.route("/homework/<id:assignment_id>/paper", methods=["GET", "POST"])
@gate.counselor()
def paper(assignment_id: str):
    """Choose how an agreed exercise is printed: empty, with what is carried forward, or as it was answered."""
    found = door.find(HomeworkAssignment, assignment_id)
    author, entries = found.client_id or found.scribe_id, read.entries_on(found)
    exercise = asked_of(found, author)
    if exercise is None and not entries:
        abort(404)
    if request.method == "POST":
        if not works_on(found.episode_id):
            abort(404)
        wanted = next((one for one in entries if one.id == request.form.get("fill")), None)
        if wanted is not None:
            return _pdf([_answered(found, wanted)], [], url_for("homework.paper", assignment_id=found.id))
        if exercise is not None:
            return _pdf(*_to_write_on(found, exercise), url_for("homework.paper", assignment_id=found.id))
    return render_template(
        "homework/paper.html", assignment=found, exercise=exercise, entries=entries, sheets=read.sheets_of(found.id),
        carried=exercise is not None and bool(read.half_filled(found, exercise)), most=MOST_COPIES,
        shorter=exercise is not None and len(read.shortened(exercise).fields) < len(exercise.fields),
        writable=works_on(found.episode_id))  # fmt: skip


def _to_write_on(found: HomeworkAssignment, exercise: Exercise) -> tuple[list[Sheet], list[Printed]]:
    """Empty or half filled sheets of one exercise, as many as were asked for, each with a code of its own."""
    if request.form.get("short") == "yes":
        exercise = read.shortened(exercise)
    half = request.form.get("fill") == HALF
    typed = request.form.get("copies", "")
    copies = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 3 else 1
    copies = min(max(copies, 1), MOST_COPIES) if agreed_of(found).step else 1
    answers, kept = read.half_filled(found, exercise) if half else {}, []
    author = found.client_id or found.scribe_id
    sheets = []
    for _copy in range(copies):
        kept.append(_printed(found.episode_id, found.client_id, found))
        sheets.append(_sheet(found.episode_id, author, exercise, title=found.title, answers=answers, code=kept[-1].code,
                             fill=HALF if half else BLANK, message=found.message or "", day="" if agreed_of(found).step else None,
                             both=found.client_id is None))  # fmt: skip
    return sheets, kept


def _answered(found: HomeworkAssignment, entry: Entry) -> Sheet:
    """One answer as it was sent."""
    exercise, answers = read.as_sent(found, entry)
    when = _("Sent %(day)s", day=day(entry.sent_at))
    return _sheet(found.episode_id, entry.client_id, exercise, title=entry.labels.get("title") or found.title,
                  answers=answers, fill=COMPLETE, day=when, both=found.client_id is None)  # fmt: skip


def _sheet(episode_id: str, client_id: str, exercise: Exercise, *, title: str, answers: dict, fill: str, code: str = "",
           message: str = "", day: str | None = None, both: bool = False) -> Sheet:  # fmt: skip
    form = build_form(exercise, answers, partner_open=True, ladders=read.ladders_for(exercise, episode_id, client_id),
                      moments=read.moments_for(exercise, episode_id, client_id))  # fmt: skip
    reads = _("You write this down for you both, and both of you see it.") if both else read.reads_line(episode_id)
    people = [one.client_id for one in people_of(episode_id)] if both else [client_id]
    return Sheet(code, title, form, fill, read.whose_line(people, request.form.get("named") == "yes"), day,
                 reads, message, in_qr(code, _base_url()))  # fmt: skip


def _printed(episode_id: str, client_id: str | None, source) -> Printed:
    return Printed(new_code(), episode_id, client_id, source.id, source.protocol_version_id, source.flavour, source.phase_id,
                   source.exercise_id)  # fmt: skip


def _base_url() -> str:
    return current_app.config.get("BASE_URL") or ""


@bp.route("/episodes/<id:episode_id>/pack/<id:client_id>", methods=["GET", "POST"])
@gate.counselor()
def pack(episode_id: str, client_id: str):
    """A phase's exercises for one client as one print, each with a code of its own."""
    door.find(Episode, episode_id)
    if client_id not in {one.client_id for one in people_of(episode_id) if not one.ended} or not works_on(episode_id):
        abort(404)
    course = current_course(episode_id)
    if course is None:
        return render_template("homework/no_course.html", episode_id=episode_id, nobody=False)
    known = {phase.id: phase for phase in course.protocol.phases}
    phase = known.get(request.values.get("phase")) or course.phase(client_id) or course.protocol.phases[0]
    offers = read.pack_of(episode_id, client_id, course, phase, current_user.person_id)
    chosen = request.form.getlist("exercise")
    wanted = [one for one in offers if one.exercise.id in chosen and not one.reasons]
    if request.method == "POST" and wanted:
        back = url_for("homework.pack", episode_id=episode_id, client_id=client_id, phase=phase.id)
        return _pdf(*_packed(episode_id, client_id, course, phase.id, wanted), back)
    page = render_template(
        "homework/pack.html", episode_id=episode_id, client_id=client_id, protocol=course.protocol, phase=phase,
        offers=offers, name=names_of([client_id]).get(client_id, ""), reason_words=reason_words,
        nothing=request.method == "POST")  # fmt: skip
    return page, 422 if request.method == "POST" else 200


def _packed(episode_id: str, client_id: str, course: CourseView, phase_id: str, wanted) -> tuple[list[Sheet], list[Printed]]:
    sheets, kept = [], []
    for offer in wanted:
        agreed, exercise = offer.agreed, offer.exercise
        both = exercise.respondent == "together"
        if request.form.get("short") == "yes":
            exercise = read.shortened(exercise)
        one = _printed(episode_id, None if both else client_id, agreed) if agreed else Printed(
            new_code(), episode_id, None if both else client_id, None, course.course.protocol_version_id, course.flavour,
            phase_id, exercise.id)  # fmt: skip
        repeats = bool(agreed_of(agreed).step) if agreed else exercise.frequency in ("daily", "weekly")
        kept.append(one)
        sheets.append(_sheet(episode_id, client_id, exercise, title=offer.title, answers={}, code=one.code, fill=BLANK,
                             message=(agreed.message or "") if agreed else "", day="" if repeats else None, both=both))  # fmt: skip
    return sheets, kept


@bp.get("/episodes/<id:episode_id>/card/<id:client_id>")
@gate.counselor()
def card(episode_id: str, client_id: str):
    """The prevention plan as a pocket card: A5 across, folded once."""
    door.find(Episode, episode_id)
    if client_id not in {one.client_id for one in people_of(episode_id)}:
        abort(404)
    return print_card(episode_id, client_id, url_for("record.show", episode_id=episode_id))


def print_card(episode_id: str, client_id: str, back: str) -> Response:
    """The pocket card of one client's plan as PDF; the portal prints the same."""
    plan = plan_of(episode_id, client_id)
    return _answer("homework/card.html", back, plan=plan, numbers=g.practice.crisis_contacts or [],
                   today=clock.today(g.practice.zone), way=direction)  # fmt: skip


def _pdf(sheets: list[Sheet], kept: list[Printed], back: str) -> Response:
    """The sheets as one PDF; their codes are remembered once they are printed."""
    answer = _answer("homework/paper_sheets.html", back, sheets=sheets, numbers=foot_numbers(g.practice.crisis_contacts or []))
    keep_sheets(kept, by=current_user.person_id)
    return answer


def _answer(template: str, back: str, **around) -> Response:
    """A PDF, or the same page for the browser to print where no PDF can be made. Its title and name tell nothing."""
    html = render_template(template, back=back, unprinted=None, **around)
    # Printing takes a second or more; nobody else's writing has to wait for it.
    db.session.rollback()
    try:
        answer = make_response(printing.render_pdf(html, title=_("Pages to write on"), lang=html_lang()))
    except printing.PrintingTrouble as trouble:
        return make_response(render_template(template, back=back, unprinted=str(trouble), **around))
    answer.mimetype = "application/pdf"
    answer.headers["Content-Disposition"] = 'inline; filename="pages.pdf"'
    return answer
