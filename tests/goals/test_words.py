"""How a goal stands, and when it is looked at again."""

from datetime import date

from practice.goals.words import MOST, before, faults, next_look, room_of, standing, told

DAY = date(2026, 11, 2)


def test_the_last_status_counts_and_a_review_changes_nothing():
    assert standing([]) == "going"
    assert standing(["going", "resting", "reviewed", "reworded"]) == "resting"
    assert standing(["going", "reached", "going"]) == "going"


def test_only_what_goes_on_is_looked_at_again():
    assert next_look("going", 14, DAY) == date(2026, 11, 16)
    assert next_look("going", None, DAY) is None
    assert [next_look(status, 14, DAY) for status in ("reached", "resting", "set-aside")] == [None] * 3


def test_words_are_kept_as_they_were_said():
    assert told({"goal": " 在窗边喝咖啡 ", "sign": "", "else": "x"}) == {"goal": "在窗边喝咖啡"}
    assert told({"goal": "a\x07b", "sign": None}) == {"goal": "ab"}


def test_a_goal_needs_words_and_not_a_book():
    assert set(faults({})) == {"goal"}
    assert set(faults({"goal": "a", "sign": "b" * (MOST + 1)})) == {"sign"}
    assert not faults({"goal": "a" * MOST})


def test_old_words_stay_in_one_text():
    assert before({"goal": "a", "sign": "b"}) == "a\n\nb"
    assert before({"goal": "a"}) == "a"


def test_rooms_by_either_name():
    assert room_of("shared") is None and room_of(None) is None and room_of("ab") == "ab"
