"""The counselor's pages of measures, as somebody walks through them without a script."""

import re

import pytest
from sqlalchemy import select

from practice.db import db
from practice.measures.actions import answer, finish
from practice.measures.models import Administration, MeasureAssignment
from practice.safety.models import Flag
from tests.measures.samples import BARE, GATED, MOOD, POLES, TYPED, begun, brought


@pytest.fixture
def alma(cast):
    brought(cast, MOOD, POLES, GATED, TYPED)
    return cast.browser(cast.alma)


def room(cast, tail: str = "", client=None) -> str:
    return f"/episodes/{cast.couple.id}/measures/{(client or cast.robin).id}{tail}"


def step(page):
    """The next page after a press."""
    assert page.status_code == 303, page.text
    return page.location


def begin_it(cast, browser, key="mood", **more) -> str:
    return step(browser.post(room(cast, f"/give/{key}"), data={"made": "a" * 32, **more}))


def given(cast, values: dict, key="mood", client=None, ago=0):
    with cast.acting(cast.alma):
        row = begun(cast, key, client, ago=ago)
        for item, value in values.items():
            answer(row, item, value)
        finish(row)
        db.session.commit()
        return row.id


def ask(browser, path: str, item: int, value, do="next"):
    data = {"item": item, "do": do} | ({} if value is None else {"value": value})
    return browser.post(path, data=data)


def test_from_begin_to_result_one_question_on_each_page(cast, alma):
    page = alma.get(room(cast, "/give/mood"))
    assert "Over the last week, how often?" in page.text and "Made up for tests" in page.text
    path = begin_it(cast, alma)
    first = alma.get(path)
    assert "Nothing was any fun" in first.text and "I was tired" not in first.text, "never a grid"
    assert 'checked' not in first.text, "nothing is preselected"
    assert "Not at all" in first.text and "Question 1 of 3" in first.text
    second = step(ask(alma, path, 1, 2))
    assert "I was tired" in alma.get(second).text
    assert re.search(r'value="2"\s+checked', alma.get(f"{path}?item=1").text), "back shows what was said"
    step(ask(alma, path, 2, 1))
    extra = step(ask(alma, path, 3, 0))
    assert "How hard was it?" in alma.get(extra).text, "asked because the total is above nothing"
    end = step(ask(alma, path, 4, None, "skip"))
    assert "4. How hard was it?" in alma.get(end).text, "what was left out is named"
    done = alma.get(step(alma.post(end)))
    for words in ("Screening, not diagnosis", "In the range called “much”", "made up too", "Some days", "Made up for tests"):
        assert words in done.text, words
    assert ">3</b>" in done.text and "not answered" in done.text


def test_nothing_chosen_and_what_is_no_answer_are_said_at_the_question(cast, alma):
    path = begin_it(cast, alma)
    none = "is none of its answers"
    for value, words in ((None, "Choose an answer, or skip"), ("7", none), ("<b>", "&lt;b&gt;"), ("٢", none)):
        page = ask(alma, path, 1, value)
        assert page.status_code == 422 and words in page.text
    assert "Question 1 of 3" in alma.get(path).text
    assert ask(alma, path, 99, 1).status_code == 303, "no such question: on to the end"


def test_a_risk_answer_shows_the_numbers_and_the_flag_at_once(cast, alma):
    path = begin_it(cast, alma)
    page = alma.get(step(ask(alma, path, 3, 2)))
    assert "112" in page.text and "Look at the flag" in page.text
    with cast.acting(cast.alma):
        assert db.session.scalars(select(Flag.kind)).all() == ["suicide"]


def test_an_abandoned_one_is_named_and_can_be_gone_on_with(cast, alma):
    path = begin_it(cast, alma)
    ask(alma, path, 1, 1)
    page = alma.get(room(cast))
    assert "is not finished" in page.text
    assert "I was tired" in alma.get(path).text
    assert begin_it(cast, alma, made="b" * 32) == path, "another page comes back to it"


def test_a_gate_that_is_closed_ends_the_asking(cast, alma):
    path = begin_it(cast, alma, "gated")
    assert step(ask(alma, path, 1, 0)).endswith("/end")
    assert step(ask(alma, path, 1, 1)).endswith("item=2")


