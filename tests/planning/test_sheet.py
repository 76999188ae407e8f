"""The one page before a meeting: what comes first, what is left for elsewhere."""

from datetime import UTC, datetime, timedelta

from practice.planning.sheet import MOST_WORDS, Written, movement, newest, promises

START = datetime(2026, 10, 1, 9, tzinfo=UTC)


def entry(number):
    return Written(f"{number:032x}", "A title", "Ash", START + timedelta(days=number), "answer", [("What", str(number))])


def test_newest_words_come_first_and_the_rest_is_counted():
    shown, more = newest([entry(number) for number in range(MOST_WORDS + 3)])
    assert [item.words[0][1] for item in shown][:2] == ["10", "9"] and len(shown) == MOST_WORDS and more == 3
    assert newest([]) == ([], 0)


def test_a_ladder_shows_where_it_stood_at_the_last_meeting_and_now():
    given = [(START + timedelta(days=7 * week), value) for week, value in enumerate(["2-3", "3", "4"])]
    step = movement("x", "At home", "Ash", given, since=START + timedelta(days=8))
    assert (step.before, step.now) == ("3", "4")
    assert movement("x", "At home", "Ash", given[:1], None).before is None
    assert movement("x", "At home", "Ash", [], None).now is None


def test_without_an_earlier_meeting_the_position_before_the_last_is_shown():
    given = [(START, "3"), (START + timedelta(days=1), "5")]
    assert movement("x", "At home", "Ash", given, START - timedelta(days=3)).before == "3"


def test_what_was_promised_stands_in_the_note():
    assert promises({"step": "One walk\n\nOne call", "agreed": "Meet on Friday"}) == ["One walk", "One call", "Meet on Friday"]
    assert promises(None) == [] == promises({})
