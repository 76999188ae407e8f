"""Whatever is posted to a client's pages is kept or refused in words; nothing breaks, and typed words come back."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.homework import given as homework
from tests.portal.test_pages import start

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