def test_poles_keep_their_words_and_sides(cast, alma):
    page = alma.get(begin_it(cast, alma, "poles", target="Kim"))
    assert page.text.index("INTERESTING</span><div") < page.text.index("BORING</span></div>")
    assert page.text.count('type="radio"') == 4


def test_a_violence_screen_offers_to_record_the_conversation_and_goes_nowhere(cast, alma):
    path = begin_it(cast, alma, "poles", target="Kim")
    ask(alma, path, 2, 1)
    page = alma.get(step(alma.post(path.replace("/ask", "/end"))))
    assert "small-chart" not in alma.get(room(cast)).text and "not shown in lists" in alma.get(room(cast)).text
    assert f"/screening/{cast.robin.id}" in page.text and "Record what came of the conversation" in page.text
    refused = alma.post(room(cast, "/agree/poles"), data={"way": "portal", "rhythm": "once", "target": "Kim"})
    assert refused.status_code == 422 and "in session or on paper" in refused.text


def test_the_least_interval_is_said_kindly(cast, alma):
    given(cast, {1: 1}, ago=2)
    page = alma.post(room(cast, "/give/mood"), data={"made": "c" * 32})
    assert page.status_code == 422 and "at least 7 days" in page.text and "It can be given from" in page.text


def test_agreeing_and_ending(cast, alma):
    page = alma.post(room(cast, "/agree/mood"), data={"way": "session", "rhythm": "days", "every_days": "3"})
    assert page.status_code == 422 and "at least 7 days" in page.text
    page = alma.post(room(cast, "/agree/mood"), data={"way": "portal", "rhythm": "once"})
    assert page.status_code == 422 and "who answers" in page.text
    for typed in ("", "x", "9999", "-1"):
        assert alma.post(room(cast, "/agree/mood"), data={"way": "session", "rhythm": "days", "every_days": typed}).status_code == 422
    step(alma.post(room(cast, "/agree/mood"), data={"way": "session", "rhythm": "days", "every_days": "14"}))
    page = alma.get(room(cast)).text
    assert "every 14 days, in session" in page and "open since" in page
    with cast.acting(cast.alma):
        row = db.session.scalars(select(MeasureAssignment)).one()
        row_id = row.id
    path = step(alma.post(room(cast, "/give/mood"), data={"agreed": row_id, "made": "d" * 32}))
    alma.post(path.replace("/ask", "/end"))
    assert "open since" not in alma.get(room(cast)).text
    step(alma.post(f"/measure-agreements/{row_id}/end"))
    assert "Nothing is agreed" in alma.get(room(cast)).text


def test_the_list_says_the_last_number_when_and_what_it_may_mean(cast, alma):
    given(cast, {1: 2, 2: 2, 3: 0}, ago=30)
    given(cast, {1: 0, 2: 1, 3: 0})
    page = alma.get(room(cast)).text
    assert ">1</b>" in page and "on a scale from 0 to 6" in page and "little" in page and "2 times" in page and "small-chart" in page
    assert "Kim" not in page
    history = alma.get(room(cast, "/of/mood")).text
    assert "Lower is better here" in history and "cannot be computed because" in history
    assert alma.get(room(cast, "/of/typed")).status_code == 404


def test_numbers_of_what_was_given_elsewhere(cast, alma):
    page = alma.post(room(cast, "/score/typed"), data={"s_total": "41", "given_on": "2026-01-05", "made": "e" * 32})
    assert page.status_code == 422 and "from 0 to 40" in page.text and 'value="41"' in page.text
    assert alma.post(room(cast, "/score/typed"), data={"made": "e" * 32}).status_code == 422
    assert alma.post(room(cast, "/score/typed"), data={"s_total": "4", "given_on": "soon"}).status_code == 422
    made = {"s_total": "31,5", "given_on": "2026-01-05", "made": "e" * 32}
    first = step(alma.post(room(cast, "/score/typed"), data=made))
    assert step(alma.post(room(cast, "/score/typed"), data=made)) == first, "two submits, one occasion"
    page = alma.get(first).text
    assert ">31.5</b>" in page and "typed in" in page and "(c) Them" in page


