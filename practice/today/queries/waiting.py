"""What waits for a counselor, in one query whatever the size of the caseload; a supervisor's second names in three more."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, bindparam, cast, exists, literal, null, or_, select, type_coerce, union_all

from practice import clock
from practice.access.door import may_write
from practice.access.models import CaseloadAssignment
from practice.access.scope import current
from practice.accounts.models import Counselor
from practice.cosigning.models import CoSign, CoSignStep
from practice.cosigning.queries import waiting_for
from practice.db import Id, Moment, db, most
from practice.episodes.models import Attendance, EpisodeState, TherapySession
from practice.goals.models import Goal
from practice.homework.models import Entry, EntryReading, HomeworkAssignment
from practice.notes.models import AmendmentRequest, AmendmentStep, ProgressNote
from practice.planning.models import SessionPlan
from practice.safety.models import Flag, FlagAlert, FlagStep
from practice.today.queries.meetings import whose

LONGEST = 12  # lines at first; all of them behind a filter
FLAGS = ("flag", "told")
# What the filters of the list keep, by the word in the address.
GROUPS = {
    "sessions": ("session",), "notes": ("note", "unwritten"), "homework": ("entry",), "reviews": ("review", "amendment"),
    "names": ("cosign", "back"),
}  # fmt: skip
AHEAD, BEHIND = timedelta(days=2), timedelta(days=30)  # how far sessions are looked at


@dataclass(frozen=True)
class Waiting:
    """Something that waits: `subject_id` is what to open, `name` whose it is.

    kind: flag, told; session (to prepare), unwritten (held, no note), note (a draft), entry, review (of a goal), amendment,
    back (a supervisor asks to look again), cosign (a supervisor's name is asked for).
    `count`: how many answers of one person; `at` and `title` are those of the oldest. Of a flag, the title is `supervisor`
    when nobody has looked for the practice's time. told: a flag beyond the caseload; `name` is the counselor who leads.
    """

    kind: str
    subject_id: str
    episode_id: str
    client_id: str | None
    at: datetime
    title: str | None
    name: str | None
    count: int = 1


# Statements are built once: building one costs as much as running it.
BY, AT = bindparam("by", type_=Id), bindparam("moment", type_=Moment)
SINCE, UNTIL = bindparam("since", type_=Moment), bindparam("until", type_=Moment)
_NAMED = EpisodeState.display_name


def _leg(kind: str, subject, row, at, title=None):
    """One kind of thing that waits, with the names of whoever it is about."""
    named = whose(row.episode_id, row.client_id)
    return select(literal(kind), subject, row.episode_id, row.client_id, at, null() if title is None else title, _NAMED).outerjoin(
        EpisodeState, named)  # fmt: skip


def _none(model, *conditions):
    return ~exists().where(*conditions).correlate_except(model)


def _holds(who, *conditions):
    """Whether somebody has the episode of a note open now."""
    held = CaseloadAssignment
    return exists().where(
        held.practice_id == ProgressNote.practice_id, held.counselor_id == who, held.episode_id == ProgressNote.episode_id,
        held.starts_at <= AT, or_(held.ends_at.is_(None), held.ends_at > AT), *conditions).correlate(ProgressNote)  # fmt: skip


_LAST_STEP = (select(CoSignStep.step).where(CoSignStep.cosign_id == CoSign.id).order_by(CoSignStep.at.desc()).limit(most(1))
              .correlate(CoSign).scalar_subquery())  # fmt: skip
_ATTENDANCE = exists().where(Attendance.session_id == TherapySession.id).correlate(TherapySession)
LEGS = (
    _leg("flag", Flag.id, Flag, Flag.raised_at)
    .where(~exists().where(FlagStep.flag_id == Flag.id, FlagStep.step == "closed")),
    # From the rows that say something is unread. With the step in it, the unique key answers.
    select(literal("entry"), Entry.id, Entry.episode_id, Entry.client_id, Entry.sent_at, HomeworkAssignment.title, _NAMED)
    .select_from(EpisodeState)
    .join(Entry, and_(Entry.episode_id == EpisodeState.episode_id, Entry.client_id == EpisodeState.client_id))
    .join(HomeworkAssignment, HomeworkAssignment.id == Entry.assignment_id)
    .where(EpisodeState.unread_entries > 0, Entry.taken_back_at.is_(None),
           ~exists().where(EntryReading.entry_id == Entry.id, EntryReading.step == "read")),
    # A draft waits for who wrote it; once they only stood in and that is over, for who leads: else nobody would be told.
    _leg("note", ProgressNote.session_id, ProgressNote, ProgressNote.saved_at)
    .where(ProgressNote.signed_at.is_(None),
           or_(ProgressNote.author_of == BY,
               and_(~_holds(ProgressNote.author_of), _holds(BY, CaseloadAssignment.kind == "lead")))),
    # What was held and has no note, and what comes soon and has no plan: of the sessions this counselor planned.
    _leg("session", TherapySession.id, TherapySession, TherapySession.starts_at)
    .where(TherapySession.planned_by == BY, TherapySession.cancelled_at.is_(None), TherapySession.starts_at > SINCE,
           TherapySession.starts_at < UNTIL, TherapySession.noted_at.is_(None),
           or_(and_(TherapySession.starts_at < AT, or_(~_ATTENDANCE, _ATTENDANCE.where(Attendance.status == "attended"))),
               and_(TherapySession.starts_at >= AT, _none(SessionPlan, SessionPlan.session_id == TherapySession.id)))),
    _leg("review", Goal.id, Goal, type_coerce(Goal.next_review, Moment))
    .where(Goal.made_by == BY, Goal.next_review <= bindparam("today"), EpisodeState.ended_on.is_(None)),
    _leg("amendment", AmendmentRequest.id, AmendmentRequest, AmendmentRequest.asked_at)
    .where(~exists().where(AmendmentStep.request_id == AmendmentRequest.id, AmendmentStep.step.in_(("accepted", "declined")))),
    _leg("back", CoSign.id, CoSign, CoSign.asked_at, CoSign.subject)
    .where(CoSign.asked_by == BY, _LAST_STEP == "look-again"),
    # What this counselor was told of and nobody has looked at. Beyond their caseload the door shows the alert, never the flag.
    select(literal("told"), FlagAlert.flag_id, FlagAlert.episode_id, cast(null(), Id), FlagAlert.at, FlagAlert.kind,
           Counselor.display_name)
    .outerjoin(CaseloadAssignment, and_(CaseloadAssignment.practice_id == FlagAlert.practice_id,
                                        CaseloadAssignment.episode_id == FlagAlert.episode_id, CaseloadAssignment.kind == "lead",
                                        CaseloadAssignment.starts_at <= AT,
                                        or_(CaseloadAssignment.ends_at.is_(None), CaseloadAssignment.ends_at > AT)))
    .outerjoin(Counselor, Counselor.id == CaseloadAssignment.counselor_id)
    .where(FlagAlert.to_id == BY, ~exists().where(FlagStep.flag_id == FlagAlert.flag_id)),
)  # fmt: skip
WAITING = union_all(*LEGS)


@dataclass(frozen=True)
class Duties:
    """What Today shows: flags apart; the lines one filter keeps; how many there are in all, and which filters keep any."""

    flags: list[Waiting]
    lines: list[Waiting]
    total: int
    groups: list[str]


def duties(counselor_id: str, zone: str, group: str = "") -> Duties:
    """`group` is one of GROUPS or "all"; anything else keeps the oldest few of everything."""
    found = _sorted(counselor_id, zone)
    first = [rows for kind, rows in found if kind in FLAGS]
    rest = [(kind, rows) for kind, rows in found if kind not in FLAGS]
    kept = [rows for kind, rows in rest if kind in GROUPS.get(group, ()) or group not in GROUPS]
    if group not in GROUPS and group != "all":
        kept = kept[:LONGEST]
    there = {kind for kind, _rows in rest}
    return Duties([_waiting(rows) for rows in first], [_waiting(rows) for rows in kept], len(rest),
                  [key for key, kinds in GROUPS.items() if there & set(kinds)])  # fmt: skip


def waiting(counselor_id: str, zone: str = "UTC") -> list[Waiting]:
    """Open flags first, then every duty, oldest first; what one person sent stands in one line."""
    return [_waiting(rows) for _kind, rows in _sorted(counselor_id, zone)]


def _sorted(counselor_id: str, zone: str) -> list[tuple[str, list]]:
    """(kind, rows of one line), flags first, then oldest first. Only what is shown becomes a Waiting."""
    now = clock.now()
    rows = _once(db.session.execute(WAITING, {"by": counselor_id, "moment": now, "since": now - BEHIND, "until": now + AHEAD,
                                              "today": clock.today(zone, now)}).all())  # fmt: skip
    found: dict[tuple, list] = {}
    for row in rows + _names_asked(counselor_id, now):
        kind = row[0]
        if kind == "session" and row[4] < now:
            row = ("unwritten", *row[1:])
        if kind != "amendment" or may_write(row[2]):
            found.setdefault((kind, row[3] if kind == "entry" else row[1]), []).append(row)
    for same in found.values():
        if len(same) > 1:
            same.sort(key=lambda row: row[4])
    # Sorted here: a database that merges sorted parts takes longer than it took to find them.
    return sorted(((same[0][0], same) for same in found.values()), key=lambda line: (line[0] not in FLAGS, line[1][0][4]))


def _names_asked(counselor_id: str, now: datetime) -> list[tuple]:
    """What waits for this supervisor's name; nobody else is asked."""
    if not getattr(current(), "supervises", False):
        return []
    return [("cosign", one.cosign_id, one.episode_id, one.client_id, one.asked_at, one.subject, one.name)
            for one in waiting_for(counselor_id, now)]  # fmt: skip


def _once(rows: list) -> list:
    """A flag that can be opened stands for what was told of it; its title says that the supervisor was."""
    told = {row[1]: row[5] for row in rows if row[0] == "told"}
    if not told:
        return rows
    flags = {row[1] for row in rows if row[0] == "flag"}
    return [(*row[:5], _title_of(row, told), row[6]) for row in rows if row[0] != "told" or row[1] not in flags]


def _title_of(row, told: dict[str, str]) -> str | None:
    if row[0] == "flag":
        return "supervisor" if told.get(row[1]) == "supervisor" else None
    return None if row[0] == "told" else row[5]


def _waiting(rows: list) -> Waiting:
    """The oldest of the rows of one line; of a couple, one row for each name."""
    names = sorted({row[6] for row in rows if row[6]})
    return Waiting(*rows[0][:6], " · ".join(names) or None, len({row[1] for row in rows}))
