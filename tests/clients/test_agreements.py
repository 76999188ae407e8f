"""Which agreements can be recorded, and what a couple shares."""

from datetime import date

import pytest

from practice.clients.agreements import consent_faults, shared_policy

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("kind", "policy", "faults"),
    [
        ("counselling", None, []),
        ("records-policy", "no-secrets", []),
        ("records-policy", None, ["policy"]),
        ("counselling", "no-secrets", ["policy"]),
        ("records-policy", "some-secrets", ["policy"]),
        ("anything", None, ["kind"]),
    ],
)
def test_a_policy_belongs_to_the_records_policy_alone(kind, policy, faults):
    assert consent_faults(kind, policy, TODAY, TODAY) == faults


def test_nobody_signs_tomorrow():
    assert consent_faults("counselling", None, date(2026, 11, 22), TODAY) == ["given_on"]


def test_a_couple_shares_a_policy_only_when_both_signed_the_same():
    assert shared_policy({"a": "no-secrets", "b": "no-secrets"}, ["a", "b"]) == "no-secrets"
    assert shared_policy({"a": "no-secrets", "b": "limited-secrets"}, ["a", "b"]) is None
    assert shared_policy({"a": "no-secrets"}, ["a", "b"]) is None
    assert shared_policy({}, []) is None
