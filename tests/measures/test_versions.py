"""Two versions of one instrument: only numbers made in the same way stand beside each other."""

import pytest

from practice.db import db
from practice.measures.actions import answer, finish, install
from practice.measures.queries.worse import worse_than_at_first
from tests.measures.samples import MOOD, begun, brought

GROWN = (
    MOOD.replace('version: "1"', 'version: "2"').replace("items: [1, 2, 3]", "items: [1, 2]").replace("high: 6\n", "high: 4\n")
    .replace("high: 6, label", "high: 4, label").replace("{at: 4,", "{at: 3,")
    .replace("    cutoffs:", '    change: [{kind: reliable, points: 2, source: "made up"}]\n    cutoffs:')
)  # fmt: skip
WORDED = MOOD.replace('version: "1"', 'version: "1b"').replace("any fun", "much fun")
SAID = "Mood: 6 on"  # the first number, where a picture begins with it


def given(cast, values, ago):
    row = begun(cast, ago=ago, way="paper")
    for item, value in enumerate(values, 1):
        answer(row, item, value)
    finish(row)
    return row.id


@pytest.fixture
def pages(cast):
    """What three pages say after 6 of 6 in the first version and 4 of 4 (or of 6) in `text`."""

    def said(text):
        brought(cast, MOOD)
        with cast.acting(cast.alma):
            given(cast, [2, 2, 2], 40)
            install(text, basis="newer", by=cast.alma.id)
            last = given(cast, [2, 2, 0], 10)
            db.session.commit()
            signs = worse_than_at_first([cast.couple.id], "therapist")
            db.session.rollback()
        room = f"/episodes/{cast.couple.id}/measures/{cast.robin.id}"
        browser = cast.browser(cast.alma)
        return [browser.get(path).text for path in (f"/administrations/{last}", f"{room}/of/mood", room)], signs

    return said


def test_another_scale_is_never_compared(pages):
    (one, over_time, listed), signs = pages(GROWN)
    assert "From 6" not in one and SAID not in over_time and SAID not in listed and "reliably" not in listed and not signs
    assert ">4</b>" in one and "Mood: 4 on" in over_time


def test_other_words_on_the_same_scale_are(pages):
    (one, over_time, listed), _signs = pages(WORDED)
    assert SAID in over_time and SAID in listed and "Since" in one
