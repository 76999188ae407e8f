"""An answer that is taken back leaves every page of the counselor's, positions on ladders included; its words return."""

from sqlalchemy import select

from practice.access.scope import everything
from practice.db import db
from practice.episodes.models import EpisodeState
from practice.homework.models import Entry
from practice.protocols.library import load_library
from practice.ratings.actions import rate
from practice.ratings.models import Ladder, Rating
from practice.ratings.queries import latest
from tests.homework.given import given, on_protocol
from tests.portal.test_pages import send


def rows(cast, model):
    db.session.rollback()
    with everything("looking after a page", cast.practice.id):
        return db.session.scalars(select(model)).all()


def a_scale(cast, course):
    """An exercise that asks for a position, given to Ash: (assignment, name of the question)."""
    exercises = load_library()["narrative-attachment"].all_exercises()
    exercise, field = next((one, item) for one in exercises if one.assignable for item in one.fields if item.kind == "ladder")
    return given(cast, course, cast.ash, exercise.id, confirmed=True), f"q_{field.id}"


def test_a_position_goes_with_the_answer_it_was_given_in(cast):
    row, name = a_scale(cast, on_protocol(cast, cast.ash_episode))
    ash, alma = cast.browser(cast.ash), cast.browser(cast.alma)
    words = {f"{name}-value": "4", f"{name}-past": "At the sea it was an eight", f"{name}-low_words": "under the table"}
    assert send(ash, row, **words).status_code == 303
    ladder = rows(cast, Ladder)[0].id
    assert "At the sea" in alma.get(f"/ladders/{ladder}").text
    assert ash.post(f"/portal/pages/{rows(cast, Entry)[0].id}/take-back").status_code == 303
    for path in (f"/episodes/{cast.ash_episode.id}", f"/ladders/{ladder}", "/", f"/episodes/{cast.ash_episode.id}/report"):
        page = alma.get(path).text
        assert "At the sea" not in page and "under the table" not in page, path
    state = next(one for one in rows(cast, EpisodeState) if one.client_id == cast.ash.id)
    assert state.last_rating is None and state.spark == []
    assert "At the sea" in ash.get(f"/portal/homework/{row.id}").text  # nothing typed is lost
    assert send(ash, row, **words).status_code == 303
    assert [one.ended_at is None for one in sorted(rows(cast, Ladder), key=lambda one: one.made_at)] == [False, True]


def test_earlier_positions_of_the_ladder_stay(cast):
    row, name = a_scale(cast, on_protocol(cast, cast.ash_episode))
    ash = cast.browser(cast.ash)
    assert send(ash, row, **{f"{name}-value": "4"}).status_code == 303
    with cast.acting(cast.ash):
        ladder = db.session.scalars(select(Ladder)).one()
        rate(ladder, value=6, source="portal", by=cast.ash.id)
        db.session.commit()
    ash.post(f"/portal/pages/{rows(cast, Entry)[0].id}/take-back")
    with cast.acting(cast.alma):
        found = db.session.scalars(select(Ladder)).one()
        assert found.ended_at is None and latest(found.id).low == 6
        assert sorted(one.taken_back_at is None for one in db.session.scalars(select(Rating))) == [False, True]
