"""The chooser: by what an instrument is for, found by a word, and when it may be given again."""

from datetime import timedelta

import pytest

from practice.db import db
from practice.i18n import day
from practice.measures.actions import answer, assign_measure, finish
from practice.measures.choosing import USES, by_use, fits
from practice.measures.labels import use
from practice.measures.library import load_measures
from practice.measures.schedule import again_on
from tests.measures.samples import MOOD, POLES, begun, brought, today


@pytest.fixture
def alma(cast):
    brought(cast, MOOD, POLES)
    return cast.browser(cast.alma)


def room(cast, tail: str = "") -> str:
    return f"/episodes/{cast.couple.id}/measures/{cast.robin.id}{tail}"


def finished(cast, key: str = "mood", ago: int = 3, **more):
    with cast.acting(cast.alma):
        row = begun(cast, key, ago=ago, **more)
        answer(row, 1, 1)
        finish(row)
        db.session.commit()


def test_every_shipped_instrument_says_what_it_is_for():
    found = {key: measure.use for key, measure in load_measures().measures.items()}
    assert found["phq9"] == "everyone" and found["csi16"] == "relationship" and found["pcl5"] == "frightening"
    assert found["hark"] == "safety" and found["srs"] == "meeting" and found["ecrr"] == "kept"
    assert set(found.values()) == set(USES) and all(use(name) != name for name in USES)


def test_groups_come_in_one_order_and_empty_ones_not_at_all():
    known = [type("InUse", (), {"measure": load_measures()[key]}) for key in ("ecrr", "gad7", "phq9")]
    assert [(name, [one.measure.key for one in some]) for name, some in by_use(known)] == [
        ("everyone", ["gad7", "phq9"]), ("kept", ["ecrr"])]  # fmt: skip


@pytest.mark.parametrize(("typed", "found"), [
    ("", True), ("phq9", True), ("PHQ 9", True), ("phq-9", True), ("low mood", True), ("MOOD low", True), ("questionnaire", True),
    ("everybody", True), ("sleep", False), ("mood worry", False), ("x" * 300, False),
])  # fmt: skip
def test_a_word_is_looked_for_in_name_key_and_what_it_asks_about(typed, found):
    assert fits(load_measures()["phq9"], typed) is found


def test_the_page_groups_and_finds_without_a_script(cast, alma):
    page = alma.get(room(cast, "/choose")).text
    headings = ("For everybody", "About a relationship", "About safety at home, asked alone", "After frightening events",
                "your practice’s own")  # fmt: skip
    places = [page.index(words) for words in headings]
    assert places == sorted(places) and page.index("your practice’s own") < page.index(">Mood<"), "what a practice brought is its own"
    assert '<input class="input" id="q" name="q" type="search" value=""' in page
    assert 'method="post"' not in page.split("<main")[1].split("</form>")[0]
    page = alma.get(room(cast, "/choose?q=gad+7&session=abc")).text
    main = page.split("<main")[1]
    assert "GAD-7" in main and "PHQ-9" not in main and "About a relationship" not in main and "See all of them" in main
    assert 'name="session" value="abc"' in main and "session=abc" in main, "the meeting it was opened from goes along"


def test_nothing_found_is_said_kindly_and_what_is_not_in_use_is_found_too(cast, alma):
    page = alma.get(room(cast, "/choose?q=%3Cb%3Ezzz")).text
    assert "No measure in use goes by these words. Another word may find it." in page and "See all of them" in page
    assert "&lt;b&gt;zzz" in page and "<b>zzz" not in page and "Not in use" not in page
    page = alma.get(room(cast, "/choose?q=itq")).text
    assert "Not in use" in page and '<details class="ctx" open' in page and "ITQ" in page


def test_while_the_least_interval_runs_the_day_stands_where_the_press_was(cast, alma):
    finished(cast)
    words = f"again from {day(today() + timedelta(days=4))}"
    with cast.acting(cast.alma):
        row = assign_measure(cast.couple.id, cast.robin.id, "mood", way="session", rhythm="once", by=cast.alma.id, starts_on=today())
        agreed = row.id
        db.session.commit()
    give = room(cast, "/give/mood")
    for tail in ("", "/of/mood", "/choose?q=mood"):
        page = alma.get(room(cast, tail)).text
        assert words in page and f'href="{give}' not in page, tail
    for tail in ("", f"?agreed={agreed}"):
        page = alma.get(give + tail).text
        assert "It can be given from" in page and ">Begin<" not in page
    late = alma.post(give, data={"made": "a" * 32})
    assert late.status_code == 422 and "at least 7 days" in late.text, "whoever comes another way is still refused"


def test_what_was_begun_today_goes_on_and_another_person_or_relationship_is_free(cast, alma):
    with cast.acting(cast.alma):
        begun(cast)
        db.session.commit()
    finished(cast, way="paper")
    assert ">Begin<" in alma.get(room(cast, "/give/mood")).text, "there is something to go on with"
    kim = f"/episodes/{cast.couple.id}/measures/{cast.kim.id}/choose?q=mood"
    assert f'href="/episodes/{cast.couple.id}/measures/{cast.kim.id}/give/mood' in alma.get(kim).text


def test_numbers_typed_in_hold_nothing_up():
    def given(**more):
        return type("Given", (), {"measure_key": "mood", "target": None, "given_on": today(), "way": "session", **more})

    assert again_on([given()], "mood", None, 7) == today() + timedelta(days=7)
    for other in ({"way": "entry"}, {"target": "Kim"}, {"measure_key": "phq9"}):
        assert again_on([given(**other)], "mood", None, 7) is None
    assert again_on([given()], "mood", None, 0) is None
