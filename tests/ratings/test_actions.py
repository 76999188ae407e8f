"""Ladders and ratings through the door: whose they are, what is kept, what the caseload then says."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from practice.access.scope import OutOfScope
from practice.db import db
from practice.episodes.models import EpisodeState
from practice.ratings import queries
from practice.ratings.actions import bring_in, make_ladder, rate
from practice.ratings.checks import BadLadder, BadRating
from practice.ratings.models import Ladder, Rating

AT = datetime(2026, 11, 1, 9, tzinfo=UTC)


def ladder_of(cast, client, **more):
    episode = cast.couple if client in (cast.robin, cast.kim) else cast.ash_episode
    values = {"title": " How  close ", "words": {"low": "far apart", "high": "at home", "rogue": "x"}, "by": cast.alma.id}
    return make_ladder(episode.id, client.id, **(values | more))


def state_of(client):
    return db.session.scalars(select(EpisodeState).where(EpisodeState.client_id == client.id)).one()


def test_a_ladder_keeps_the_words_of_its_ends(cast):
    with cast.acting(cast.alma):
        made = ladder_of(cast, cast.robin)
        assert (made.title, made.low, made.high) == ("How close", 1, 10)
        assert made.words == {"low": "far apart", "high": "at home"}
        with pytest.raises(BadLadder) as problem:
            ladder_of(cast, cast.robin, title=" ", low=5, high=5)
        assert set(problem.value.words) == {"title", "high"}


def test_a_rating_is_a_number_a_range_or_deliberately_none(cast):
    with cast.acting(cast.alma):
        ladder = ladder_of(cast, cast.robin)
        rate(ladder, value=2, value_high=3, source="session", by=cast.alma.id, at=AT, words={"past": "May", "comment": ""})
        rate(ladder, value=None, source="session", by=cast.alma.id, at=AT + timedelta(days=1))
        rate(ladder, value=4, value_high=4, source="session", by=cast.alma.id, at=AT + timedelta(days=2))
        found = queries.points(ladder.id)
        assert [(point.low, point.high, point.said) for point in found] == [(2, 3, "2–3"), (None, None, ""), (4, None, "4")]
        assert found[0].words == {"past": "May"} and found[1].words == {}
        assert queries.latest(ladder.id).low == 4
        assert [point.at for point in queries.ratings_of(ladder.id, 1, 1)] == [AT + timedelta(days=1)]
        assert [point.low for point in queries.points(ladder.id, since=AT + timedelta(days=1))] == [None, 4]
        assert [point.low for point in queries.points(ladder.id, until=AT + timedelta(days=1))] == [2]
        row = queries.ladders_of(cast.couple.id, cast.robin.id)[0]
        assert (row.first.said, row.latest.said, row.count, row.words["low"]) == ("2–3", "4", 2, "far apart")
        for value, high in ((11, None), (3, 5), (None, 2)):
            with pytest.raises(BadRating):
                rate(ladder, value=value, value_high=high, source="session", by=cast.alma.id)


def test_two_ratings_of_one_moment_both_stay_and_open(cast):
    here = AT.astimezone(ZoneInfo("Europe/Berlin"))
    with cast.acting(cast.alma):
        ladder = ladder_of(cast, cast.robin)
        first = rate(ladder, value=3, source="session", by=cast.alma.id, at=here, words={"comment": "one"})
        second = rate(ladder, value=4, source="session", by=cast.alma.id, at=AT, words={"comment": "two"})
        assert (first.seq, second.seq) == (0, 1)
        db.session.expire_all()
        assert [point.words["comment"] for point in queries.points(ladder.id)] == ["one", "two"]
        assert queries.points(ladder.id)[1].ref == second.ref


def test_the_caseload_shows_the_latest_of_the_person(cast):
    with cast.acting(cast.alma):
        ladder = ladder_of(cast, cast.robin)
        for day, value in enumerate((2, 3, 5)):
            rate(ladder, value=value, source="session", by=cast.alma.id, at=AT + timedelta(days=day))
        rate(ladder, value=6, value_high=7, source="session", by=cast.alma.id, at=AT + timedelta(days=9))
        rate(ladder, value=9, source="session", by=cast.alma.id, at=AT - timedelta(days=9))
        rate(ladder, value=None, source="session", by=cast.alma.id, at=AT + timedelta(days=10))
        row = state_of(cast.robin)
        assert (row.last_rating, row.spark, row.spark_low, row.spark_high) == ("6-7", [9, 2, 3, 5, 6.5], 1, 10)
        assert row.last_rated_at == AT + timedelta(days=9)
        assert state_of(cast.kim).last_rating is None


def test_a_client_rates_their_own_ladder_and_sees_no_other(cast):
    with cast.acting(cast.alma):
        hers, his = ladder_of(cast, cast.robin), ladder_of(cast, cast.kim)
        db.session.flush()
    with cast.acting(cast.robin):
        assert [row.id for row in queries.ladders_of(cast.couple.id)] == [hers.id]
        mine = db.session.scalars(select(Ladder)).one()
        rate(mine, value=3, source="portal", by=cast.robin.id)
        db.session.flush()
        with pytest.raises(OutOfScope):
            rate(his, value=3, source="portal", by=cast.robin.id)
            db.session.flush()
        db.session.rollback()
    with cast.acting(cast.kim):
        assert db.session.scalars(select(Rating)).all() == []


def test_strangers_see_nothing(cast):
    with cast.acting(cast.alma):
        ladder = ladder_of(cast, cast.robin)
        rate(ladder, value=3, source="session", by=cast.alma.id)
        ladder_id = ladder.id
    with cast.acting(cast.cleo):
        assert queries.points(ladder_id) == [] and queries.ladders_of(cast.couple.id) == []


def test_a_rating_is_never_changed(cast):
    with cast.acting(cast.alma):
        rating = rate(ladder_of(cast, cast.ash), value=3, source="session", by=cast.alma.id)
        db.session.flush()
        rating.value = 9
        with pytest.raises(DBAPIError):
            db.session.flush()
        db.session.rollback()


def test_an_ended_ladder_takes_no_more(cast):
    with cast.acting(cast.alma):
        ladder = ladder_of(cast, cast.ash)
        ladder.ended_at = AT
        with pytest.raises(BadRating):
            rate(ladder, value=3, source="session", by=cast.alma.id)


def test_many_at_once_number_equal_moments_on(cast):
    with cast.acting(cast.alma):
        ladder = ladder_of(cast, cast.ash, high=7, imported=True)
        rows = bring_in(ladder, [(AT, 3, None), (AT, 3, None), (AT, 4, 5)], by=cast.ash.id)
        assert [row.seq for row in rows] == [0, 1, 2]
        assert [row.seq for row in bring_in(ladder, [(AT, 1, None)], by=cast.ash.id)] == [3]
        with pytest.raises(BadRating):
            bring_in(ladder, [(AT, 1, None), (AT, 8, None)], by=cast.ash.id)
        assert len(queries.points(ladder.id)) == 4 and state_of(cast.ash).last_rating == "1"


def test_the_picture_gathers_everything(cast):
    with cast.acting(cast.alma):
        ladder = ladder_of(cast, cast.robin)
        rate(ladder, value=2, value_high=3, source="session", by=cast.alma.id, at=AT)
        rate(ladder, value=5, source="session", by=cast.alma.id, at=AT + timedelta(days=8))
        with cast.app.test_request_context("/"):
            made = queries.chart_of(ladder.id, zone="Europe/Berlin")
        assert made.title == "The rating moved from 2–3 on 1 Nov to 5 on 9 Nov"
        assert (made.low_words, made.high_words) == ("far apart", "at home")
