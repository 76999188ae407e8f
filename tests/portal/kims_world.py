"""A couple in the middle of things: Kim has something of every kind, Robin too. And the way around Kim's whole side."""

import re
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from practice import clock
from practice.db import db
from practice.episodes.actions import plan_session
from practice.episodes.models import TherapySession
from practice.goals.models import PhaseAgreement
from practice.homework.actions import comment, read_entry, send_entry, share
from practice.homework.actions.reminding import message
from practice.homework.actions.revealing import ask_author
from practice.homework.models import (
    Entry,
    EntryComment,
    HomeworkAssignment,
    LookBack,
    RevealSay,
    SharedEntry,
)
from practice.homework.queries.due import something_waits
from practice.measures.models import Administration, MeasureAssignment
from practice.notes.actions import answer_amendment, ask_amendment
from practice.notes.models import AmendmentRequest
from practice.protocols.library import load_library
from practice.ratings.actions import make_ladder, rate
from practice.ratings.models import Ladder
from practice.safety.actions import record_screening, write_crisis_plan
from practice.safety.models import Opening, SafetyAnswer, SafetyQuestion
from tests.homework.given import given, on_protocol, today
from tests.measures.samples import plan
from tests.portal import measured

# Whose ids stand for which name in an address. What a page of a new kind is about belongs in here.
REACH = {
    "assignment_id": HomeworkAssignment, "entry_id": Entry, "ladder_id": Ladder, "question_id": SafetyQuestion,
    "say_id": RevealSay, "shared_id": SharedEntry, "comment_id": EntryComment, "look_back_id": LookBack,
    "amendment_id": AmendmentRequest, "agreement_id": PhaseAgreement, "measure_assignment_id": MeasureAssignment,
    "administration_id": Administration, "session_id": TherapySession,
}  # fmt: skip
ENDS_THE_SIGN_IN = {"portal.leave"}
NOT_HERS = {"portal.invitation"}  # a link of somebody who has no login yet
OF_THE_MOMENT = {"Set-Cookie", "Date"}
# Random on each view, and made for this very page: nothing of it is known to anybody before.
RANDOM = (
    re.compile(rb'(name="(?:csrf_token|tab|made|opened)" value=")[^"]*'),
    re.compile(rb'(data-(?:token|csrf)=")[^"]*'),
)


@dataclass
class World:
    """Everything Robin's doings are about."""

    cast: object
    course: object
    joint: HomeworkAssignment
    own: dict[str, HomeworkAssignment]  # Robin's, by exercise
    entry: Entry  # Robin's, read
    measures: dict[str, MeasureAssignment]  # Robin's, by instrument; both are asked the same
    ladder: Ladder  # Robin's
    robin: object  # signed-in browsers
    kim: object
    alma: object


def joint_exercise() -> str:
    return next(one.id for one in load_library()["narrative-attachment"].all_exercises() if one.respondent == "together")


def open_joint(cast, exercise: str) -> None:
    """Both were asked alone, both say that it feels safe, Alma opened it; committed."""
    with cast.acting(cast.alma):
        for client in (cast.robin, cast.kim):
            record_screening(cast.couple.id, client.id, done_on=today(), outcome="clear", by=cast.alma.id)
            db.session.add(SafetyAnswer(episode_id=cast.couple.id, client_id=client.id, exercise_id=exercise, answer="yes",
                                        answered_at=clock.now()))  # fmt: skip
        db.session.add(Opening(episode_id=cast.couple.id, client_id=None, item=exercise, opened_by=cast.alma.id,
                               opened_at=clock.now()))  # fmt: skip
        db.session.commit()


def world(cast) -> World:
    course = on_protocol(cast, cast.couple)
    open_joint(cast, joint_exercise())
    joint = given(cast, course, None, joint_exercise(), scribe_id=cast.robin.id)
    entries, own, ladders = {}, {}, {}
    for client in (cast.robin, cast.kim):
        for exercise in ("hope-question", "miracle-question", "coping-list", "exception-log"):
            row = given(cast, course, client, exercise, confirmed=True, frequency="daily" if exercise.endswith("log") else "once")
            own[client.id, exercise] = row
        entries[client.id] = _wrote(cast, client, own[client.id, "miracle-question"])
        with cast.acting(cast.alma):
            ladders[client.id] = make_ladder(cast.couple.id, client.id, title="Close", words={"low": "a", "high": "b"}, by=cast.alma.id)
            db.session.flush()
            rate(ladders[client.id], value=4, source="session", by=cast.alma.id)
            read_entry(entries[client.id], by=cast.alma.id)
            comment(entries[client.id], "Thank you", by=cast.alma.id)
            write_crisis_plan(cast.couple.id, client.id, words={"signs": f"{client.display_name} is silent"}, by=cast.alma.id)
            db.session.add(SafetyQuestion(episode_id=cast.couple.id, client_id=client.id, exercise_id="e", exercise_title="Walk",
                                          asked_by=cast.alma.id, asked_at=clock.now()))  # fmt: skip
            db.session.commit()
    measures = _measured(cast)
    with cast.acting(cast.alma):
        ask_author(entries[cast.kim.id], place="session", by=cast.alma.id)
        plan_session(cast.couple.id, None, starts_at=clock.now() + timedelta(days=3), by=cast.alma.id)
        db.session.commit()
    with cast.acting(cast.kim):
        share(entries[cast.kim.id])
        asked = ask_amendment(cast.couple.id, cast.kim.id, "I never said that.", asked_by="client", by=cast.kim.id)
        db.session.commit()
    with cast.acting(cast.alma):
        answer_amendment(asked, "declined", "I heard it so.", by=cast.alma.id)
        db.session.commit()
    mine = {exercise: row for (client_id, exercise), row in own.items() if client_id == cast.robin.id}
    return World(cast, course, joint, mine, entries[cast.robin.id], measures, ladders[cast.robin.id], cast.browser(cast.robin),
                 cast.browser(cast.kim), cast.browser(cast.alma))  # fmt: skip


