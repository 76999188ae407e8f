"""Counting is plain: taps and tags, from five moments on, never free text, never a private one for both."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as some

from practice.homework.counting import (
    ENOUGH,
    Moment,
    Seen,
    countable,
    counted,
    is_tag,
    line_words,
    said_in,
    states_in,
    taps_in,
    words_of_taps,
)
from practice.protocols.answers import labels
from practice.protocols.library import load_library

DAY = datetime(2026, 3, 1, tzinfo=UTC)
LOG = labels(load_library()["narrative-attachment"].exercise("exception-log"))
TRIGGERS = labels(load_library()["attachment-repair"].exercise("trigger-log"))
SCAN = labels(load_library()["attachment-repair"].exercise("body-scan"))
OPTIONS = countable(LOG)
WORDS = words_of_taps(OPTIONS)


def moments(*taps, private=True):
    return [Moment(str(n), frozenset(some), private) for n, some in enumerate(taps)]


COOKING, WARM = ("with", "partner"), ("mood", "warm")


def test_below_five_moments_nothing_is_counted():
    assert counted(moments(*[{COOKING}] * 4), WORDS) == []
    (line,) = counted(moments(*[{COOKING}] * 5), WORDS)
    assert (line.count, line.of, line.words) == (5, 5, "With whom: My partner")


def test_the_most_frequent_comes_first_with_plain_numbers():
    lines = counted(moments(*[{COOKING, WARM}] * 6, *[{WARM}] * 2, set()), WORDS)
    assert [(line.key, line.count, line.of) for line in lines] == [("mood:warm", 8, 9), ("with:partner", 6, 9)]


def test_private_moments_never_feed_a_count_for_both():
    private, shared = moments(*[{COOKING}] * 9), moments(*[{WARM}] * 4, private=False)
    assert counted([*private, *shared], WORDS, shared=True) == []
    five = counted([*private, *moments(*[{WARM}] * 5, private=False)], WORDS, shared=True)
    assert [(line.key, line.count, line.of) for line in five] == [("mood:warm", 5, 5)]


def test_what_was_typed_beside_the_options_is_not_counted():
    answers = {"where": ["home", "in the garden of my aunt"], "context": "home home home", "who_began": "me", "mood": None}
    assert taps_in(OPTIONS, answers) == {("where", "home"), ("began", "me")}


def test_a_tap_and_a_tag_of_the_same_word_count_once():
    tapped = taps_in(OPTIONS, {"with_whom": ["partner"]}) | {("with", "partner")}
    assert tapped == {COOKING}


def test_a_counselor_tags_with_the_words_there_are():
    assert is_tag("where", "home") and not is_tag("where", "my own words") and not is_tag("who", "home")
    assert {(facet, word) for facet, word in WORDS if facet in ("where", "with", "began", "mood")} <= WORDS.keys()


def test_other_logs_are_counted_by_their_own_questions():
    assert ("sensations", "cold") in taps_in(countable(TRIGGERS), {"sensations": ["cold"], "thoughts": "cold"})


@settings(max_examples=60, deadline=None)
@given(some.lists(some.frozensets(some.sampled_from(sorted(WORDS)), max_size=6), max_size=40))
def test_every_count_is_the_number_of_moments_with_that_tap(taps):
    lines = counted(moments(*taps), WORDS, most=99)
    assert bool(lines) == (len(taps) >= ENOUGH and any(taps))
    for line in lines:
        assert line.count == sum((line.facet, line.word) in one for one in taps) and line.of == len(taps)


def test_a_line_reads_as_it_is_said_in_the_session():
    assert line_words({"count": 6, "of": 9, "words": "after cooking together"}) == "6 of 9 moments: after cooking together"


def test_own_words_come_with_their_days():
    seen = [Seen("1", DAY, {"situation": " No reply ", "thoughts": ""}), Seen("2", DAY - timedelta(days=1), {"situation": "A party"})]
    ((label, words),) = said_in("trigger-log", TRIGGERS, seen)
    assert words == [("No reply", DAY), ("A party", DAY - timedelta(days=1))] and label
    assert said_in("exception-log", LOG, seen) == []


def test_before_and_after_stand_beside_each_other():
    seen = [Seen("1", DAY, {"state_before": "activated", "state_after": "settled"}), Seen("2", DAY, {})]
    ((on, before, after),) = states_in("body-scan", SCAN, seen)
    assert on == DAY and before and after and before != after
    assert states_in("trigger-log", TRIGGERS, seen) == []