def test_release_and_strike(cast, alma):
    row_id = given(cast, {1: 2, 2: 2, 3: 0})
    page = alma.get(f"/administrations/{row_id}").text
    assert "Release it to them" in page
    step(alma.post(f"/administrations/{row_id}/release"))
    assert "Released" in alma.get(f"/administrations/{row_id}").text
    page = alma.post(f"/administrations/{row_id}/strike", data={"why": " "})
    assert page.status_code == 422 and "Say in a few words why" in page.text
    step(alma.post(f"/administrations/{row_id}/strike", data={"why": "Kim’s sheet"}))
    page = alma.get(f"/administrations/{row_id}").text
    assert "It counts nowhere" in page and "Kim’s sheet" in page
    assert "Nothing was given yet" in alma.get(room(cast)).text
    assert alma.post(f"/administrations/{row_id}/strike", data={"why": "again"}).status_code == 422


def test_a_supervisor_reads_and_a_colleague_finds_nothing(cast, alma):
    row_id = given(cast, {1: 1})
    sam, cleo = cast.browser(cast.sam), cast.browser(cast.cleo)
    assert sam.get(f"/administrations/{row_id}").status_code == 200
    assert sam.get(room(cast)).status_code == 200 and "Give or agree" not in sam.get(room(cast)).text
    for path in (f"/administrations/{row_id}/release", f"/administrations/{row_id}/strike"):
        assert sam.post(path, data={"why": "x"}).status_code == 404
    assert sam.post(room(cast, "/give/mood")).status_code == 404
    for path in (room(cast), room(cast, "/choose"), room(cast, "/of/mood"), f"/administrations/{row_id}", f"/administrations/{row_id}/ask"):
        assert cleo.get(path).status_code == 404


def test_guidance_does_not_reach_what_is_for_therapists(cast, alma):
    row_id = given(cast, {1: 1})
    with cast.acting(cast.alma):
        row = begun(cast, "poles", target="Kim")
        finish(row)
        cast.alma.scope = "guidance"
        db.session.commit()
        poles = row.id
    assert alma.get(f"/administrations/{row_id}").status_code == 200
    for path in (f"/administrations/{poles}", room(cast, "/of/poles"), room(cast, "/give/poles"), "/measures/poles"):
        assert alma.get(path).status_code == 404, path
    for path in (room(cast), room(cast, "/choose"), "/measures"):
        assert "Poles" not in alma.get(path).text, path


def test_the_owner_decides_and_others_read(cast, alma):
    bo = cast.browser(cast.bo)
    assert "Mood" in bo.get("/measures").text and "Switch off" not in bo.get("/measures/mood").text
    for path in ("/measures/mood/switch", "/measures/mood/accept", "/measures/own/new"):
        assert bo.post(path, data={"do": "off"}).status_code == 404
    page = alma.get("/measures/mood").text
    for words in ("made up too", "Made up for tests", "no score while one is missing", "Question 3, from 1 on"):
        assert words in page, words
    step(alma.post("/measures/mood/switch", data={"do": "off"}))
    assert "switched off" in alma.get("/measures/mood").text
    assert "cannot be given" in alma.get(room(cast, "/give/mood")).text
    assert alma.get("/measures/nothing").status_code == 404


def test_an_instrument_of_their_own_every_fault_with_its_line(cast, alma):
    broken = MOOD.replace("id: mood", "id: ours").replace("value: 1,", "value: one,").replace("how: sum", "how: much")
    page = alma.post("/measures/own/new", data={"text": broken, "basis": "ours"})
    assert page.status_code == 422 and page.text.count("Line ") >= 2 and "how: much" in page.text
    page = alma.post("/measures/own/new", data={"text": BARE.replace("id: bare", "id: phq9"), "basis": ""})
    assert page.status_code == 422 and "On what ground" in page.text or "on what ground" in page.text
    text = MOOD.replace("id: mood", "id: ours").replace("title: Mood", "title: Ours")
    assert alma.get(step(alma.post("/measures/own/new", data={"text": text, "basis": "we wrote it"}))).status_code == 200
    assert "brought by your practice" in alma.get("/measures").text


def test_two_pages_of_one_asking_make_one_row(cast, alma):
    first, second = begin_it(cast, alma), begin_it(cast, alma)
    assert first == second
    with cast.acting(cast.alma):
        assert len(db.session.scalars(select(Administration.id)).all()) == 1
