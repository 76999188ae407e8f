"""What the usual set would be for one person, and how many questions wait for them."""

from datetime import date

from sqlalchemy import select

from practice.clients.models import Client
from practice.db import db
from practice.episodes.models import Episode
from practice.episodes.queries import current_course
from practice.measures.burden import Asked, asked
from practice.measures.models import MeasureAssignment
from practice.measures.queries.agreed import assignments_of, facts_of, met, min_days_of, planned
from practice.measures.queries.given import last_given
from practice.measures.queries.instruments import InUse, measure_of, measures_in_use
from practice.measures.schedule import Facts
from practice.measures.sets import Course, Known, Plan, plan
from practice.measures.standing import not_asked, not_at_home, too_young


def waiting_for(episode_id: str, client_id: str, today: date) -> Asked:
    """How many questions of what was agreed with one client wait, by day."""
    return _waiting(client_id, rows := assignments_of(episode_id, client_id), _facts(episode_id, client_id, rows), today)


def usual_set(episode_id: str, client_id: str, scope: str, today: date) -> Plan:
    """The usual set for one client as it can be agreed today, by a counselor of this scope."""
    rows = assignments_of(episode_id, client_id)
    facts, course = _facts(episode_id, client_id, rows), current_course(episode_id)
    by_days = course is not None and course.course.pace == "days" and facts.day_one is not None
    kind = db.session.scalars(select(Episode.kind).where(Episode.id == episode_id)).one()
    return plan(
        kind, _known(episode_id, client_id, today), _waiting(client_id, rows, facts, today),
        Course(facts.day_one, course.protocol.days) if by_days else None, scope, agreed=rows,
        meetings={day for whose, day in facts.meetings if whose in (None, client_id) and day >= today})  # fmt: skip


def _facts(episode_id: str, client_id: str, rows: list[MeasureAssignment]) -> Facts:
    return facts_of(episode_id, client_id, min_days_of([measure_of(row.version_id) for row in rows]))


def _waiting(client_id: str, rows: list[MeasureAssignment], facts: Facts, today: date) -> Asked:
    sizes = {row.measure_key: len(measure_of(row.version_id).items) for row in rows}
    return asked(rows, last_given(client_id) if rows else [], facts, sizes, today)


def _known(episode_id: str, client_id: str, today: date) -> dict[str, Known]:
    born, shared = db.session.execute(select(Client.birth_date, Client.shared_device).where(Client.id == client_id)).one()
    at_home = {"met": met(episode_id, client_id), "shared_device": shared is None or shared, "planned": planned()}
    return {key: Known(one.measure, _against(one, born, today), not_at_home(one.measure, **at_home))
            for key, one in measures_in_use().items()}  # fmt: skip


def _against(found: InUse, born: date | None, today: date) -> str | None:
    code = found.why_not or not_asked(found.measure)
    return code or ("age" if too_young(found.measure, born, today) else None)
