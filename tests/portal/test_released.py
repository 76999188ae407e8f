"""What a client sees of their measures: only what was shown to them, as a picture of a time, without a name for it."""

from datetime import timedelta

import pytest

from practice import clock
from practice.db import db
from practice.measures.actions import enter_score, release, strike
from practice.measures.joining import joined
from practice.measures.library import load_measures
from practice.measures.models import Administration
from tests.measures.samples import MOOD, TYPED, brought, plan, today
from tests.portal.measured import agreed, begun, given, say

pytestmark = pytest.mark.sqlite


@pytest.fixture
def ash(cast):
    brought(cast, MOOD, TYPED)
    plan(cast)
    return cast.browser(cast.ash)


def shown(browser) -> str:
    page = browser.get("/portal/results")
    assert page.status_code == 200 and "<title>Notes" in page.text
    return page.text.split("<main")[1].split("</main")[0]


def test_only_what_was_released_stands_there(cast, ash):
    assert "Nothing is here yet" in shown(ash)
    given(cast, "mood", {1: 2, 2: 2, 3: 2}, on=today() - timedelta(days=30))
    given(cast, "mood", {1: 1, 2: 1, 3: 0}, shown=False)
    page = shown(ash)
    assert "Mood" in page and 'class="chart"' in page
    assert ">6<" in page and ">2<" not in page.split("</svg>")[1] and page.count("<circle") == 1, "the one that was shown"


def test_a_picture_of_a_time_with_words_and_days_and_no_name_for_it(cast, ash):
    for ago, value in ((40, 2), (20, 1), (0, 0)):
        given(cast, "mood", {1: value, 2: value, 3: 0}, on=today() - timedelta(days=ago))
    page = shown(ash)
    for words in ("A picture of the past week, not of you.", "Lower is better here.", "not a diagnosis", "Made up for tests",
                  "Show as a table", "Alma"):  # fmt: skip
        assert words in page, words
    assert page.count("<circle") == 3
    for word in ("little", "much", "cut-off", "a second look", "reliably", "recovered"):
        assert word not in page, word


def test_two_weeks_are_called_two_weeks(cast, ash):
    given(cast, "phq9", dict.fromkeys(range(1, 10), 1))
    page = shown(ash)
    assert "A picture of these two weeks, not of you." in page and "No permission required to reproduce" in page
    for word in ("moderate", "mild", "severe", "depressi"):
        assert word not in page.lower(), word


def test_without_a_number_there_is_a_gap_and_no_total(cast, ash):
    given(cast, "mood", {1: 1, 2: 1, 3: 0}, on=today() - timedelta(days=20))
    given(cast, "mood", {1: 1, 3: 0})
    page = shown(ash)
    assert "Some questions were left out." in page and page.count("<circle") == 1 and 'class="cross"' in page


def test_how_closeness_goes_is_a_place_on_a_line_with_somebody(cast, ash):
    brought(cast, joined(load_measures().texts["raas"], "\n".join(f"Words {n}" for n in range(1, 19))))
    for ago, value in ((60, 2), (0, 4)):
        given(cast, "raas", dict.fromkeys(range(1, 19), value), on=today() - timedelta(days=ago))
    page = shown(ash)
    assert page.count('class="axis-line"') == 3 and "people close to you" in page and 'class="chart"' not in page
    for word in ("secure", "anxious", "avoidant", "style", "dismissing", "fearful"):
        assert word not in page.lower(), word


def test_what_is_asked_alone_never_stands_on_a_page_at_home(cast, ash):
    alone = MOOD.replace("id: mood", "id: alone").replace("title: Mood", "title: Alone") + "audience: {solo_only: true}\n"
    brought(cast, alone)
    row = given(cast, "alone", {1: 1, 2: 0, 3: 0}, shown=False)
    with cast.acting(cast.alma):
        db.session.get_one(Administration, row.id).released_at = clock.now()  # no page does this
        db.session.commit()
    assert "Nothing is here yet" in shown(ash) and "Alone" not in shown(ash)


def test_what_was_struck_is_gone_and_a_typed_total_stands(cast, ash):
    row = given(cast, "mood", {1: 1, 2: 1, 3: 0})
    with cast.acting(cast.alma):
        strike(db.session.get_one(Administration, row.id), "Typed wrongly", by=cast.alma.id)
        typed = enter_score(cast.ash_episode.id, cast.ash.id, "typed", {"total": 31}, by=cast.alma.id, given_on=today(), made_id="t")
        release(typed, by=cast.alma.id)
        db.session.commit()
    page = shown(ash)
    assert "Mood" not in page and "Typed in" in page and ">31<" in page and "A picture of that day, not of you." in page


def test_what_one_sent_is_not_shown_by_itself(cast, ash):
    address = begun(ash, agreed(cast))
    for n in (1, 2, 3):
        say(ash, address, n, "1")
    ash.post(f"{address}/end")
    assert "Nothing is here yet" in shown(ash)


def test_a_partner_sees_none_of_it(cast, ash):
    given(cast, "mood", {1: 2, 2: 2, 3: 1}, cast.robin, episode=cast.couple)
    kim = cast.browser(cast.kim)
    assert "Nothing is here yet" in shown(kim)
    given(cast, "mood", {1: 0, 2: 0, 3: 0}, cast.kim, episode=cast.couple)
    assert shown(kim).count("<circle") == 1, "never two people on one picture"
