"""Today: what waits, one line for each person, as many of them as there are."""

from datetime import timedelta

import pytest

from practice import clock
from practice.db import db
from practice.episodes.state import row_of
from practice.homework.actions import read_entry, send_entry
from practice.homework.models import Entry
from practice.homework.queries import count_open
from practice.safety.actions import raise_flag
from practice.today import queries
from tests.homework.given import given, on_protocol, today
from tests.people import reload


def sent(cast, client, course, days, exercise="exception-log"):
    """An answer for each of these days ago, oldest first."""
    row = given(cast, course, client, exercise, frequency="daily", opens_on=today() - timedelta(days=9))
    with cast.acting(client):
        entries = [send_entry(row, occurrence=(today() - timedelta(days=ago)).isoformat(), answers={"behaviour": f"Tea {ago}"},
                              made_id=f"{client.id}-{ago}", share=False, at=clock.now() - timedelta(days=ago))
                   for ago in sorted(days, reverse=True)]  # fmt: skip
        db.session.commit()
    return entries


@pytest.fixture
def written(cast):
    course = on_protocol(cast, cast.couple)
    return sent(cast, cast.robin, course, (1, 2, 3)), sent(cast, cast.kim, course, (4,))


def waiting(cast, who):
    with cast.acting(who):
        return queries.waiting(who.id)


def test_what_one_person_sent_is_one_line_that_opens_the_oldest(cast, written):
    robins, kims = written
    assert [(item.subject_id, item.count) for item in waiting(cast, cast.alma)] == [(kims[0].id, 1), (robins[0].id, 3)]
    page = cast.browser(cast.alma).get("/").text
    assert "Read 3 answers from Robin Vale" in page and "Read what Kim Vale sent" in page
    assert f"/entries/{robins[0].id}" in page and f"/entries/{robins[1].id}" not in page


def test_reading_one_leaves_the_next(cast, written):
    robins, _kims = written
    with cast.acting(cast.alma):
        read_entry(reload(Entry, robins[0].id), by=cast.alma.id)
        db.session.commit()
    assert [(item.subject_id, item.count) for item in waiting(cast, cast.alma)][1] == (robins[1].id, 2)


def test_flags_stay_single_and_come_first(cast, written):
    with cast.acting(cast.alma):
        flags = [raise_flag(cast.couple.id, cast.robin.id, kind="other", urgency="review") for _twice in range(2)]
        db.session.commit()
    found = waiting(cast, cast.alma)
    assert {item.subject_id for item in found[:2]} == {flag.id for flag in flags} and len(found) == 4


def test_what_begins_tomorrow_is_agreed_today_and_stays_so(cast):
    """The row of the caseload is written when something is agreed or sent, not overnight."""
    course, tomorrow = on_protocol(cast, cast.ash_episode), today() + timedelta(days=1)
    given(cast, course, cast.ash, "hope-question", opens_on=tomorrow)
    with cast.acting(cast.alma):
        on_its_day = count_open(cast.ash_episode.id, cast.ash.id, tomorrow)
        assert row_of(cast.ash_episode.id, cast.ash.id).open_homework == on_its_day == 1
    assert "One agreed" in cast.browser(cast.alma).get("/").text


def test_nobody_elses_answers_wait(cast, written):
    assert waiting(cast, cast.cleo) == [] and waiting(cast, cast.bo) == []
