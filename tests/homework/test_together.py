"""When two answers may be opened together: everything there, or closed."""

from datetime import UTC, datetime

import pytest

from practice.homework import together
from practice.homework.together import Around, Said, before_asking, before_opening

NOW = datetime(2026, 11, 21, tzinfo=UTC)
COUPLE = Around(True, ("robin", "kim"), "limited-secrets", ("clear", "clear"))
BOTH = [Said("robin", True, "yes"), Said("kim", True, "yes")]


def test_with_everything_there_it_may_be_opened_in_the_session_and_at_home_with_the_counselors_yes():
    assert before_opening(COUPLE, BOTH, together.SESSION, None) == []
    assert before_opening(COUPLE, BOTH, together.HOME, NOW) == []
    assert before_opening(COUPLE, BOTH, together.HOME, None) == [together.AT_HOME]


@pytest.mark.parametrize(("said", "missing"), [
    ([], [together.BOTH_ASKED, together.BOTH_YES]),
    (BOTH[:1], [together.BOTH_ASKED]),
    ([BOTH[0], Said("kim", True, None)], [together.BOTH_YES]),
    ([BOTH[0], Said("kim", True, "no")], [together.BOTH_YES]),
    ([BOTH[0], Said("kim", False, "yes")], [together.BOTH_READ]),
    ([BOTH[0], Said("left", True, "yes")], [together.BOTH_ASKED]),
])  # fmt: skip
def test_one_thing_missing_keeps_it_closed(said, missing):
    assert before_opening(COUPLE, said, together.SESSION, None) == missing


@pytest.mark.parametrize(("around", "missing"), [
    (Around(False, ("robin",), None, ("clear",)), [together.COUPLE, together.POLICY]),
    (Around(True, ("robin",), "no-secrets", ("clear",)), [together.COUPLE]),
    (Around(True, ("robin", "kim"), None, ("clear", "clear")), [together.POLICY]),
    (Around(True, ("robin", "kim"), "no-secrets"), [together.NOT_CLEAR]),
    (Around(True, ("robin", "kim"), "no-secrets", ("clear",)), [together.NOT_CLEAR]),
    (Around(True, ("robin", "kim"), "no-secrets", ("clear", None)), [together.NOT_CLEAR]),
    (Around(True, ("robin", "kim"), "no-secrets", (None, None)), [together.NOT_CLEAR]),
    (Around(True, ("robin", "kim"), "no-secrets", ("clear", "concern")), [together.NOT_CLEAR]),
    (Around(True, ("robin", "kim"), "no-secrets", ("declined", None)), [together.NOT_CLEAR]),
])  # fmt: skip
def test_nobody_is_asked_without_a_policy_alone_or_where_safety_is_unsure(around, missing):
    assert before_asking(around) == missing
    assert set(missing) <= set(before_opening(around, BOTH, together.SESSION, None))
