"""The course an episode follows: frozen protocol, visits, where each participant is."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, select

from practice.db import Id, db
from practice.episodes.models import Course, PhaseReason, PhaseVisit
from practice.episodes.plan import Stay, Step, current_stay, path
from practice.episodes.schedule import Place, Rest, counted, day_number
from practice.episodes.state import as_stays, rests_of
from practice.protocols.protocol import Phase, Protocol
from practice.protocols.queries import protocol_of

# Built once, see queries/caseload.py. At most one course of an episode is open.
OPEN = (
    select(Course, PhaseVisit)
    .outerjoin(PhaseVisit, PhaseVisit.course_id == Course.id)
    .where(Course.episode_id == bindparam("episode", type_=Id), Course.ended_on.is_(None))
    .order_by(PhaseVisit.entered_at, PhaseVisit.cycle)
)


@dataclass(frozen=True)
class CourseView:
    """An open course with its protocol as frozen, in its flavour; `visits` oldest first, `stays` the same as values.

    In a client's scope only everybody's visits and their own are in it.
    """

    course: Course
    protocol: Protocol
    flavour: str | None
    visits: list[PhaseVisit]
    stays: list[Stay]

    def current(self, client_id: str | None = None) -> PhaseVisit | None:
        """The visit a participant is in; with None, the one everybody shares."""
        stay = current_stay(self.stays, client_id)
        return next((visit for visit in self.visits if stay and visit.id == stay.id), None)

    def phase(self, client_id: str | None = None) -> Phase | None:
        """The phase a participant is in, with its words."""
        visit = self.current(client_id)
        return self.protocol.phase(visit.phase_id) if visit else None

    def number(self, phase_id: str) -> int:
        """1 for the first phase."""
        return [phase.id for phase in self.protocol.phases].index(phase_id) + 1

    def place(self, client_id: str | None, rests: list[Rest], today: date) -> Place:
        """Day and phase of a participant today; days are not counted when the pace is by sessions."""
        count = counted(self.course.started_on, rests)
        by_days = self.course.pace == "days"
        phase = self.phase(client_id)
        return Place(
            day_number(count.day_one, today, count.paused_since) if by_days else None,
            self.protocol.days if by_days else None,
            self.number(phase.id) if phase else None,
            len(self.protocol.phases),
            count.paused_since is not None and count.paused_since <= today,
        )


def current_course(episode_id: str, lang: str = "en") -> CourseView | None:
    """The open course of an episode, or None. One query once the protocol's text has been read."""
    rows = db.session.execute(OPEN, {"episode": episode_id}).all()
    if not rows:
        return None
    course, visits = rows[0][0], [visit for _course, visit in rows if visit is not None]
    protocol = protocol_of(course.protocol_version_id, course.flavour, lang)
    return CourseView(course, protocol, course.flavour, visits, as_stays(visits))


def path_of(view: CourseView, client_id: str | None) -> list[Step]:
    """Every phase with its state for one participant."""
    return path([phase.id for phase in view.protocol.phases], view.stays, client_id)


def place_today(view: CourseView, episode_id: str, client_id: str | None, today: date) -> Place:
    """Day and phase of a participant, with the rests that count for them."""
    return view.place(client_id, rests_of(episode_id, client_id), today)


def reasons_of(episode_id: str) -> dict[str, list[PhaseReason]]:
    """{visit id: why it was skipped, or the readiness asked before it}; for the desk."""
    found: dict[str, list[PhaseReason]] = {}
    for row in db.session.scalars(select(PhaseReason).where(PhaseReason.episode_id == episode_id)):
        found.setdefault(row.visit_id, []).append(row)
    return found
