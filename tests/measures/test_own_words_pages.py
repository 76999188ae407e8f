"""Own words on every page of a measure: in the room, on paper, typed in, the result, the history, at home, released."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import select, text

from practice import printing
from practice.db import db
from practice.measures.models import Administration
from practice.reports.measures import chosen
from practice.reports.queries.taken import taken
from tests.measures.samples import UNSCORED, WORDY, brought, plan, today
from tests.portal.measured import agreed, begun, given, kept, say

LONG = "a" * 19_999 + " é"
KEPT = "<b>more</b> time\nplease"
SHOWN = "&lt;b&gt;more&lt;/b&gt; time<br>please"


@pytest.fixture
def alma(cast):
    brought(cast, WORDY, UNSCORED)
    return cast.browser(cast.alma)


def room(cast, tail: str = "") -> str:
    return f"/episodes/{cast.ash_episode.id}/measures/{cast.ash.id}{tail}"


def rows(cast) -> list[Administration]:
    with cast.acting(cast.alma):
        return list(db.session.scalars(select(Administration)))


def ask(browser, path, item, value, do="next"):
    return browser.post(path, data={"item": item, "value": value, "do": do})


def test_in_the_room_words_are_written_kept_and_shown_in_their_voice(cast, alma):
    path = alma.post(room(cast, "/give/wordy"), data={"made": "a" * 32}).location
    second = ask(alma, path, 1, "2").location
    page = alma.get(second).text
    assert "<textarea" in page and 'type="radio"' not in page and "What else was there?" in page
    end = ask(alma, path, 2, KEPT).location
    done = alma.post(end).location
    page = alma.get(done).text
    assert f'<div class="voice"><div class="said" dir="auto"><p>{SHOWN}</p></div></div>' in page and "<b>more" not in page
    assert "Not answered" not in page and ">2</b>" in page
    assert rows(cast)[0].answers == {"1": 2, "2": KEPT.strip()} and rows(cast)[0].scores == {"total": 2}
    history = alma.get(room(cast, "/of/wordy")).text
    assert "In their own words" in history and SHOWN in history
    assert "in own words" in alma.get("/measures/wordy").text
    stored = db.session.execute(text("select answers_blob from administration")).scalar_one()
    assert b"please" not in bytes(stored), "sealed like every answer"


def test_left_empty_is_fine_and_nothing_is_called_left_out(cast, alma):
    path = alma.post(room(cast, "/give/wordy"), data={"made": "a" * 32}).location
    ask(alma, path, 1, "1")
    step = ask(alma, path, 2, " \n ")
    assert step.status_code == 303
    end = alma.get(step.location).text
    assert "What else was there?" not in end and "All of it has been asked." in end
    page = alma.get(alma.post(step.location).location).text
    assert "left empty" in page and "Not answered" not in page and 'class="voice"' not in page


def test_too_long_is_said_at_the_field_and_loses_nothing(cast, alma):
    path = alma.post(room(cast, "/give/wordy"), data={"made": "a" * 32}).location
    page = ask(alma, path, 2, LONG)
    assert page.status_code == 422 and "Please shorten it" in page.text and LONG in page.text and 'aria-invalid="true"' in page.text
    assert ask(alma, path, 2, LONG[:-1]).status_code == 303 and rows(cast)[0].answers == {"2": LONG[:-2]}
    assert ask(alma, path, 2, "").status_code == 303 and rows(cast)[0].answers == {}, "wiped out is taken back"


@pytest.mark.parametrize(("do", "where"), [("back", "item=1"), ("stop", "/end"), ("next", "/end")])
def test_every_way_out_of_the_page_keeps_what_was_written(cast, alma, do, where):
    path = alma.post(room(cast, "/give/wordy"), data={"made": "a" * 32}).location
    assert f'value="{do}"' in alma.get(f"{path}?item=2").text
    assert ask(alma, path, 2, "half a thought", do).location.endswith(where)
    assert rows(cast)[0].answers == {"2": "half a thought"}
    assert "half a thought</textarea>" in alma.get(f"{path}?item=2").text


def test_from_paper_words_are_typed_in_beside_the_ticks(cast, alma):
    page = alma.get(room(cast, "/typed/wordy")).text
    assert page.count("<fieldset") == 1 and 'name="q_2"' in page and "<textarea" in page
    sent = {"made": "a" * 32, "given_on": "2026-01-05", "q_1": "1", "q_2": LONG}
    page = alma.post(room(cast, "/typed/wordy"), data=sent)
    assert page.status_code == 422 and LONG in page.text and 'href="#q_2"' in page.text and rows(cast) == []
    done = alma.post(room(cast, "/typed/wordy"), data=sent | {"q_2": KEPT})
    assert done.status_code == 303 and SHOWN in alma.get(done.location).text


def test_paper_has_lines_to_write_on(cast, alma, monkeypatch):
    def without(*_args, **_more):
        raise printing.PrintingTrouble("No printer here.")

    monkeypatch.setattr(printing, "render_pdf", without)
    page = alma.get(room(cast, "/paper/wordy")).text
    assert page.split("What else was there?")[1].count('class="paper-line"') == 6 and page.count("paper-boxes") == 1


def test_at_home_words_have_a_page_of_their_own(cast, alma):
    plan(cast)
    ash = cast.browser(cast.ash)
    address = begun(ash, agreed(cast, "wordy"))
    say(ash, address, 1, "2")
    page = ash.get(f"{address}?at=2").text
    assert page.count("<textarea") == 1 and 'type="radio"' not in page and 'aria-labelledby="asked"' in page
    page = say(ash, address, 2, LONG)
    assert page.status_code == 422 and "Please shorten it" in page.text and LONG in page.text and 'id="value-error"' in page.text
    assert kept(cast, address).answers == {"1": 2}
    assert say(ash, address, 2, KEPT, "later").status_code == 303 and kept(cast, address).answers["2"] == KEPT
    assert say(ash, address, 2, " ").location.split("?")[0].endswith("/end") and kept(cast, address).answers == {"1": 2}
    assert "left one question out" not in ash.get(f"{address}/end").text
    say(ash, address, 2, KEPT)
    ash.post(f"{address}/end")
    row = kept(cast, address)
    assert (row.scores, row.answers) == ({"total": 2}, {"1": 2, "2": KEPT})


def test_released_words_are_the_clients_own_again(cast, alma):
    ash = cast.browser(cast.ash)
    given(cast, "wordy", {1: 1, 2: "not yet"}, shown=False)
    assert "not yet" not in ash.get("/portal/results").text
    given(cast, "wordy", {1: 2, 2: KEPT})
    page = ash.get("/portal/results").text
    assert SHOWN in page and "In your own words" in page and "not yet" not in page and 'class="chart"' in page


def test_a_form_that_is_not_scored_says_so_wherever_a_score_would_stand(cast, alma):
    words = "Not scored: nothing here is added up."
    row = given(cast, "unscored", {1: 1, 2: "tea"}, shown=False)
    place = f"/administrations/{row.id}"
    result = alma.get(place).text
    assert words in result and "Release it to them" in result and "Yes" in result and "tea" in result
    for address in (room(cast), room(cast, "/of/unscored"), "/measures/unscored"):
        assert words in alma.get(address).text, address
    assert "not scored" in alma.get("/measures").text
    enter = alma.get(room(cast, "/score/unscored")).text
    assert "no number to type in" in enter and 'name="s_' not in enter
    assert alma.post(room(cast, "/score/unscored"), data={"made": "b" * 32}).status_code == 422
    assert alma.post(f"{place}/release").status_code == 303
    page = cast.browser(cast.ash).get("/portal/results").text
    assert "Nothing here is added up" in page and "Do you like tea?" in page and "Yes" in page and "tea" in page
    assert alma.get("/look-at").status_code == 200


def test_a_report_says_openly_that_a_form_is_not_scored(cast, alma):
    given(cast, "unscored", {1: 1, 2: "tea"})
    with cast.acting(cast.alma):
        one, = taken(cast.ash_episode.id, cast.ash.id, SimpleNamespace(since=today() - timedelta(days=1), until=today()))
    told, = chosen(SimpleNamespace(measures=(one,)), [one.id])
    assert told.scores == () and told.note.startswith("Not scored")
