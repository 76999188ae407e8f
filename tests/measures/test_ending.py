"""Ending what was agreed closes what is open of it: answers and flags stay, nothing is made up, nobody can go on."""

import pytest
from sqlalchemy import select

from practice.db import db
from practice.measures.actions import AlreadyFinished, answer, assign_measure, begin, end_assignment, finish
from practice.measures.models import Administration, MeasureAssignment
from practice.measures.queries import closed_early, open_for_client
from practice.safety.models import Flag
from tests.measures.samples import MOOD, begun, brought, plan, today


@pytest.fixture
def alma(cast):
    brought(cast, MOOD)
    plan(cast)
    with cast.acting(cast.alma):
        yield cast


def agree(cast, way="portal") -> MeasureAssignment:
    return assign_measure(cast.couple.id, cast.robin.id, "mood", way=way, rhythm="once", by=cast.alma.id, starts_on=today())


def of(cast, agreed, way="portal") -> Administration:
    return begin(agreed, way=way, made_id="e" * 32, given_by=cast.robin.id, given_on=today())


def kinds() -> list[str]:
    return list(db.session.scalars(select(Flag.kind).order_by(Flag.raised_at, Flag.id)))


@pytest.mark.parametrize("way", ["portal", "session"])
def test_what_was_answered_is_kept_as_incomplete_and_its_flag_stands(alma, way):
    agreed = agree(alma, way)
    row = of(alma, agreed, way)
    answer(row, 1, 2)
    answer(row, 3, 2)
    end_assignment(agreed, by=alma.alma.id)
    assert row.finished_at == agreed.ended_at and closed_early(row)
    assert row.answers == {"1": 2, "3": 2} and row.scores is None and row.struck_at is None
    assert kinds() == ["suicide"]
    with pytest.raises(AlreadyFinished):
        answer(row, 2, 1)
    end_assignment(agreed, by=alma.alma.id)
    assert open_for_client(alma.robin.id) == [] and len(kinds()) == 1


def test_a_risk_question_that_was_not_reached_asks_nobody_and_one_passed_over_does(alma):
    agreed = agree(alma)
    row = of(alma, agreed)
    answer(row, 1, 2)
    end_assignment(agreed)
    assert kinds() == []
    agreed = agree(alma, "session")
    row = begin(agreed, way="paper", made_id="f" * 32, given_by=alma.alma.id, given_on=today())
    answer(row, 4, 1)
    end_assignment(agreed)
    assert kinds() == ["not-answered"]


def test_where_nothing_was_answered_nothing_counts(alma):
    agreed = agree(alma)
    row = of(alma, agreed)
    end_assignment(agreed, by=alma.alma.id)
    assert row.finished_at is None and row.struck_at and row.struck_by == alma.alma.id and not closed_early(row)
    assert begun(alma).finished_at is None, "it can be given at once: the least interval did not begin"


def test_what_is_finished_and_what_belongs_to_another_agreement_is_left_alone(alma):
    agreed, apart = agree(alma), begun(alma)
    row = of(alma, agreed)
    answer(row, 1, 1)
    finish(row)
    before = row.finished_at
    end_assignment(agreed)
    assert row.finished_at == before and not closed_early(row) and apart.finished_at is None and not closed_early(apart)


def test_the_counselor_is_told_before_and_after(alma):
    agreed = agree(alma)
    row = of(alma, agreed)
    answer(row, 1, 2)
    db.session.commit()
    where, row_id, agreed_id = f"/episodes/{alma.couple.id}/measures/{alma.robin.id}", row.id, agreed.id
    browser = alma.browser(alma.alma)
    assert "Ending it closes that too" in browser.get(where).text
    browser.post(f"/measure-agreements/{agreed_id}/end")
    page = browser.get(f"/administrations/{row_id}").text
    assert "It is incomplete; what was answered is kept, and its flags stand." in page and "Not answered: questions 2, 3" in page
    assert "Ending it closes that too" not in browser.get(where).text
