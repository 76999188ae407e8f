"""Reports: what was given out, choosing for the next one, reading it, printing it, giving it out."""

from dataclasses import dataclass

from flask import Blueprint, Response, abort, g, make_response, redirect, render_template, request, url_for
from flask_login import current_user

from practice import clock, printing
from practice.access import gate
from practice.access.door import find, may_write
from practice.clients.queries import people_of
from practice.cosigning.queries import cosigners, standing
from practice.db import db
from practice.episodes.models import Episode
from practice.reports import actions, print_pdf, queries, render
from practice.reports.choices import Choices, first_choices, from_json
from practice.reports.content import compose
from practice.reports.facts import Facts
from practice.reports.forms import PlanForm
from practice.reports.freezing import thaw
from practice.reports.models import IssuedReport, ReportPlan
from practice.reports.queries import Period
from practice.reports.report import Report

bp = Blueprint("reports", __name__)
MOST_OFFERED = 60


@dataclass
class Work:
    """One report in the making: its room, what is kept for it, and the period it is about."""

    episode: Episode
    client_id: str | None
    plan: ReportPlan | None
    period: Period

    @property
    def address(self) -> dict:
        """What url_for needs."""
        return {"episode_id": self.episode.id} | ({"client_id": self.client_id} if self.client_id else {})

    def gather(self) -> Facts:
        return queries.gather(self.episode, self.client_id, self.period, g.practice)

    def choices(self, facts: Facts) -> Choices:
        if self.plan:
            return from_json(self.plan.choices)
        return first_choices(facts.next_steps, tuple(one.id for one in facts.measures if one.shown))

    def report(self) -> Report:
        facts = self.gather()
        return compose(facts, self.choices(facts))


def _work(episode_id: str, client_id: str | None) -> Work:
    """404 unless the counselor may open the episode and the person takes or took part in it."""
    episode = find(Episode, episode_id)
    people = {one.client_id for one in people_of(episode.id)}
    if client_id is None and episode.kind != "couple":
        client_id = next(iter(people), None) or abort(404)
    if client_id is not None and client_id not in people:
        abort(404)
    plan = queries.plan_of(episode.id, client_id)
    usual = queries.usual_period(episode, clock.today(g.practice.zone), g.practice.zone)
    if plan is None:
        return Work(episode, client_id, None, usual)
    return Work(episode, client_id, plan, Period(plan.since or usual.since, plan.until or usual.until, usual.zone))


@bp.get("/reports")
@gate.counselor()
def index():
    """What was given out, newest first, and everybody a report can be begun for."""
    page = max(request.args.get("page", 1, type=int), 1)
    rows, more = queries.issued(min(page, 10_000))
    return render_template("reports/index.html", rows=rows, page=page, more=more, starts=queries.caseload())


@bp.route("/episodes/<id:episode_id>/report", methods=["GET", "POST"])
@bp.route("/episodes/<id:episode_id>/report/<id:client_id>", methods=["GET", "POST"])
@gate.counselor()
def choose(episode_id: str, client_id: str | None = None):
    """Choose what goes into the next report; saved with a version, so that two tabs keep both."""
    work, form = _work(episode_id, client_id), PlanForm()
    if not may_write(episode_id):
        abort(404)
    facts = work.gather()
    if request.method == "GET":
        form.show(work.choices(facts))
        form.since.data, form.until.data = work.period.since, work.period.until
        form.version.data = work.plan.version if work.plan else 0
        return _choosing(work, facts, form)
    if not form.validate():
        return _choosing(work, facts, form, 422)
    try:
        actions.change_plan(work.episode.id, work.client_id, since=form.since.data, until=form.until.data,
                            choices=form.chosen(), version=form.version.data or 0, by=current_user.person_id)  # fmt: skip
    except actions.ChangedMeanwhile as meanwhile:
        form.version.raw_data, form.version.data = None, meanwhile.current.version
        return _choosing(work, facts, form, 409, from_json(meanwhile.current.choices))
    if form.do.data == "save":
        return redirect(url_for("reports.choose", **work.address, done="saved"))
    return redirect(url_for("reports.preview", **work.address))


