"""A form given elsewhere of which only a number is kept: named on one page, typed in like the shipped ones."""

import pytest

from practice.measures.numbers import Numbers, as_file, key_for
from practice.measures.reader import read_measure
from tests.measures.samples import today

TOLD = {"title": "Burns Closeness List", "about": "How close two people feel.", "low": "0", "high": "45", "better": "higher",
        "holder": "A. Author", "source": "Manual of 2019, page 4", "basis": "Bought on paper"}  # fmt: skip


@pytest.mark.parametrize("title", ["亲密量表", "Übung: \"nah\" #2 {x}", "42", "🌱", "a" * 120, "yes", "- null"])
def test_every_name_makes_a_file_that_can_be_read(title):
    read = read_measure(as_file(Numbers(title, "It asks: how #close?", -5, 45, "lower", "Them: us", "p. 3"), "en"))
    assert (read.title, read.key, read.scores[0].low, read.scores[0].better) == (title, key_for(title), -5, "lower")
    assert read.entry_only and not read.items and read.scores[0].key_source == "p. 3"


def test_two_names_in_other_letters_are_two():
    assert len({key_for(name) for name in ("亲密", "亲近", "Nähe", "Nahe", "Nähe 2")}) == 5


def test_the_owner_names_it_once_and_its_numbers_are_typed_in(cast):
    alma = cast.browser(cast.alma)
    assert "/measures/own/numbers" in alma.get("/measures/own/new").text
    done = alma.post("/measures/own/numbers", data=TOLD)
    assert done.status_code == 303 and "Bought on paper" in alma.get(done.location).text
    room = f"/episodes/{cast.couple.id}/measures/{cast.robin.id}"
    assert f"{room}/score/burns-closeness-list" in alma.get(f"{room}/choose").text
    sent = {"given_on": today().isoformat(), "s_total": "30,5", "made": "c" * 32}
    kept = alma.post(f"{room}/score/burns-closeness-list", data=sent)
    assert kept.status_code in (302, 303)
    assert "30.5" in alma.get(kept.location).text and "Burns Closeness List" in alma.get(room).text


def test_what_is_missing_is_said_at_the_field_and_nothing_typed_is_lost(cast):
    alma = cast.browser(cast.alma)
    page = alma.post("/measures/own/numbers", data=TOLD | {"high": "0", "basis": ""})
    assert page.status_code == 422 and "above the lowest" in page.text and "on what ground" in page.text
    assert "Manual of 2019" in page.text and alma.get("/measures/burns-closeness-list").status_code == 404
    for name in ("PHQ9", TOLD["title"], TOLD["title"]):
        page = alma.post("/measures/own/numbers", data=TOLD | {"title": name})
    assert page.status_code == 422 and "here already" in page.text
    assert alma.post("/measures/own/numbers", data=TOLD | {"title": "PHQ-9"}).status_code == 422


def test_only_whoever_runs_the_practice_adds_one(cast):
    assert cast.browser(cast.bo).post("/measures/own/numbers", data=TOLD).status_code == 404
