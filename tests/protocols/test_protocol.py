"""What the rest of Attune sees: overlays, light versions, exercises that come again."""

import pytest

from practice.protocols.reader import read
from tests.protocols.examples import PROTOCOL, WORDS

PLAIN = read(PROTOCOL, {"en": WORDS})


def test_a_flavour_hides_omits_and_replaces():
    slow = PLAIN.for_flavour("slow")
    assert [item.id for item in slow.phase("begin").exercises] == ["log"]
    assert [item.id for item in slow.exercise("log").fields] == ["what", "where"]
    assert slow.exercise("log").frequency == "weekly" and PLAIN.exercise("log").frequency == "daily"
    assert PLAIN.exercise("log", flavour="slow").frequency == "weekly"


def test_again_keeps_all_but_what_it_overrides():
    first, again = PLAIN.exercise("log"), PLAIN.exercise("log", phase="go_on")
    assert (first.default, again.default) == (True, False)
    assert (again.first_day, again.last_day, again.again) == (8, 14, True)
    assert again.fields == first.fields


def test_the_light_version_asks_only_its_fields():
    text = PROTOCOL.replace("default: false}", "default: false, light: true}").replace(
        "required: true}", "light: true}"
    )
    protocol = read(text, {"en": WORDS})
    assert [item.id for item in protocol.exercise("log", phase="go_on").fields] == ["what"]
    assert [item.id for item in protocol.exercise("log", phase="go_on").with_light(False).fields] == [
        "what",
        "mood",
        "where",
    ]
    assert [item.id for item in protocol.exercise("log").with_light(True).fields] == ["what"]


@pytest.mark.parametrize("look", [
    lambda: PLAIN.for_flavour("fast"), lambda: PLAIN.phase("end"), lambda: PLAIN.exercise("run"),
    lambda: PLAIN.exercise("walk", phase="go_on"),
])  # fmt: skip
def test_what_is_not_there_is_a_lookup_error(look):
    with pytest.raises(LookupError):
        look()


def test_an_unknown_language_falls_back_to_the_first():
    assert PLAIN.for_flavour(None, "zh").title == "Small steps"
