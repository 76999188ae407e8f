"""When one of a couple leaves, the shared room is frozen for both: no query reads it, no row is written to it."""

from datetime import timedelta

import pytest
from sqlalchemy import exists, func, select, update
from sqlalchemy.orm import aliased

from practice import clock
from practice.access.models import EpisodeRow, Participant
from practice.access.scope import OutOfScope
from practice.db import db
from practice.episodes.actions import discharge
from practice.episodes.models import Course, TherapySession
from practice.homework.models import HomeworkAssignment, SharedEntry
from practice.ratings.models import Ladder
from tests.homework.given import on_protocol, today


def common_rows(cast, version_id) -> list:
    room, now = {"episode_id": cast.couple.id, "client_id": None}, clock.now()
    return [
        SharedEntry(**room, entry_id="0" * 32, title="Both", labels={}, answers={"a": "words"}, shared_by=cast.kim.id,
                    shown_as="Kim", shared_at=now),
        HomeworkAssignment(**room, protocol_version_id=version_id, phase_id="p", exercise_id="e", title="Both",
                           frequency="once", opens_on=now.date(), agreed_by=cast.alma.id, agreed_at=now),
        TherapySession(**room, number=1, starts_at=now, minutes=50, planned_by=cast.alma.id, planned_at=now),
        Ladder(**room, title="Both", low=1, high=10, made_at=now, made_by=cast.alma.id, words={}),
    ]  # fmt: skip


COMMON = (SharedEntry, HomeworkAssignment, TherapySession, Ladder)
WAYS = {
    "select": lambda model: db.session.scalars(select(model)).all(),
    "columns": lambda model: db.session.execute(select(model.id)).all(),
    "count": lambda model: [1] * db.session.scalar(select(func.count()).select_from(model)),
    "join": lambda model: db.session.execute(select(model.id).join(Participant, Participant.episode_id == model.episode_id)).all(),
    "alias": lambda model: db.session.scalars(select(aliased(model))).all(),
    "union": lambda model: db.session.execute(select(model.id).union(select(model.id))).all(),
    "cte": lambda model: db.session.execute(select(select(model.id).cte().c.id)).all(),
    "exists": lambda model: [1] * bool(db.session.scalar(select(exists(select(model.id))))),
}


@pytest.fixture
def together(cast):
    """A couple with something of every kind in its shared room; committed."""
    course = on_protocol(cast, cast.couple)
    with cast.acting(cast.alma):
        db.session.add_all(common_rows(cast, course.protocol_version_id))
        db.session.commit()
    return cast


def kim_leaves(cast):
    with cast.acting(cast.alma):
        discharge(cast.couple, cast.kim.id, on=today(), reason="agreed", by=cast.alma.id)
        db.session.commit()


@pytest.mark.parametrize("way", WAYS)
def test_no_query_reads_or_changes_it_any_more(together, way):
    for client in (together.robin, together.kim):
        with together.acting(client):
            assert all(WAYS[way](model) for model in COMMON)
    db.session.rollback()
    kim_leaves(together)
    for client in (together.robin, together.kim):
        with together.acting(client):
            assert not any(WAYS[way](model) for model in COMMON)
    with together.acting(together.alma):
        assert all(WAYS[way](model) for model in COMMON)


def test_every_kind_of_row_is_frozen_but_where_they_are_in_the_protocol():
    """The rule is one for all classes a client reads; a new class is frozen without being named anywhere."""
    from practice.access import rules

    for mapper in db.Model.registry.mappers:
        cls = mapper.class_
        if issubclass(cls, EpisodeRow) and cls.readers == "both":
            frozen = "ends_at <= " in str(rules.of(cls).client)
            assert frozen == (cls.__tablename__ not in rules.THE_PATH), cls


def test_no_bulk_change_reaches_it_any_more(together):
    change = update(TherapySession).values(minutes=40)
    for left, changed in ((False, 1), (True, 0)):
        if left:
            kim_leaves(together)
        with together.acting(together.robin):
            assert db.session.execute(change).rowcount == changed
            db.session.rollback()


def test_nothing_is_written_to_it_any_more(together):
    with together.acting(together.robin):
        db.session.add(common_rows(together, "0" * 32)[0])
        db.session.flush()
        db.session.rollback()
    kim_leaves(together)
    for client in (together.robin, together.kim):
        with together.acting(client):
            db.session.add(common_rows(together, "0" * 32)[0])
            with pytest.raises(OutOfScope):
                db.session.flush()
            db.session.rollback()


def test_who_stays_keeps_their_own_room_and_their_place_in_the_protocol(together):
    with together.acting(together.alma):
        db.session.add(Ladder(episode_id=together.couple.id, client_id=together.robin.id, title="Mine", low=1, high=10,
                              made_at=clock.now(), made_by=together.alma.id, words={}))  # fmt: skip
        db.session.commit()
    kim_leaves(together)
    with together.acting(together.robin):
        assert [row.title for row in db.session.scalars(select(Ladder))] == ["Mine"]
        assert len(db.session.scalars(select(Course)).all()) == 1
        db.session.scalars(select(Ladder)).one().title = "Still mine"
        db.session.flush()
        db.session.rollback()


def test_it_opens_again_when_both_take_part_again(together):
    kim_leaves(together)
    with together.acting(together.alma):
        db.session.add(Participant(episode_id=together.couple.id, client_id=together.kim.id, shown_as="Kim",
                                   starts_at=clock.now() - timedelta(seconds=1)))  # fmt: skip
        db.session.commit()
    for client in (together.robin, together.kim):
        with together.acting(client):
            assert len(db.session.scalars(select(SharedEntry)).all()) == 1
