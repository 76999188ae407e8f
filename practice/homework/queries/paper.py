"""What a sheet of paper is printed from, and finding a sheet again by its code."""

from dataclasses import dataclass, replace

from sqlalchemy import or_, select

from practice.clients.models import Client
from practice.clients.queries import records_policy
from practice.db import db
from practice.episodes.models import Episode
from practice.episodes.queries import CourseView
from practice.homework.models import Entry, HomeworkAssignment, PaperSheet
from practice.homework.paper import initials
from practice.homework.queries.carried import prefill
from practice.homework.queries.gate import Gate, asked_of, exercise_of, offered_in
from practice.homework.queries.log import sent_for
from practice.homework.queries.people import also_reads, counselor_of, names_of, together_with
from practice.homework.queries.positions import as_given, ladder_for
from practice.homework.wording import excerpt, who_reads
from practice.i18n import day, day_time
from practice.protocols.forms import LadderSeen, Moment
from practice.protocols.protocol import Exercise, Phase, light_fields
from practice.protocols.queries import protocol_of
from practice.ratings.queries import latest


@dataclass(frozen=True)
class PackOffer:
    """One exercise of a phase that may go into the pack: `agreed` when it is already, `reasons` (codes) when it is closed."""

    exercise: Exercise
    agreed: HomeworkAssignment | None
    reasons: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        return self.agreed.title if self.agreed else self.exercise.client_title


def sheet_with(code: str) -> PaperSheet | None:
    """The sheet with this code on the scope's caseload."""
    return db.session.scalars(select(PaperSheet).where(PaperSheet.code == code)).one_or_none()


def sheets_of(assignment_id: str, most: int = 40) -> list[PaperSheet]:
    """The sheets printed for an agreed exercise, latest first."""
    asked = select(PaperSheet).where(PaperSheet.assignment_id == assignment_id)
    return list(db.session.scalars(asked.order_by(PaperSheet.printed_at.desc(), PaperSheet.id).limit(most)))


def entries_on(assignment: HomeworkAssignment, most: int = 60) -> list[Entry]:
    """The answers to an agreed exercise that can be printed, latest first."""
    asked = select(Entry).where(Entry.assignment_id == assignment.id, Entry.kind.in_(("answer", "no-moment")),
                                Entry.taken_back_at.is_(None))  # fmt: skip
    return list(db.session.scalars(asked.order_by(Entry.sent_at.desc(), Entry.id).limit(most)))


def agreed_for(sheet: PaperSheet) -> HomeworkAssignment | None:
    """The agreed exercise a sheet belongs to: its own, or one that was agreed since it was printed."""
    if sheet.assignment_id:
        return db.session.scalars(select(HomeworkAssignment).where(HomeworkAssignment.id == sheet.assignment_id)).one_or_none()
    return _running(sheet.episode_id, sheet.client_id, sheet.exercise_id, exercise_on(sheet).light)


def whole_on(sheet: PaperSheet, assignment: HomeworkAssignment) -> bool:
    """Whether a sheet asks more than the short version agreed since: what was written on it needs the whole form."""
    return assignment.light and sheet.printed_at < assignment.agreed_at and not exercise_on(sheet).light


def _running(episode_id: str, client_id: str | None, exercise_id: str, light: bool | None = None) -> HomeworkAssignment | None:
    """What runs now of this exercise, the latest agreed; one of the same length (`light`) before any other."""
    whose = HomeworkAssignment.client_id.is_(None) if client_id is None else HomeworkAssignment.client_id == client_id
    asked = select(HomeworkAssignment).where(
        HomeworkAssignment.episode_id == episode_id, HomeworkAssignment.exercise_id == exercise_id, whose,
        HomeworkAssignment.ended_at.is_(None))  # fmt: skip
    alike = [] if light is None else [(HomeworkAssignment.light == light).desc()]
    return db.session.scalars(asked.order_by(*alike, HomeworkAssignment.agreed_at.desc()).limit(1)).first()


def exercise_on(sheet: PaperSheet) -> Exercise:
    """The exercise of a sheet in the version and flavour it was printed from."""
    return offered_in(protocol_of(sheet.protocol_version_id, sheet.flavour), sheet.exercise_id, sheet.phase_id)


