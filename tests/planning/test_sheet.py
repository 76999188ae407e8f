"""The one page before a meeting: what comes first, what is left for elsewhere."""

from datetime import UTC, datetime, timedelta

from practice.planning.paper import stands
from practice.planning.sheet import Sheet, Written, in_order, movement

START = datetime(2026, 10, 1, 9, tzinfo=UTC)


def entry(number, new=False):
    return Written(f"{number:032x}", "A title", "Ash", START + timedelta(days=number), "answer", [("What", str(number))],
                   f"{number:032x}", new)


def test_what_nobody_read_comes_first_and_each_part_newest_first():
    shown = in_order([entry(1, new=True), entry(2), entry(3, new=True), entry(4)])
    assert [item.words[0][1] for item in shown] == ["3", "1", "4", "2"]


def test_a_ladder_shows_where_it_stood_at_the_last_meeting_and_now():
    given = [(START + timedelta(days=7 * week), value) for week, value in enumerate(["2-3", "3", "4"])]
    step = movement("x", "At home", "Ash", given, since=START + timedelta(days=8))
    assert (step.before, step.now) == ("3", "4")
    assert movement("x", "At home", "Ash", given[:1], None).before is None
    assert movement("x", "At home", "Ash", [], None).now is None


def test_without_an_earlier_meeting_the_position_before_the_last_is_shown():
    given = [(START, "3"), (START + timedelta(days=1), "5")]
    assert movement("x", "At home", "Ash", given, START - timedelta(days=3)).before == "3"


def test_a_ladder_is_told_on_its_own_axis():
    given = [(START, "3"), (START + timedelta(days=1), "5")]
    assert stands(movement("x", "t", "", given, None, low=0, high=7)) == "3 last time, 5 now, on 0 to 7"
    assert stands(movement("x", "t", "", given[:1], None)) == "3 on 1 to 10, the first"
    assert stands(movement("x", "t", "", [(START, "3"), (START, "3")], None)) == "3 on 1 to 10, as last time"
    assert stands(movement("x", "t", "", [], None)) == "no number yet"


def test_every_answer_can_be_quoted_with_whose_it_is():
    sheet = Sheet(written=[entry(1)], hard=[entry(2)])
    told = sheet.quotable[f"{1:032x}"]
    assert told == {"entry_id": f"{1:032x}", "label": "What", "words": "1", "title": "A title", "who": "Ash"}
    assert len(sheet.quotable) == 2
