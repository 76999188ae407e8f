"""The look-at list: quiet, a ladder down, what others noticed; never a flag, and the same number of queries for everybody."""

from datetime import date, timedelta

import pytest
from sqlalchemy import event

from practice import clock
from practice.db import db
from practice.episodes.signs import LookAt
from practice.ratings.actions import make_ladder, rate
from practice.safety.actions import raise_flag
from practice.today.look_at import Climbed, Half, by_person, ladders_down, one_waiting, quiet_ones
from practice.today.queries import whole_caseload
from tests.homework.given import given, on_protocol, today

DAY, ROOM, OTHER = date(2026, 11, 21), ("e", "c"), ("e2", "d")


def days(*ago):
    return [DAY - timedelta(days=one) for one in ago]


def test_quiet_is_longer_than_a_fortnight_and_than_three_of_their_own_pauses():
    agreed = {ROOM: DAY - timedelta(days=60)}
    assert quiet_ones({ROOM: days(40, 30, 20)}, agreed, DAY) == []  # every ten days: thirty is usual
    assert [one.since for one in quiet_ones({ROOM: days(20, 18, 16)}, agreed, DAY)] == days(16)
    assert quiet_ones({ROOM: days(13)}, agreed, DAY) == []


def test_with_nothing_ever_sent_time_counts_from_what_was_agreed():
    assert [one.since for one in quiet_ones({}, {ROOM: days(20)[0]}, DAY)] == days(20)
    assert quiet_ones({}, {ROOM: days(5)[0]}, DAY) == [] == quiet_ones({}, {ROOM: days(-5)[0]}, DAY)
    assert quiet_ones({ROOM: days(40)}, {}, DAY) == [], "nothing is open: nothing is awaited"


def test_a_ladder_of_ten_two_rungs_down():
    down, step, scale = [(DAY, 6), (DAY, 4)], [(DAY, 6), (DAY, 5)], [(DAY, 60), (DAY, 40)]
    climbed = [Climbed(ROOM, "Close", 1, 10, down), Climbed(OTHER, "Sure", 1, 10, step), Climbed(OTHER, "Own", 0, 100, scale)]
    [found] = ladders_down(climbed)
    assert (found.episode_id, found.client_id) == ROOM and "Close" in found.words


def test_one_of_two_waits_after_a_week_and_only_while_the_other_has_not_sent():
    names = {("e", "c"): "Robin", ("e", "d"): "Kim"}
    ours, mine, theirs = ("e", "p", "x"), ("e", "c"), ("e", "d")

    def found(here, there):
        return one_waiting([Half(mine, ours, "Two hopes", here), Half(theirs, ours, "Two hopes", there)], names, DAY)

    week = DAY - timedelta(days=7)
    [sign] = found(week, None)
    assert (sign.episode_id, sign.client_id, sign.since) == (*mine, week) and "Kim’s is not here yet" in sign.words
    assert [(one.client_id) for one in found(None, week)] == ["d"]
    assert found(DAY - timedelta(days=6), None) == found(week, DAY) == found(None, None) == []
    assert one_waiting([Half(mine, ours, "Two hopes", week)], names, DAY) == [], "nobody else was asked"


def test_newest_first_in_no_order_of_weight_and_only_who_is_in_care():
    signs = [LookAt("e", "c", "old", DAY - timedelta(days=9)), LookAt("e2", "d", "new", DAY), LookAt("gone", "x", "no", DAY)]
    assert [one.name for one in by_person(signs, {ROOM: "Robin", OTHER: "Kim"})] == ["Kim", "Robin"]


@pytest.fixture
def lived(cast):
    """Ash has something open and sent nothing for twenty days; Robin's ladder went from 6 to 4; Kim's from 6 to 5."""
    given(cast, on_protocol(cast, cast.ash_episode), cast.ash, "hope-question", opens_on=today() - timedelta(days=20))
    with cast.acting(cast.alma):
        for client, last in ((cast.robin, 4), (cast.kim, 5)):
            ladder = make_ladder(cast.couple.id, client.id, title="Close", words={"low": "a", "high": "b"}, by=cast.alma.id)
            db.session.flush()
            for ago, value in ((9, 6), (8, 6), (1, last)):
                rate(ladder, value=value, source="session", by=cast.alma.id, at=clock.now() - timedelta(days=ago))
        db.session.commit()
    return cast


def test_the_page_names_them_in_plain_words_and_no_flag(lived):
    with lived.acting(lived.alma):
        raise_flag(lived.couple.id, lived.kim.id, kind="suicide", urgency="urgent", words="Kim's words")
        db.session.commit()
    alma = lived.browser(lived.alma)
    page = alma.get("/look-at").text
    main = page.split("<main")[1]
    assert "Ash Field" in main and "Nothing has arrived for" in main and "Robin Vale" in main and "Close" in main
    assert "Kim" not in main and "suicide" not in main.lower()
    assert "/look-at" in alma.get("/").text


def test_what_others_notice_stands_there_too_for_ones_own_people_only(lived):
    signs, asked = [LookAt(lived.couple.id, lived.kim.id, "Noticed elsewhere", today()),
                    LookAt(lived.sky_episode.id, lived.sky.id, "Nobody's business", today())], []  # fmt: skip
    mine = {lived.couple.id, lived.ash_episode.id}

    def others(episodes, _scope):
        asked.append(episodes)
        return signs

    lived.app.extensions["look_at"].append(others)
    page = lived.browser(lived.alma).get("/look-at").text
    assert "Noticed elsewhere" in page and "Nobody" not in page
    assert set(asked[0]) == mine
    assert "Ash" not in lived.browser(lived.cleo).get("/look-at").text


def test_the_whole_caseload_in_as_many_queries_as_one_person(lived):
    counted = []
    event.listen(db.engine, "before_cursor_execute", lambda *args: counted.append(args[2]))
    for who in (lived.alma, lived.cleo):
        with lived.acting(who):
            counted.clear()
            whole_caseload("Europe/Berlin", clock.now())
            assert len(counted) == 5, counted
            db.session.rollback()
