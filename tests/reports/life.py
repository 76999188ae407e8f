"""A couple and one client with a little life in them, told by the real verbs where a test looks at what they wrote."""

from datetime import timedelta

from practice import clock
from practice.access.scope import everything
from practice.db import db
from practice.episodes.actions import plan_session, record_attendance, record_intake
from practice.homework.actions import send_entry
from practice.homework.models import SharedEntry
from practice.notes.actions import save_note, sign_note
from practice.ratings.actions import make_ladder, rate
from practice.ratings.models import Ladder, Rating
from tests.homework.given import given, on_protocol

HOPE = {"robin": "Robin hopes for quiet mornings", "kim": "Kim hopes to be asked", "ash": "Ash hopes to sleep"}
WROTE = {"robin": "Robin alone wrote about the garage", "kim": "Kim alone wrote about the letter", "ash": "Ash cooked"}
HARD = {"robin": "Robin finds Fridays hard", "kim": "Kim finds silence hard", "ash": "Ash finds nights hard"}
SHARED = "We both laughed at the tea"


def live(cast) -> None:
    """Committed: courses, intakes, sent pages, ladders, meetings, a signed note, one shared page, one joint ladder."""
    courses = {cast.couple.id: on_protocol(cast, cast.couple), cast.ash_episode.id: on_protocol(cast, cast.ash_episode)}
    for name, client, episode in people(cast):
        _one(cast, name, client, episode, courses[episode.id])
    with cast.acting(cast.alma):
        _meet(cast, cast.couple.id, None, [cast.robin.id, cast.kim.id], "Both try the tea again")
        _joint_ladder(cast)
        db.session.add(SharedEntry(
            episode_id=cast.couple.id, client_id=None, entry_id="0" * 32, title="A kind gesture",
            labels={"fields": [{"id": "behaviour", "kind": "text", "label": "What was it?"}]},
            answers={"behaviour": SHARED}, shared_by=cast.kim.id, shown_as="Kim", shared_at=clock.now()))  # fmt: skip
        db.session.commit()


def people(cast):
    return (("robin", cast.robin, cast.couple), ("kim", cast.kim, cast.couple), ("ash", cast.ash, cast.ash_episode))


def _one(cast, name, client, episode, course) -> None:
    on = clock.today("Europe/Berlin") - timedelta(days=20)
    with cast.acting(cast.alma):
        record_intake(episode.id, client.id, words={"best_hope": HOPE[name], "presenting_concern": "secret"}, on=on,
                      by=cast.alma.id)  # fmt: skip
        _meet(cast, episode.id, client.id, [client.id], f"{name} walks to the river")
        ladder = make_ladder(episode.id, client.id, title=f"{name} today", words={"low": f"{name} floor", "high": f"{name} sky"},
                             by=cast.alma.id)  # fmt: skip
        db.session.flush()
        for days, value in ((15, 2), (2, 6)):
            rate(ladder, value=value, value_high=value + 1, source="session", by=cast.alma.id,
                 words={"keeps_from_lower": f"{name} keeps tea"}, at=clock.now() - timedelta(days=days))  # fmt: skip
        db.session.commit()
    row = given(cast, course, client, "exception-log", frequency="daily")
    with cast.acting(client):
        send_entry(row, occurrence=clock.today("Europe/Berlin").isoformat(), made_id=f"{name}-1", share=False,
                   answers={"behaviour": WROTE[name], "still_hard": HARD[name]})  # fmt: skip
        db.session.commit()


def _meet(cast, episode_id, client_id, everybody, step) -> None:
    session = plan_session(episode_id, client_id, starts_at=clock.now() - timedelta(days=3), by=cast.alma.id)
    record_attendance(session, dict.fromkeys(everybody, "attended"), by=cast.alma.id)
    db.session.flush()
    note = save_note(session, body={"step": step, "talked_about": "never printed"}, safety={"asked": "yes", "said": "SAFETY"},
                     questions=[], version=0, by=cast.alma.id)  # fmt: skip
    sign_note(note, by=cast.alma.id)
    db.session.flush()


def _joint_ladder(cast) -> None:
    with everything("a ladder both filled in together", cast.practice.id):
        ladder = Ladder(practice_id=cast.practice.id, episode_id=cast.couple.id, client_id=None, title="The two of us",
                        low=1, high=10, words={"low": "two walls", "high": "one table"}, made_at=clock.now(),
                        made_by=cast.alma.id)  # fmt: skip
        db.session.add(ladder)
        db.session.flush()
        db.session.add(Rating(practice_id=cast.practice.id, ladder_id=ladder.id, at=clock.now(), seq=0,
                              episode_id=cast.couple.id, client_id=None, value=4, source="session",
                              given_by=cast.alma.id))  # fmt: skip