def _measured(cast) -> dict[str, MeasureAssignment]:
    """Both were shown a result, both are asked the same at home, and Kim has begun, sent and left something."""
    plan(cast)
    asked = {}
    for client in (cast.kim, cast.robin):
        measured.given(cast, "phq4", {1: 1, 2: 2, 3: 0, 4: 1}, client, episode=cast.couple, on=today() - timedelta(days=20))
        asked = {key: measured.agreed(cast, key, client, episode=cast.couple) for key in ("phq4", "phq9", "gad7", "scssf")}
        if client is cast.kim:
            begun = {key: measured.begun(cast.browser(client), asked[key]) for key in ("gad7", "scssf")}
            measured.say(cast.browser(client), begun["gad7"], 1, "2")
            cast.browser(client).post(f"{begun['scssf']}/end")
    return asked


def _wrote(cast, client, row) -> Entry:
    with cast.acting(client):
        entry = send_entry(row, occurrence="once", answers={"first_sign": f"{client.display_name} smiles"}, made_id=client.id)
        db.session.commit()
    return entry


def reachable(world: World) -> dict[str, list[str]]:
    """{name in an address: ids}, all that the door shows Kim, in the order the database gives them by age."""
    with world.cast.acting(world.cast.kim):
        ids = {name: sorted(db.session.scalars(select(model.id))) for name, model in REACH.items()}
        ids["exercise_id"] = sorted(set(db.session.scalars(select(HomeworkAssignment.exercise_id))))
        db.session.rollback()
    return ids


def addresses(world: World) -> list[str]:
    """Every page of the portal Kim can ask for: each address with each id in reach."""
    ids, found = reachable(world), []
    for rule in world.cast.app.url_map.iter_rules():
        if not rule.endpoint.startswith("portal.") or "GET" not in rule.methods or rule.endpoint in ENDS_THE_SIGN_IN | NOT_HERS:
            continue
        assert rule.arguments <= ids.keys(), f"{rule.rule}: say in kims_world.REACH which rows {rule.arguments} names"
        assert len(rule.arguments) <= 1, f"{rule.rule}: say here which ids go together"
        name = next(iter(rule.arguments), None)
        found += [rule.build({name: id})[1] for id in ids[name]] if name else [rule.rule]
    return sorted(found)


def looks(browser, path: str) -> tuple:
    """A page as bytes with its headers, without what is random on each view."""
    page = browser.get(path)
    body = page.data
    for pattern in RANDOM:
        body = pattern.sub(rb"\1", body)
    page.close()
    return path, page.status_code, body, sorted((key, said) for key, said in page.headers.items() if key not in OF_THE_MOMENT)


def around(world: World) -> list[tuple]:
    """All of Kim's side, and the counselor's view for the room both look at."""
    seen = [looks(world.kim, path) for path in addresses(world)]
    return [*seen, looks(world.alma, f"/episodes/{world.cast.couple.id}?view=room"), mail(world)]


def mail(world: World) -> tuple:
    """Whether a reminder would go to Kim today, and what it would say."""
    with world.cast.acting(world.cast.kim), world.cast.app.test_request_context("/portal/"):
        told = something_waits(world.cast.kim.id, today()), message()
        db.session.rollback()
    return "mail", 200, repr(told).encode(), []


def differing(before: list[tuple], after: list[tuple]) -> list[str]:
    """What changed, in words; empty when every byte is the same."""
    paths = [one[0] for one in before], [one[0] for one in after]
    if paths[0] != paths[1]:
        return [f"only before: {set(paths[0]) - set(paths[1])}", f"only after: {set(paths[1]) - set(paths[0])}"]
    return [f"{old[0]}: {_where(old, new)}" for old, new in zip(before, after, strict=True) if old != new]


def _where(old: tuple, new: tuple) -> str:
    if old[1] != new[1] or old[3] != new[3]:
        return f"{old[1]} {old[3]} became {new[1]} {new[3]}"
    place = next((n for n, (a, b) in enumerate(zip(old[2], new[2], strict=False)) if a != b), min(len(old[2]), len(new[2])))
    return f"...{old[2][max(0, place - 60) : place + 60]!r} became ...{new[2][max(0, place - 60) : place + 60]!r}"
