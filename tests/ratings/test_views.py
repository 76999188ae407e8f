"""Ladder pages: rating in session, reading many, and who reaches them."""

from datetime import UTC, datetime, timedelta

import pytest

from practice import clock
from practice.clients.actions import record_consent
from practice.db import db
from practice.episodes.actions import plan_session
from practice.ratings import queries
from practice.ratings.actions import bring_in, make_ladder, rate
from tests.safety.visitor import signed_in


@pytest.fixture
def ladder(cast):
    with cast.acting(cast.alma):
        made = make_ladder(cast.couple.id, cast.robin.id, title="How close I feel", by=cast.alma.id,
                           words={"low": "like strangers", "high": "at home", "good_enough": "a seven"})  # fmt: skip
    db.session.commit()
    return made.id


def ratings(cast, ladder_id):
    db.session.rollback()
    with cast.acting(cast.alma):
        return [(point.low, point.high, point.words) for point in queries.points(ladder_id)]


def test_a_ladder_is_made_in_their_words(cast):
    alma = signed_in(cast, cast.alma)
    address = f"/episodes/{cast.couple.id}/ladders/new"
    page = alma.post(address, data={"title": "Close", "low": "cold", "high": ""})
    assert page.status_code == 422 and "cold" in page.text and "Write what 10 means" in page.text
    done = alma.post(address, data={"client": cast.kim.id, "title": "Close", "low": "cold", "high": "warm"})
    assert done.status_code == 302 and "/ladders/" in done.location
    page = alma.get(done.location).text
    assert "No rating yet" in page and "warm" in page
    assert alma.post(address, data={"client": cast.ash.id, "title": "x", "low": "y", "high": "z"}).status_code == 422


def test_the_first_rating_asks_everything_and_later_ones_one_thing(cast, ladder):
    alma = signed_in(cast, cast.alma)
    first = alma.get(f"/ladders/{ladder}").text
    assert "More to ask" not in first and "What keeps it from being lower" in first and "checked" not in first
    done = alma.post(f"/ladders/{ladder}/rate", data={
        "value": "2", "between": "y", "past": "Lowest in May", "keeps_from_lower": "The dog", "first_sign": "We eat together"})
    assert done.status_code == 302
    assert ratings(cast, ladder) == [(2, 3, {
        "past": "Lowest in May", "keeps_from_lower": "The dog", "first_sign": "We eat together"})]  # fmt: skip
    later = alma.get(f"/ladders/{ladder}").text
    assert "More to ask" in later and "Last time: 2–3" in later and "The dog" in later and "checked" not in later


def test_no_number_is_an_answer_and_nothing_is_not(cast, ladder):
    alma = signed_in(cast, cast.alma)
    page = alma.post(f"/ladders/{ladder}/rate", data={"first_sign": "kept as typed"})
    assert page.status_code == 422 and "kept as typed" in page.text and "rather not" in page.text
    assert alma.post(f"/ladders/{ladder}/rate", data={"value": ""}).status_code == 302
    for value in ("11", "0", "two", "1.5", "9" * 30):
        assert alma.post(f"/ladders/{ladder}/rate", data={"value": value}).status_code == 422
    top = alma.post(f"/ladders/{ladder}/rate", data={"value": "10", "between": "y"})
    assert top.status_code == 422 and "the next one up" in top.text
    assert ratings(cast, ladder) == [(None, None, {})]


def test_words_of_any_kind_are_kept_or_refused_in_words(cast, ladder):
    alma = signed_in(cast, cast.alma)
    words = "近いと\x00 感じる 🌱 <b>ש</b>"
    assert alma.post(f"/ladders/{ladder}/rate", data={"value": "4", "comment": words}).status_code == 302
    assert ratings(cast, ladder)[0][2] == {"comment": "近いと 感じる 🌱 <b>ש</b>"}
    assert "&lt;b&gt;" in alma.get(f"/ladders/{ladder}").text
    long = alma.post(f"/ladders/{ladder}/rate", data={"value": "4", "comment": "x" * 100_001})
    assert long.status_code == 422


def test_the_meeting_it_was_said_in(cast, ladder):
    with cast.acting(cast.alma):
        shared = plan_session(cast.couple.id, None, starts_at=datetime(2026, 11, 1, 9, tzinfo=UTC), by=cast.alma.id)
        other = plan_session(cast.ash_episode.id, cast.ash.id, starts_at=datetime(2026, 11, 2, 9, tzinfo=UTC), by=cast.alma.id)
    db.session.commit()
    alma = signed_in(cast, cast.alma)
    for held, kept in ((shared.id, shared.id), (other.id, None), ("nonsense", None)):
        assert alma.post(f"/ladders/{ladder}/rate", data={"value": "4", "session": held}).status_code == 302
        with cast.acting(cast.alma):
            assert queries.latest(ladder).session_id == kept


def test_strangers_supervisors_and_clients(cast, ladder):
    cleo = signed_in(cast, cast.cleo)
    assert cleo.get(f"/ladders/{ladder}").status_code == 404
    assert cleo.post(f"/ladders/{ladder}/rate", data={"value": "4"}).status_code == 404
    sam = signed_in(cast, cast.sam)
    page = sam.get(f"/ladders/{ladder}")
    assert page.status_code == 200 and "Keep this rating" not in page.text
    assert sam.post(f"/ladders/{ladder}/rate", data={"value": "4"}).status_code == 404
    robin = signed_in(cast, cast.robin)
    assert robin.get(f"/ladders/{ladder}").status_code == 302


