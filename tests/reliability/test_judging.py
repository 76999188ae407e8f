"""The judge of the cuts: it must see a loss where there is one."""

import pytest

from tests.reliability.judging import Tally, Track, missing


def track(*marks) -> Track:
    found = Track("was here. ")
    for at, text, words in marks:
        found.note(at, f"was here. {text}", words)
    return found


@pytest.mark.parametrize(
    ("due", "found", "gone"),
    [("abc", "abc", 0), ("abc", "abcd", 0), ("abc", "ab", 1), ("abc", "", 3), ("abc", "xbc", 3), ("", "", 0)])  # fmt: skip
def test_what_is_missing_is_counted(due, found, gone):
    assert missing(due, found) == gone


def test_a_shared_device_owes_what_the_page_called_saved():
    page = track((1, "a", "Not saved yet"), (4, "ab", "Saved"), (9, "abc", "Saving…"), (9, "abcd", "Saved on this phone"))
    assert page.due(100, own=False) == "was here. ab"
    assert track((1, "a", "Not saved yet")).due(100, own=False) == "was here. "


def test_an_own_device_owes_all_but_five_seconds_and_all_it_said():
    page = track((1, "a", "Not saved yet"), (4, "ab", "Not saved yet"), (9, "abc", "Not saved yet"))
    assert page.due(9.5, own=True) == "was here. ab"
    assert page.due(14.5, own=True) == "was here. abc"
    page.note(9.1, "was here. abcd", "Saved on this phone")
    assert page.due(9.5, own=True) == "was here. abcd"


def test_counts_are_summed_and_any_loss_shows():
    total = Tally(cuts=1, kinds={"server": 1})
    total.add(Tally(cuts=2, typed=30, kinds={"server": 1, "browser": 1}).as_dict())
    assert (total.cuts, total.typed, total.kinds) == (3, 30, {"server": 2, "browser": 1}) and total.holds
    for name in ("lost", "untrue", "silent"):
        assert not Tally(**{name: 1}).holds
    assert "3 cuts, 30 typed, 0 lost" in total.line
