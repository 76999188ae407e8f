"""Whatever is posted to a client's pages is kept or refused in words; nothing breaks, and typed words come back."""

import json
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from practice.db import db, new_id
from practice.homework.actions import save_draft, send_entry
from practice.homework.models import HomeworkAssignment
from practice.protocols.answers import asked, blank, show, validate
from practice.protocols.fitting import fitted
from practice.protocols.forms import build_form
from practice.protocols.library import load_library
from practice.protocols.protocol import Exercise, Field, Option
from tests.homework import given as homework
from tests.portal.test_pages import start
from tests.portal.typing import Open

TEXT = st.text(max_size=60) | st.sampled_from(["\x00", "a\x00b", "\u202e", "9" * 40, "0001-01-01", "9999-12-31", "NaN", "[]"])
JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
                    lambda part: st.lists(part, max_size=3) | st.dictionaries(TEXT, part, max_size=3), max_leaves=8)  # fmt: skip
NAMES = ("q_when-day", "q_when-date", "q_when-time", "q_context", "q_behaviour", "q_no_moment", "occurrence", "sequence", "tab",
         "made", "base", "base_sequence", "share", "do", "decline", "why")  # fmt: skip


@pytest.mark.sqlite
def test_an_exercise_takes_anything(cast):
    row = homework.given(cast, homework.on_protocol(cast, cast.ash_episode), cast.ash, "exception-log", frequency="daily")
    browser = cast.browser(cast.ash)
    page = start(browser, row)
    keys = ("when", "context", "behaviour", "still_hard", "no_moment")

    @settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(st.dictionaries(st.sampled_from(NAMES), TEXT, max_size=5), st.dictionaries(st.sampled_from(keys), JSON, max_size=3),
           st.sampled_from(["send", "draft", "decline"]), st.sampled_from(["send", "add", "change:0", "drop:0", "later", ""]))  # fmt: skip
    def anything(typed, moment, where, deed):
        data = page | {"do": deed, "moment": json.dumps(moment)} | typed
        answer = browser.post(f"/portal/homework/{row.id}/{where}", data=data)
        assert answer.status_code in (200, 303, 400, 404, 422), (answer.status_code, data)
        words = typed.get("q_context", "")
        if answer.status_code == 422 and words.isalnum():
            assert words in answer.text

    anything()


DAY = date(2026, 3, 12)
ODD = ["[[1]]", '[{"entry":5}]',
       '[{"entry":[1],"label":{"a":1},"text":[1],"id":[[]]}]', '{"date":[1],"time":{"a":2}}', "5", "true", "1e999",
       "[5]", "[null]", "{}", '{"value":[1],"past":[2]}', '{"ref":"x"}', '"Jasmine"', "null", "1" + "0" * 400]  # fmt: skip
MAY = (Option("a", "A"), Option("b", "B"))
SINGLE = ("text", "line", "when", "choice", "choices", "yes_no", "scale", "number", "ladder")
OF = tuple(Field(kind, kind, kind, options=MAY, own=True, low=0, high=10) for kind in SINGLE)
GROUPS = tuple(Field(kind, kind, kind, options=MAY, own=True, low=0, high=10, of=OF) for kind in ("list", "rows", "rank", "entries"))
EVERY = (*OF, *GROUPS)


@pytest.fixture
def log(cast):
    return homework.given(cast, homework.on_protocol(cast, cast.ash_episode), cast.ash, "exception-log", frequency="daily")


def poisoned(odd: str) -> str:
    exercise = load_library()["narrative-attachment"].exercise("exception-log")
    return "{" + ",".join(f'"{field.id}":{odd}' for field in asked(exercise)) + "}"


@pytest.mark.sqlite
@pytest.mark.parametrize("deed", ["change:0", "ask:0", "send", "later"])
def test_a_moment_of_any_shape_never_closes_the_page(cast, log, deed):
    ash = cast.browser(cast.ash)
    page = start(ash, log)
    for odd in ODD:
        data = page | {"do": deed, "moment": poisoned(odd), "tab": new_id(), "made": new_id()}
        assert ash.post(f"/portal/homework/{log.id}/send", data=data).status_code in (200, 303, 422), odd
        for path in (f"/portal/homework/{log.id}", "/portal/"):
            assert ash.get(path).status_code == 200, odd