def test_many_ratings_are_read_by_month(cast):
    start = datetime(2012, 8, 13, 7, tzinfo=UTC)
    with cast.acting(cast.alma):
        made = make_ladder(cast.ash_episode.id, cast.ash.id, title="Mood", low=1, high=7, by=cast.ash.id, imported=True)
        bring_in(made, [(start + timedelta(hours=4 * n), 1 + n % 7, None) for n in range(1476)], by=cast.ash.id)
    db.session.commit()
    alma = signed_in(cast, cast.alma)
    page = alma.get(f"/ladders/{made.id}?month=2012-09")
    assert page.status_code == 200 and page.text.count("<tr><td>") == 180
    assert "September 2012" in page.text and "The scale is the file’s own" in page.text
    assert alma.get(f"/ladders/{made.id}?month=x").status_code == 200


def test_a_long_axis_is_typed(cast):
    with cast.acting(cast.alma):
        made = make_ladder(cast.ash_episode.id, cast.ash.id, title="Calm", low=0, high=100, by=cast.alma.id)
    db.session.commit()
    alma = signed_in(cast, cast.alma)
    assert 'type="radio"' not in alma.get(f"/ladders/{made.id}").text
    assert alma.post(f"/ladders/{made.id}/rate", data={"value": ""}).status_code == 422
    assert alma.post(f"/ladders/{made.id}/rate", data={"value": "", "no_number": "y"}).status_code == 302
    assert alma.post(f"/ladders/{made.id}/rate", data={"value": "64"}).status_code == 302
    assert [low for low, _high, _words in ratings(cast, made.id)] == [None, 64]


def test_the_caseload_row_stays_equal_to_the_facts(cast, ladder):
    with cast.acting(cast.alma):
        from practice.episodes.state import row_of

        rate(_ladder(ladder), value=6, value_high=7, source="session", by=cast.alma.id)
        db.session.flush()
        facts, row = queries.state_facts(cast.couple.id, cast.robin.id), row_of(cast.couple.id, cast.robin.id)
        assert (row.last_rating, row.last_rated_at, row.spark) == (facts["last"], facts["at"], facts["spark"]) == (
            "6-7", row.last_rated_at, [6.5])  # fmt: skip


def _ladder(ladder_id):
    from practice.access import door
    from practice.ratings.models import Ladder

    return door.find(Ladder, ladder_id)


def test_a_couple_has_a_ladder_of_both_which_is_rated_together(cast):
    alma = signed_in(cast, cast.alma)
    where = f"/episodes/{cast.couple.id}/ladders/new"
    assert "Both together" in alma.get(where).text and "Both together" not in alma.get(f"/episodes/{cast.ash_episode.id}/ladders/new").text
    done = alma.post(where, data={"client": "both", "title": "Our evenings", "low": "two rooms", "high": "one pot"})
    assert done.status_code == 302
    page = alma.get(done.location).text
    assert "Both together" in page and "said by both" in page
    assert alma.post(f"{done.location}/rate", data={"value": "4"}).status_code == 302
    whole = alma.get(f"/episodes/{cast.couple.id}").text
    assert "Both together" in whole and "’s own rating" not in whole.split("Our evenings")[1][:400]
    refused = alma.post(f"/episodes/{cast.ash_episode.id}/ladders/new", data={"client": "both", "title": "x", "low": "y", "high": "z"})
    assert refused.status_code == 422


def test_nobody_alone_speaks_for_both(cast):
    with cast.acting(cast.alma):
        for client in (cast.robin, cast.kim):
            record_consent(cast.couple.id, client.id, "records-policy", given_on=clock.today("Europe/Berlin"), by=cast.alma.id,
                           form_version="1", policy="limited-secrets", at=clock.now())  # fmt: skip
        shared = make_ladder(cast.couple.id, None, title="Our evenings", words={"low": "two rooms", "high": "one pot"}, by=cast.alma.id)
        db.session.flush()
        rate(shared, value=4, source="session", by=cast.alma.id)
        db.session.commit()
        address = f"/portal/ladders/{shared.id}"
    for client in (cast.robin, cast.kim):
        browser = signed_in(cast, client)
        assert "Our evenings" in browser.get("/portal/").text
        page = browser.get(address)
        assert page.status_code == 200 and "together" in page.text and "one pot" in page.text and 'name="value"' not in page.text
        old = browser.post(address, data={"value": "9", "first_sign": "typed before"})
        assert old.status_code == 422 and "typed before" in old.text
    assert [low for low, _high, _words in ratings(cast, address.rsplit("/", 1)[1])] == [4]


def test_a_form_sent_twice_is_one_rating_and_the_same_number_later_is_another(cast, ladder, monkeypatch):
    alma, robin, said = signed_in(cast, cast.alma), signed_in(cast, cast.robin), {"value": "5", "first_sign": "A call"}
    with cast.acting(cast.alma):
        for client in (cast.robin, cast.kim):
            record_consent(cast.couple.id, client.id, "records-policy", given_on=clock.today("Europe/Berlin"), by=cast.alma.id,
                           form_version="1", policy="limited-secrets", at=clock.now())  # fmt: skip
        db.session.commit()
    for _press in range(2):
        assert alma.post(f"/ladders/{ladder}/rate", data=said).status_code == 302
        assert robin.post(f"/portal/ladders/{ladder}", data=said).status_code == 303
    assert [low for low, _high, _words in ratings(cast, ladder)] == [5]
    assert robin.post(f"/portal/ladders/{ladder}", data=said | {"first_sign": "A letter"}).status_code == 303
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(minutes=1))
    assert robin.post(f"/portal/ladders/{ladder}", data=said | {"first_sign": "A letter"}).status_code == 303
    assert [low for low, _high, _words in ratings(cast, ladder)] == [5, 5, 5]
