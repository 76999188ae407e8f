"""Words are cut between words, Chinese letters take two places, and the narrowest room holds anything."""

from practice.reports.fitting import MOST_LINES, ROOMS, fit, lines, room_for, width


def test_short_words_stay_as_they_are():
    assert fit("  Coffee by\nthe window ", 40) == ("Coffee by the window", False)


def test_long_words_are_cut_between_words():
    assert fit("one two three four five", 12) == ("one two …", True)
    assert fit("x" * 50, 12)[0] == "x" * 10 + " …"


def test_chinese_is_cut_anywhere_and_counts_double():
    text, cut = fit("我没有发消息，我给自己泡了茶。" * 4, 20)
    assert cut and width(text) <= 20 and text.startswith("我没有发消息")


def test_the_narrowest_room_holds_anything():
    long = "word " * 400
    everything = (long, [long] * 3, ([long] * 9, [long] * 9), [long] * 9)
    assert lines(ROOMS[-1], *everything) <= MOST_LINES
    assert room_for(*everything) == ROOMS[-1]
    assert room_for("short", ["short"], (["short"], []), []) == ROOMS[0]