@pytest.mark.sqlite
def test_a_draft_that_was_kept_so_before_opens_again(cast, log):
    ash = cast.browser(cast.ash)
    page = start(ash, log)
    for odd in ODD:
        told, tab = json.loads(poisoned(odd)), new_id()
        with cast.acting(cast.ash):
            row = db.session.get(HomeworkAssignment, log.id)
            save_draft(row, occurrence=page["occurrence"], tab=tab, sequence=1, answers={"answers": told, "moments": [told, 5]})
            db.session.commit()
        opened = ash.get(f"/portal/homework/{log.id}?draft={tab}")
        assert opened.status_code == 200 and ("Jasmine" in opened.text or odd != '"Jasmine"')


@pytest.mark.parametrize("odd", ODD)
def test_every_kind_of_question_takes_any_shape(odd):
    exercise = Exercise(**(vars(load_library()["narrative-attachment"].exercise("hope-question")) | {"fields": EVERY}))
    value = json.loads(odd)
    for told in (value, [value], [dict.fromkeys((*SINGLE, "id", "text", "entry", "label"), value)]):
        kept = fitted(exercise, {field.id: told for field in asked(exercise)})
        show(exercise, kept), validate(exercise, kept), build_form(exercise, answers=kept, today=DAY), json.dumps(kept, allow_nan=False)
        assert fitted(exercise, kept) == kept


def test_what_a_form_gives_fits_as_it_is():
    exercise = Exercise(**(vars(load_library()["narrative-attachment"].exercise("hope-question")) | {"fields": EVERY}))
    row = {"text": "a", "line": "b", "when": {"date": "", "time": None}, "choice": "own", "choices": ["a", "own"], "yes_no": None,
           "scale": None, "number": "about five"}  # fmt: skip
    told = row | {"list": ["x"], "rows": [row], "rank": [{"id": "a", "text": "A"}, {"id": None, "text": "own"}],
                  "entries": [{"entry": None, "label": "", **row}], "number": 1.5}  # fmt: skip
    assert fitted(exercise, told) == told
    empty = {key: value for key, value in blank(exercise).items() if key != "ladder"}
    assert fitted(exercise, empty) == empty and fitted(exercise, [1]) == {} and fitted(exercise, None) == {}


NUL = {"occurrence": "once\x00", "tab": "a\x00", "base": "b\x00", "opened": "1\x00", "sequence": "2\x00", "base_sequence": "\x00"}


@pytest.mark.parametrize("name", NUL)
def test_a_character_no_database_keeps_is_refused_in_words_or_left_out(cast, log, name):
    ash = cast.browser(cast.ash)
    page = start(ash, log)
    data = page | {"q_context": "Tea\x00", "why": "\x00", name: NUL[name]}
    answer = ash.post(f"/portal/homework/{log.id}/draft", data=data)
    assert answer.status_code == (404 if name == "occurrence" else 200)
    answer = ash.post(f"/portal/homework/{log.id}/draft", data=page | {"tab": page["tab"], "occurrence": page["occurrence"] + "\x00"})
    assert answer.status_code in (200, 404) and ash.get(f"/portal/homework/{log.id}").status_code == 200


def test_what_comes_after_the_sign_in_went_quiet_may_hold_anything(cast, log):
    page = Open(cast.browser(cast.ash), log.id)
    for name, odd in NUL.items():
        page.hidden = page.hidden | {name: odd}
        assert page.append(3, context="Tea\x00").status_code in (200, 410)


@pytest.mark.parametrize("odd", ["a%00b", "A", "1", "a.b", "a" * 81, "%F0%9F%8D%B5", "never-written"])
def test_an_exercise_nobody_could_have_written_is_not_there(cast, log, odd):
    assert cast.browser(cast.ash).get(f"/portal/versions/{odd}").status_code == 404
    alma = cast.browser(cast.alma)
    assert alma.get(f"/episodes/{cast.ash_episode.id}/versions/{cast.ash.id}/{odd}").status_code == 404


@pytest.mark.parametrize("off", ["x", "0", "\x00", "g" * 32, "A" * 32, "1" * 31, "ı" * 32, "0" * 32])
def test_a_tag_that_is_no_id_is_not_there(cast, log, off):
    with cast.acting(cast.ash):
        entry_id = send_entry(db.session.get(HomeworkAssignment, log.id), occurrence="once", answers={"context": "Tea"}, made_id="m").id
        db.session.commit()
    assert cast.browser(cast.alma).post(f"/entries/{entry_id}/tags", data={"off": off}).status_code == 404
