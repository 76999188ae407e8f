"""The line that says who reads a page comes from what was signed (clinical.md D.5)."""

from practice.homework.wording import who_reads


def test_limited_secrets_promise_help_in_saying_it():
    line = who_reads("limited-secrets", "Alma", True)
    assert line == "Only Alma reads this. If it matters for you both, Alma will help you say it yourself."


def test_no_secrets_say_that_it_may_be_brought_in():
    assert who_reads("no-secrets", "Alma", True) == "Alma reads this and may bring it into the session you have together."


def test_nothing_is_promised_to_a_couple_that_has_signed_nothing():
    assert who_reads(None, "Alma", True) == ""


def test_one_person_needs_no_policy():
    assert who_reads(None, "Alma", False).startswith("Only Alma reads this")


def test_whoever_else_reads_for_now_is_named():
    assert who_reads("limited-secrets", "Alma", True, ("Sam",)).startswith("Only Alma and Sam read this. If it matters")
    assert who_reads("no-secrets", "Alma", True, ("Bo", "Sam")).startswith("Alma, Bo and Sam read this. Alma may bring it")
    assert who_reads(None, "Alma", False, ("Bo",)) == "Only Alma and Bo read this, or a colleague who stands in for Alma."
    assert who_reads(None, "Alma", True, ("Bo",)) == ""