def pack_of(episode_id: str, client_id: str, course: CourseView, phase: Phase, by: str) -> list[PackOffer]:
    """What a phase offers one participant on paper, as they may be asked it; what is done together for both."""
    keeper, people, offers = Gate(episode_id, by), [part.client_id for part in together_with(episode_id)], []
    for exercise in (item for item in phase.exercises if item.assignable):
        together = exercise.respondent == "together"
        agreed = _running(episode_id, None if together else client_id, exercise.id)
        asked = asked_of(agreed, agreed.client_id or agreed.scribe_id) if agreed else _open_part(exercise, keeper, client_id)
        reasons = keeper.against(exercise, people if together else [client_id])
        if agreed and asked is not None:
            reasons = []
        offers.append(PackOffer(asked or exercise, agreed, tuple(reasons)))
    return offers


def _open_part(exercise: Exercise, keeper: Gate, client_id: str) -> Exercise:
    kept = tuple(field for field in exercise.fields
                 if field.gate is None or keeper.standing.field_open(exercise.id, field.id, client_id))  # fmt: skip
    return replace(exercise, fields=kept)


def shortened(exercise: Exercise) -> Exercise:
    """The short version; questions that are closed for this client stay closed."""
    return replace(exercise, light=True, fields=light_fields(exercise.fields))


def half_filled(assignment: HomeworkAssignment, exercise: Exercise) -> dict:
    """What a page of this exercise would open with: words carried forward. Drafts are their author's and never printed."""
    author = assignment.client_id or assignment.scribe_id
    return prefill(assignment, exercise, author).answers


def as_sent(assignment: HomeworkAssignment, entry: Entry) -> tuple[Exercise, dict]:
    """The exercise with exactly the questions an entry was asked, and its answers with every position spelled out."""
    whole = exercise_of(assignment)
    seen = {told["id"] for told in entry.labels.get("fields", ())}
    fields = tuple(field for field in whole.every_field or whole.fields if field.id in seen)
    return replace(whole, fields=fields), as_given(entry.answers or {})


def ladders_for(exercise: Exercise, episode_id: str, client_id: str) -> dict[str, LadderSeen]:
    """The client's own ladder for every question about one."""
    asked = [field for field in exercise.fields if field.kind == "ladder"]
    ladder = ladder_for(episode_id, client_id) if asked else None
    if ladder is None:
        return {}
    words, last = ladder.words or {}, latest(ladder.id)
    seen = LadderSeen(ladder.low, ladder.high, words.get("low", ""), words.get("high", ""), last is None,
                      last.said if last else "")  # fmt: skip
    return {field.id: seen for field in asked}


def moments_for(exercise: Exercise, episode_id: str, client_id: str) -> dict[str, list[Moment]]:
    """Earlier entries of this client that can be chosen from, by question."""
    offered = {}
    for field in (item for item in exercise.fields if item.kind == "entries" and item.from_exercise):
        rows = sent_for(episode_id, client_id, field.from_exercise)
        offered[field.id] = [Moment(row.id, f"{day(row.said_at) if row.said_at else day_time(row.sent_at)}: {excerpt(row.words, 90)}")
                             for row in rows if row.kind == "answer"]  # fmt: skip
    return offered


def reads_line(episode_id: str) -> str:
    """The line that says who reads what is written."""
    kind = db.session.scalars(select(Episode.kind).where(Episode.id == episode_id)).one_or_none()
    couple = kind == "couple"
    policy = records_policy(episode_id, [part.client_id for part in together_with(episode_id)]) if couple else None
    return who_reads(policy, counselor_of(episode_id)[1], couple, also_reads(episode_id))


def whose_line(client_ids: list[str], named: bool) -> str:
    """Initials of these clients, or their names where the counselor wishes so."""
    if named:
        names = names_of(client_ids)
        return " · ".join(names.get(one, "") for one in client_ids)
    full = dict(db.session.execute(select(Client.id, Client.display_name).where(or_(*(Client.id == one for one in client_ids)))).all())
    return " · ".join(initials(full.get(one, "")) for one in client_ids)
