"""The rows of one generated client, as the verbs would have left them. Made in bulk, because there are many."""

import random
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from practice.access.models import CaseloadAssignment, Participant
from practice.clients.models import Client, Consent
from practice.db import db, new_id
from practice.episodes.models import Attendance, Course, Episode, EpisodeState, Intake, PhaseVisit, TherapySession
from practice.homework.models import Entry, HomeworkAssignment
from practice.notes.models import ProgressNote
from practice.protocols.answers import labels
from practice.protocols.models import ProtocolVersion
from practice.protocols.protocol import Protocol
from practice.ratings.models import Ladder, Rating

FIRST = ("Ada", "Bao", "Chloé", "Dmitri", "Esra", "Farid", "Grace", "Hana", "Ines", "Jun", "Kofi", "Lin", "Mara", "Noor")
LAST = ("Abel", "Brandt", "Chen", "Diaz", "Evers", "Fischer", "Gül", "Haddad", "Ito", "Jansen", "Kim", "Lopez", "Moreau")
SAID = "I noticed that I went quiet when she asked, and this time I said what I was afraid of before I left the room."


@dataclass(frozen=True)
class Setting:
    """What every generated client shares."""

    counselor_id: str
    version: ProtocolVersion
    protocol: Protocol
    now: datetime
    chance: random.Random


@dataclass(frozen=True)
class Case:
    """One client in care."""

    episode_id: str
    client_id: str
    name: str
    number: int
    started: datetime
    setting: Setting

    @property
    def here(self) -> dict:
        return {"episode_id": self.episode_id, "client_id": self.client_id}


def take_on(setting: Setting, number: int) -> Case:
    """A client with episode, assignment, consent and intake."""
    by = setting.counselor_id
    started = setting.now - timedelta(days=2 + number * 7 % 45)
    name = f"{FIRST[number % len(FIRST)]} {LAST[number * 5 % len(LAST)]} {number}"
    case = Case(new_id(), new_id(), name, number, started, setting)
    db.session.add_all([
        Client(id=case.client_id, display_name=name, created_at=started, created_by=by, contact={"phone": "030 1"}),
        Episode(id=case.episode_id, kind="individual", opened_on=started.date(), opened_at=started, opened_by=by),
        Participant(**case.here, shown_as=name, starts_at=started),
        CaseloadAssignment(episode_id=case.episode_id, counselor_id=by, kind="lead", starts_at=started),
        Consent(**case.here, kind="counselling", form_version="2026-1", given_on=started.date(), recorded_by=by,
                recorded_at=started),
        Intake(**case.here, words={"presenting_concern": SAID, "best_hope": SAID}, taken_on=started.date(), taken_by=by),
    ])  # fmt: skip
    return case


def follow(case: Case) -> EpisodeState:
    """A course in the phase its day recommends, and the row the caseload reads; the callers fill in the rest."""
    setting, protocol, on = case.setting, case.setting.protocol, case.started.date()
    day = (setting.now.date() - on).days + 1
    place = next((i for i, phase in enumerate(protocol.phases) if day <= phase.last_day), len(protocol.phases) - 1)
    course = Course(episode_id=case.episode_id, client_id=None, protocol_version_id=setting.version.id, flavour=None,
                    pace="days", started_on=on, started_by=setting.counselor_id)  # fmt: skip
    visits = [
        PhaseVisit(episode_id=case.episode_id, client_id=None, course_id=course.id, phase_id=phase.id, cycle=1,
                   how="entered", entered_on=on + timedelta(days=phase.first_day - 1),
                   left_on=on + timedelta(days=phase.last_day) if number < place else None,
                   entered_by=setting.counselor_id, entered_at=case.started + timedelta(days=phase.first_day - 1))
        for number, phase in enumerate(protocol.phases[: place + 1])
    ]  # fmt: skip
    phase = protocol.phases[place]
    state = EpisodeState(
        display_name=case.name,
        **case.here, shown_as=case.name, protocol_key=protocol.key, protocol_title=protocol.title,
        phase_title=phase.title, phase_number=place + 1, phases_total=len(protocol.phases), days_total=protocol.days,
        day_one=on, open_homework=0, unread_entries=0,
    )  # fmt: skip
    db.session.add_all([course, *visits, state])
    return state


