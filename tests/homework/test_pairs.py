"""Opened answers beside each other: what both named, words beside words, and numbers without any distance between them."""

from practice.homework.pairs import NUMBERS, Side, numbers_of_both, open_part, pair

RANK = {"id": "values", "kind": "rank", "label": "What matters", "options": {"warmth": "Warmth", "growth": "Growth", "fun": "Fun"}}
DAY = {"id": "day", "kind": "text", "label": "The day after"}
LADDER = {"id": "position", "kind": "ladder", "label": "Where you are", "low": 1, "high": 10}
DISTRESS = {"id": "distress_after", "kind": "scale", "label": "Stirred up", "low": 0, "high": 10}


def side(name, fields, **answers):
    return Side(name, {"exercise": "e", "title": "T", "fields": list(fields)}, answers)


def card(*ids, own=()):
    return [{"id": id, "text": RANK["options"][id]} for id in ids] + [{"id": None, "text": words} for words in own]


def test_values_stand_on_both_lists_or_on_one_without_their_places():
    first = side("Robin", [RANK], values=card("fun", "warmth", own=["Music "]))
    second = side("Kim", [RANK], values=card("warmth", "growth", own=["music", "fun."]))
    (part,) = pair(first, second)
    assert part.look == "lists" and part.both == ("Fun", "Music ", "Warmth")
    assert part.one == (("Kim", ("Growth",)),)
    again = pair(side("Robin", [RANK], values=list(reversed(first.answers["values"]))), second)
    assert again == [part], "the order in which one of them ranked must not show"


def test_plain_lists_match_however_they_are_spelt():
    ways = {"id": "ways", "kind": "list", "label": "What helps"}
    (part,) = pair(side("Robin", [ways], ways=["A walk", "Tea"]), side("Kim", [ways], ways=["a  WALK.", "Tea", "tea"]))
    assert part.both == ("A walk", "Tea") and part.one == ()


def test_a_list_only_one_of_them_opened_is_not_compared():
    (part,) = pair(side("Robin", [RANK], values=card("fun")), side("Kim", []))
    assert part.look == "beside" and [name for name, _shown in part.cells] == ["Robin"]


def test_two_days_stand_beside_each_other():
    (part,) = pair(side("Robin", [DAY], day="Tea in bed"), side("Kim", [DAY], day="A walk"))
    assert [(name, shown.value) for name, shown in part.cells] == [("Robin", "Tea in bed"), ("Kim", "A walk")]


def test_ladders_stand_on_their_own_axes_and_hold_no_distance():
    mine = {"value": 3, "value_high": 4, "past": "", "axis": {"low": 1, "high": 10, "low_words": "alone", "high_words": "home"}}
    wide = {"low": 0, "high": 100, "low_words": None, "high_words": "sea"}
    theirs = {"value": 60, "value_high": None, "first_sign": "We talk", "axis": wide}
    (part,) = pair(side("Robin", [LADDER], position=mine), side("Kim", [LADDER], position=theirs))
    robin, kim = part.axes
    assert (robin.low, robin.high, robin.low_words, robin.steps) == (1, 10, "alone", (3, 4))
    assert (kim.low, kim.high, kim.high_words, kim.steps, kim.lines) == (0, 100, "sea", (60,), ("We talk",))
    assert set(vars(part)) == {"label", "axes", "look"}, "no gap, no difference, no shared axis"


def test_a_position_without_a_number_keeps_its_words():
    said = {"value": None, "no_number": True, "past": "Higher last spring"}
    (part,) = pair(side("Robin", [LADDER], position=said), side("Kim", [LADDER], position={"value": 5}))
    assert part.axes[0].steps == () and part.axes[0].lines == ("I’d rather not give a number", "Higher last spring")


def test_a_number_only_one_of_them_opened_is_left_out_of_the_copies_and_of_the_view():
    labels = {"exercise": "e", "title": "T", "fields": [LADDER, DAY]}
    whole = open_part(labels, {"position": {"value": 4}, "day": "x"})
    held = open_part(labels, {"position": {"value": 9}, "day": "y"}, ["position"])
    first, second = numbers_of_both([whole, held])
    assert "position" not in first[1] and "position" not in str(first[0]) and first[1] == {"day": "x"}
    assert numbers_of_both([whole, whole]) == [whole, whole]
    seen = pair(Side("Robin", *whole), Side("Kim", *held))
    assert [part.label for part in seen] == ["The day after"]


def test_what_opens_is_what_was_answered_without_what_stays():
    labels = {"exercise": "e", "title": "T", "fields": [DAY, RANK, DISTRESS, {"id": "why", "kind": "text", "label": "Why"}]}
    kept, answers = open_part(labels, {"day": "x", "values": card("fun"), "distress_after": 9, "why": " "}, ["values"])
    assert [field["id"] for field in kept["fields"]] == ["day"] and answers == {"day": "x"}
    assert kept["title"] == "T" and "distress_after" not in str(kept)


def test_scales_are_numbers_too():
    assert {"ladder", "scale", "number"} == set(NUMBERS)
