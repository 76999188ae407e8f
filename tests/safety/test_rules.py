"""The gate: what it lets through, and everything it does not."""

from datetime import UTC, datetime, timedelta

import pytest

from practice.protocols.protocol import Safety
from practice.safety import rules
from practice.safety.rules import Answered, PartnerField, Standing, may_open

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
JOINT = Safety(both_consent=True, felt_safe="sufficiently", screening=True)


def standing(**changes) -> Standing:
    """Everything in order for a couple and the exercise `listen`; each test takes one thing away."""
    given = {
        "participants": ("robin", "kim"), "screenings": {"robin": "clear", "kim": "clear"},
        "openings": frozenset({(None, "listen"), ("robin", "try.direction")}),
        "yeses": frozenset({("robin", "listen"), ("kim", "listen")}), "consents": frozenset({"robin", "kim"}),
    }  # fmt: skip
    return Standing(**(given | changes))


def test_everything_in_order_opens():
    assert standing().reasons(JOINT, "listen") == []


@pytest.mark.parametrize(("changes", "reasons"), [
    ({"screenings": {"robin": "clear", "kim": None}}, [rules.NOT_ASKED]),
    ({"screenings": {"robin": "clear"}}, [rules.NOT_ASKED]),
    ({"screenings": {"robin": "clear", "kim": "concern"}}, [rules.NOT_CLEAR]),
    ({"screenings": {"robin": "declined", "kim": "clear"}}, [rules.NOT_CLEAR]),
    ({"screenings": {}}, [rules.NOT_ASKED]),
    ({"consents": frozenset({"kim"})}, [rules.CONSENT]),
    ({"yeses": frozenset({("kim", "listen")})}, [rules.FELT_SAFE]),
    ({"yeses": frozenset({("kim", "listen"), ("robin", "other")})}, [rules.FELT_SAFE]),
    ({"openings": frozenset()}, [rules.NOT_OPENED]),
    ({"openings": frozenset({("robin", "listen")})}, [rules.NOT_OPENED]),
    ({"participants": ("robin",)}, [rules.NO_PARTNER]),
])  # fmt: skip
def test_one_thing_missing_keeps_a_joint_exercise_closed(changes, reasons):
    assert standing(**changes).reasons(JOINT, "listen") == reasons


def test_clearing_opens_nothing_by_itself():
    cleared = standing(openings=frozenset())
    assert cleared.reasons(Safety(screening=True), "letter", client_id="robin") == [rules.NOT_OPENED]
    assert not cleared.field_open("try", "direction", "robin")


def test_a_joint_exercise_asks_for_both_answers_even_where_the_file_asks_only_for_consent():
    assert standing(yeses=frozenset()).reasons(Safety(both_consent=True), "listen") == [rules.FELT_SAFE]


def test_staying_is_behind_the_gate_in_an_individual_episode_too():
    alone = Standing(("sky",), {"sky": None}, frozenset({("sky", "try.direction")}))
    assert not alone.field_open("try", "direction", "sky")
    clear = Standing(("sky",), {"sky": "clear"}, frozenset({("sky", "try.direction")}))
    assert clear.field_open("try", "direction", "sky") and not clear.field_open("try", "other", "sky")


def test_an_opening_for_one_partner_is_not_one_for_the_other():
    assert standing().field_open("try", "direction", "robin") and not standing().field_open("try", "direction", "kim")


def test_what_touches_the_partner_needs_both_screenings():
    one = standing(screenings={"robin": "clear", "kim": None})
    assert one.reasons(PartnerField(), "try.direction", client_id="robin") == [rules.NOT_ASKED]


def test_nothing_but_credential_and_scope_stands_before_individual_work():
    hard = Safety(credential="trauma", scope=("therapist",))
    nobody = Standing(())
    assert nobody.reasons(hard, "ground") == [rules.CREDENTIAL]
    assert nobody.reasons(hard, "ground", credentials={"trauma"}) == []
    assert nobody.reasons(hard, "ground", credentials={"emdr"}, scope="guidance") == [rules.SCOPE, rules.CREDENTIAL]
    assert nobody.reasons(Safety(), "log") == []


def test_rows_count_as_outcomes():
    class Row:
        outcome = "concern"

    reasons = may_open(Safety(screening=True), item="x", client_id="a", participants=["a"], screenings={"a": Row()},
                       openings={("a", "x")}, answers=(), consents=(), credentials=(), scope="therapist")  # fmt: skip
    assert reasons == [rules.NOT_CLEAR]


def test_the_partners_are_asked_only_once_everything_else_is_settled():
    reasons = standing(yeses=frozenset(), openings=frozenset()).reasons(JOINT, "listen")
    assert rules.before_asking(reasons) == [] and rules.before_opening(reasons) == [rules.FELT_SAFE]
    unasked = standing(screenings={}, yeses=frozenset()).reasons(JOINT, "listen")
    assert rules.before_asking(unasked) == [rules.NOT_ASKED]


def test_a_yes_holds_for_a_day_and_a_later_doubt_outweighs_it():
    yes = Answered("robin", "listen", "yes", NOW - timedelta(hours=23))
    assert rules.safe_now([yes], NOW) == {("robin", "listen")}
    assert rules.safe_now([yes], NOW + timedelta(hours=1)) == frozenset()
    for answer in ("no", "not-sure"):
        doubt = Answered("robin", "listen", answer, NOW - timedelta(hours=1))
        assert rules.safe_now([doubt, yes], NOW) == frozenset()
    back = Answered("robin", "listen", "yes", NOW)
    assert rules.safe_now([back, Answered("robin", "listen", "no", NOW - timedelta(hours=2)), yes], NOW)


@pytest.mark.parametrize(("value", "flag"), [(None, False), (0, False), (7, False), (8, True), (10, True)])
def test_distress_of_eight_raises_a_flag(value, flag):
    assert rules.distress_needs_flag(value) is flag


def test_guidance_goes_to_the_referral():
    assert rules.to_referral("guidance") and not rules.to_referral("therapist")
