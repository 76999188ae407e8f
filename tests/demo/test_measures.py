"""What the sample practice tells with measures: as it would be in a practice, with its gaps, and each person alone."""

import pytest
from sqlalchemy import select

from practice.db import db
from practice.emdr.models import EmdrSet, EmdrTarget
from practice.measures.models import Administration, MeasureGrant
from practice.measures.queries import measure_of, open_for_client
from practice.measures.scoring import score
from practice.practices.queries import the_practice
from practice.reports.models import IssuedReport
from practice.safety.models import CrisisPlan, Flag, FlagAlert, FlagStep, Screening
from practice.safety.plan import response_plan
from tests.demo.test_demo import client_of

pytestmark = [pytest.mark.slow, pytest.mark.sqlite, pytest.mark.pdf]
EVERYBODY = ("chen.jing", "zhao.lei", "zhou.ting", "liu.jia", "ting.zhou", "chen.hao", "liu.min")


def given(login: str, key: str) -> list[Administration]:
    found = select(Administration).where(Administration.client_id == client_of(login), Administration.measure_key == key)
    return list(db.session.scalars(found.order_by(Administration.given_on)))


def totals(login: str, key: str) -> list:
    return [(one.scores or {}).get("total") for one in given(login, key)]


def test_chen_jing_left_one_question_out_and_there_is_no_number(told):
    first, second, last = totals("chen.jing", "phq9")
    assert second is None and 27 > first > last > 4, "modest: never at either end"
    row = given("chen.jing", "phq9")[1]
    scored = score(measure_of(row.version_id), {int(n): value for n, value in row.answers.items()})
    assert not scored.complete and scored.missing == (5,)
    assert len(totals("chen.jing", "gad7")) == 3 and len(totals("chen.jing", "scssf")) == 2
    assert len(totals("chen.jing", "phq4")) == 5 and len(given("chen.jing", "sessioncheck")) == 5


def test_the_thought_she_named_was_looked_at_and_closed_with_words(told):
    flag = db.session.scalars(select(Flag).where(Flag.kind == "suicide")).one()
    steps = db.session.scalars(select(FlagStep).where(FlagStep.flag_id == flag.id).order_by(FlagStep.at)).all()
    assert flag.source_id == given("chen.jing", "phq9")[0].id and flag.urgency == "urgent"
    assert [step.step for step in steps] == ["acknowledged", "closed"] and all(step.words for step in steps)
    assert [row.answers["9"] for row in given("chen.jing", "phq9")] == [1, 0, 0]
    plan = db.session.scalars(select(CrisisPlan)).one()
    assert plan.client_id == client_of("chen.jing") and set(plan.words) >= {"signs", "people", "safer"}


def test_somebody_answers_for_flags(told):
    plan = response_plan(the_practice())
    assert plan is not None and plan.backup_id and plan.wait_hours == 4
    assert {row.to_id for row in db.session.scalars(select(FlagAlert))} == {plan.backup_id}, "the lead is the named one"


def test_each_of_the_couple_was_asked_alone_before_the_screening(told):
    for login in ("zhao.lei", "zhou.ting"):
        asked = given(login, "hark")
        screened = db.session.scalars(select(Screening).where(Screening.client_id == client_of(login))).one()
        assert len(asked) == 1 and asked[0].way == "session" and asked[0].finished_at < screened.recorded_at
        assert asked[0].released_at is None
        assert len(totals(login, "csi4")) == 5 and len(totals(login, "csi16")) == 2


def test_liu_jia_has_a_number_that_was_filled_up_under_accepted_conditions(told):
    whole = [len(row.answers) == 10 for row in given("liu.jia", "core10")]
    assert whole == [True, False, True] and all(totals("liu.jia", "core10"))
    accepted = db.session.scalars(select(MeasureGrant)).one()
    assert (accepted.key, accepted.kind) == ("core10", "accepted") and "non-commercial" in accepted.words


def test_the_target_goes_down_and_the_wished_for_words_grow(told):
    target = db.session.scalars(select(EmdrTarget)).one()
    sets = db.session.scalars(select(EmdrSet).order_by(EmdrSet.n)).all()
    assert target.client_id == client_of("ting.zhou") and len({one.session_id for one in sets}) == 4
    assert (sets[0].sud, sets[0].voc, sets[-1].sud, sets[-1].voc) == (8, 2, 1, 6)
    first, last = totals("ting.zhou", "pcl5")
    assert 0 < first - last < 18, "less than what is reliable"


def test_one_measure_waits_for_everybody_who_signs_in(told):
    for login in EVERYBODY:
        waiting = open_for_client(client_of(login))
        assert len(waiting) == 1 and waiting[0].administration_id is None, login


def test_the_report_given_out_holds_hers_alone(told):
    issued = db.session.scalars(select(IssuedReport)).one_or_none()
    if issued is not None:
        titles = [one["title"].split(",")[0] for one in issued.content["appendices"]["measures"]]
        assert titles == ["GAD-7", "PHQ-4", "PHQ-9", "SCS-SF"]