def _choosing(work: Work, facts: Facts, form: PlanForm, status: int = 200, meanwhile: Choices | None = None):
    ticked = {*(form.quotes.data or ()), *(form.helps.data or ()), *(form.hard.data or ())}
    offered = [said for n, said in enumerate(facts.said) if n < MOST_OFFERED or said.id in ticked]
    page = render_template(
        "reports/choose.html", work=work, facts=facts, form=form, offered=offered, hidden=len(facts.said) - len(offered),
        meanwhile=meanwhile, unprintable=printing.available(), issued=queries.issued_of(work.episode.id, work.client_id))  # fmt: skip
    return page, status


@bp.get("/episodes/<id:episode_id>/report/preview")
@bp.get("/episodes/<id:episode_id>/report/<id:client_id>/preview")
@gate.counselor()
def preview(episode_id: str, client_id: str | None = None):
    """The sheets as they will be printed; with the browser's own print when no PDF can be made here."""
    work = _work(episode_id, client_id)
    return render(work.report(), work=work, unprintable=printing.available(), template="reports/preview.html")


@bp.get("/episodes/<id:episode_id>/report/pdf")
@bp.get("/episodes/<id:episode_id>/report/<id:client_id>/pdf")
@gate.counselor()
def pdf(episode_id: str, client_id: str | None = None):
    """The draft as PDF."""
    work = _work(episode_id, client_id)
    report = work.report()
    try:
        return _sent(print_pdf(report), report.version[:8])
    except printing.PrintingTrouble as trouble:
        return _unprinted(work, trouble)


@bp.post("/episodes/<id:episode_id>/report/issue")
@bp.post("/episodes/<id:episode_id>/report/<id:client_id>/issue")
@gate.counselor()
def issue(episode_id: str, client_id: str | None = None):
    """Give the report out: from now on its bytes never change."""
    work = _work(episode_id, client_id)
    report = actions.given_out(work.report(), on=clock.today(g.practice.zone), name=current_user.name,
                               supervisors=cosigners(current_user.person_id))  # fmt: skip
    room = (work.episode.id, work.client_id)
    # Printing takes a second or more; nobody else's writing has to wait for it.
    db.session.rollback()
    try:
        printed = print_pdf(report)
    except printing.PrintingTrouble as trouble:
        return _unprinted(_work(*room), trouble)
    row = actions.issue(*room, report=report, pdf=printed, since=work.period.since, until=work.period.until,
                        by=current_user.person_id)  # fmt: skip
    return redirect(url_for("reports.issued", report_id=row.id))


@bp.get("/reports/<id:report_id>")
@gate.counselor()
def issued(report_id: str):
    """One report that was given out."""
    return _issued(find(IssuedReport, report_id))


def _issued(row: IssuedReport, refused: bool = False):
    return render_template("reports/issued.html", row=row, content=row.content, by=queries.name_of(row.issued_by),
                           standing=standing("report", [row.id]).get(row.id), refused=refused)  # fmt: skip


@bp.get("/reports/<id:report_id>/pages")
@gate.counselor()
def issued_pages(report_id: str):
    """The pages of a report as they were frozen, to be read on screen; marked while the second name is not there."""
    row = find(IssuedReport, report_id)
    return render(thaw(row.content), "reports/kept.html", row=row, standing=standing("report", [row.id]).get(row.id))


@bp.get("/reports/<id:report_id>/pdf")
@gate.counselor()
def issued_pdf(report_id: str):
    """The very bytes that were given out; under supervision not before the second name stands."""
    row = find(IssuedReport, report_id)
    if (stands := standing("report", [row.id]).get(row.id)) and not stands.signed:
        return _issued(row, refused=True), 409
    return _sent(actions.bytes_of(row), row.id[:8])


def _sent(pdf: bytes, name: str) -> Response:
    """Shown in the browser; the file name tells nothing about whom it is about."""
    answer = make_response(pdf)
    answer.mimetype = "application/pdf"
    answer.headers["Content-Disposition"] = f'inline; filename="report-{name}.pdf"'
    return answer


def _unprinted(work: Work, trouble: printing.PrintingTrouble):
    return render_template("reports/unprinted.html", work=work, words=str(trouble)), 503