def rate(case: Case, state: EpisodeState, count: int) -> None:
    """A ladder with `count` ratings, ending yesterday."""
    chance, at = case.setting.chance, case.setting.now - timedelta(days=1)
    ladder = Ladder(**case.here, title="Speaking up", low=1, high=10, words={"low": "I say nothing", "high": "I say it"},
                    made_at=case.started, made_by=case.setting.counselor_id)  # fmt: skip
    db.session.add(ladder)
    values = [min(10, max(1, round(2 + 5 * i / count + chance.uniform(-1.5, 1.5)))) for i in range(count)]
    db.session.bulk_insert_mappings(Rating, [
        {**case.here, "practice_id": ladder.practice_id, "ladder_id": ladder.id, "seq": 0, "value": value,
         "at": at - timedelta(hours=12 * (count - 1 - i)), "source": "portal", "given_by": case.client_id}
        for i, value in enumerate(values)
    ])  # fmt: skip
    state.last_rating, state.last_rated_at, state.spark = str(values[-1]), at, values[-12:]
    state.spark_low, state.spark_high = ladder.low, ladder.high


def meet(case: Case, state: EpisodeState, count: int, *, next_at: datetime | None, noted: bool,
         draft: bool = True) -> None:  # fmt: skip
    """`count` past sessions every third day, attended, with signed notes when `noted` (the last one a draft); one more at
    `next_at`."""
    setting = case.setting
    past = [datetime.combine(setting.now.date(), time(9), setting.now.tzinfo) - timedelta(days=3 * (count - i))
            for i in range(count)]  # fmt: skip
    for number, starts_at in enumerate([*past, *([next_at] if next_at else [])], start=1):
        session = TherapySession(**case.here, number=number, starts_at=starts_at, minutes=50, place="Room 2",
                                 planned_by=setting.counselor_id, planned_at=case.started)  # fmt: skip
        db.session.add(session)
        if number <= count:
            db.session.add(Attendance(**case.here, session_id=session.id, status="attended",
                                      recorded_by=setting.counselor_id, recorded_at=starts_at))  # fmt: skip
        if number <= count and noted:
            session.noted_at = starts_at
            db.session.add(_note(case, session, signed=number < count or not draft))
    state.next_session_at = next_at if next_at and next_at >= setting.now else None


def _note(case: Case, session: TherapySession, *, signed: bool) -> ProgressNote:
    by, at = case.setting.counselor_id, session.starts_at + timedelta(hours=1)
    return ProgressNote(
        **case.here, session_id=session.id, author_of=by, saved_at=at, version=2, questions=[],
        body={"better": SAID, "talked_about": f"{SAID} " * 3, "step": "Say one thing on Sunday.", "agreed": ""},
        signed_at=at if signed else None, signed_by=by if signed else None,
    )  # fmt: skip


def send(case: Case, state: EpisodeState, count: int) -> None:
    """An exercise agreed with the client, and `count` entries nobody has read yet."""
    setting = case.setting
    phase = next(p for p in setting.protocol.phases if p.title == state.phase_title)
    exercise = next(e for p in (phase, *setting.protocol.phases) for e in p.exercises if e.respondent == "each")
    given = HomeworkAssignment(
        **case.here, protocol_version_id=setting.version.id, phase_id=phase.id, exercise_id=exercise.id,
        title=exercise.client_title, frequency="daily", opens_on=case.started.date(), agreed_by=setting.counselor_id,
        agreed_at=case.started,
    )  # fmt: skip
    text = next((field for field in exercise.fields if field.kind in ("text", "line")), exercise.fields[0])
    db.session.add(given)
    for ago in range(count):
        at = setting.now - timedelta(days=ago, hours=2)
        db.session.add(Entry(
            **case.here, assignment_id=given.id, exercise_id=exercise.id, occurrence=at.date().isoformat(), kind="answer",
            protocol_version_id=setting.version.id, labels=labels(exercise), answers={text.id: SAID}, sent_at=at,
            made_id=new_id(), sent_by=case.client_id,
        ))  # fmt: skip
    state.open_homework, state.unread_entries = 1, count
