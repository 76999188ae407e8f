"""Choosing what goes into a report, and giving one out. A report that was given out never changes."""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import select

from practice import clock
from practice.audit.actions import record
from practice.cosigning.actions import ask
from practice.db import db
from practice.i18n import _
from practice.reports import days
from practice.reports.choices import Choices
from practice.reports.freezing import freeze
from practice.reports.models import IssuedReport, ReportPlan
from practice.reports.report import Report


class ChangedMeanwhile(Exception):
    """Another tab or person saved since this page was opened; `current` is the plan that is stored now."""

    def __init__(self, current: ReportPlan) -> None:
        super().__init__("changed meanwhile")
        self.current = current


def change_plan(episode_id: str, client_id: str | None, *, since: date | None, until: date | None, choices: Choices,
                version: int, by: str, at: datetime | None = None) -> ReportPlan:  # fmt: skip
    """Keep what was chosen. `version` is the one the page was opened with (0: there was none yet).

    Raises ChangedMeanwhile when another save came between: nothing is overwritten.
    """
    room = ReportPlan.client_id.is_(None) if client_id is None else ReportPlan.client_id == client_id
    plan = db.session.scalars(select(ReportPlan).where(ReportPlan.episode_id == episode_id, room)
                              .order_by(ReportPlan.changed_at.desc()).limit(1).with_for_update()).one_or_none()  # fmt: skip
    if plan is None:
        plan = ReportPlan(
            episode_id=episode_id, client_id=client_id, version=0, changed_by=by, changed_at=at or clock.now()
        )
        db.session.add(plan)
    elif plan.version != version:
        raise ChangedMeanwhile(plan)
    plan.since, plan.until, plan.choices = since, until, choices.as_json()
    plan.version += 1
    plan.changed_by, plan.changed_at = by, at or clock.now()
    record("change_report_plan", plan)
    return plan


def given_out(report: Report, *, on: date, name: str, supervisors: Sequence[str] = ()) -> Report:
    """The report as it is printed for giving it out: its foot says when and by whom, and under whose supervision: its bytes
    are frozen now and go out only once the second name stands."""
    words = {"day": days.short(on), "name": name, "supervisor": _(" and ").join(supervisors)}
    said = (_("Given out on %(day)s by %(name)s, under the supervision of %(supervisor)s", **words) if supervisors
            else _("Given out on %(day)s by %(name)s", **words))  # fmt: skip
    return replace(report, given_out=said)


def issue(episode_id: str, client_id: str | None, *, report: Report, pdf: bytes, since: date, until: date, by: str,
          at: datetime | None = None) -> IssuedReport:  # fmt: skip
    """Freeze a report: content, bytes, digest, who and when. Pressing twice gives out one report."""
    latest = db.session.scalars(
        select(IssuedReport).where(IssuedReport.episode_id == episode_id, IssuedReport.issued_by == by)
        .order_by(IssuedReport.issued_at.desc()).limit(1)).one_or_none()  # fmt: skip
    content = freeze(report)
    if latest is not None and latest.client_id == client_id and latest.content == content:
        return latest
    issued = IssuedReport(
        episode_id=episode_id, client_id=client_id, since=since, until=until, title=report.title,
        sha256=hashlib.sha256(pdf).hexdigest(), content=content, pdf=base64.b64encode(pdf).decode(), issued_by=by,
        issued_at=at or clock.now())  # fmt: skip
    db.session.add(issued)
    ask("report", issued.id, episode_id=episode_id, client_id=client_id, by=by, at=issued.issued_at)
    record("issue_report", issued)
    return issued


def bytes_of(issued: IssuedReport) -> bytes:
    """The very bytes that were given out. Raises ValueError when they no longer match their digest."""
    pdf = base64.b64decode(issued.pdf)
    if hashlib.sha256(pdf).hexdigest() != issued.sha256:
        raise ValueError("the stored bytes of a report do not match their digest")
    return pdf
