"""An answer that goes up within one form is flagged again; the same one again never is (clinical.md D.2)."""

import pytest
from sqlalchemy import select

from practice.db import db
from practice.measures.actions import accept, answer, assign_measure, begin
from practice.measures.library import load_measures
from practice.measures.models import Administration
from practice.measures.reader import read_measure
from practice.safety.actions import close_flag
from practice.safety.models import Flag, FlagAlert
from practice.safety.rules import answer_needs_flag
from tests.measures.samples import MOOD, begun, brought, plan, today

# Two questions of one kind, the second with a higher mark that is urgent.
PAIR = MOOD.replace("id: mood", "id: pair").replace("title: Mood", "title: Pair").replace(
    "risk: [{item: 3, from: 1, kind: suicide, urgency: urgent, blank: review, source: \"made up\"}]",
    "risk: [{item: 2, from: 1, kind: suicide, urgency: review, source: a}, {item: 3, from: 1, kind: suicide, urgency: review, "
    "source: a}, {item: 3, from: 2, kind: suicide, urgency: urgent, source: a}]")  # fmt: skip


@pytest.fixture
def alma(cast):
    brought(cast, MOOD, PAIR)
    with cast.acting(cast.alma):
        yield cast


def said(row: Administration) -> list[str]:
    found = db.session.scalars(select(Flag).where(Flag.source_id == row.id).order_by(Flag.raised_at, Flag.id))
    return [flag.words.rpartition(": ")[2] for flag in found]


def label(key: str, item: int, value: int) -> str:
    return load_measures()[key].by_n[item].label(value)


@pytest.mark.parametrize(("value", "flagged", "needed"), [
    (1, [], True), (1, [1], False), (3, [1], True), (2, [1, 3], False), (3, [3], False), (2, [1], True),
])  # fmt: skip
def test_the_rule(value, flagged, needed):
    assert answer_needs_flag(value, flagged) is needed


@pytest.mark.parametrize(("key", "item"), [("phq9", 9), ("core10", 6), ("pcl5", 16)])
def test_what_is_raised_is_a_flag_of_its_own(alma, key, item):
    accept(key, by=alma.alma.id)
    row, low = begun(alma, key), next(risk.from_ for risk in load_measures()[key].risk if risk.item == item)
    high = low + 1
    answer(row, item, low)
    answer(row, item, low)
    assert said(row) == [label(key, item, low)], "the same answer again is known"
    answer(row, item, high)
    assert said(row) == [label(key, item, low), label(key, item, high)]
    for value in (high, low, high, None, low, 0, high):
        answer(row, item, value)
    assert len(said(row)) == 2, "back and forth is known, and nothing is ever taken from what was said"


def test_somebody_is_told_of_the_second_as_of_the_first(alma):
    plan(alma)
    row = begun(alma, client=alma.kim)
    answer(row, 3, 1)
    answer(row, 3, 2)
    flags = set(db.session.scalars(select(Flag.id).where(Flag.source_id == row.id)))
    assert len(flags) == 2 and set(db.session.scalars(select(FlagAlert.flag_id))) == flags


def test_said_again_after_somebody_closed_it_is_news(alma):
    row = begun(alma)
    answer(row, 3, 2)
    flag = db.session.scalars(select(Flag).where(Flag.source_id == row.id)).one()
    close_flag(flag, words="We talked.", by=alma.alma.id)
    answer(row, 3, 2)
    assert len(said(row)) == 1, "it stood there all along"
    answer(row, 3, 0)
    answer(row, 3, 2)
    assert said(row) == ["Every day", "Every day"]


def test_one_flag_for_two_questions_until_one_goes_higher_and_then_the_more_urgent(alma):
    assert read_measure(PAIR).risk[2].urgency == "urgent"
    row = begun(alma, "pair")
    answer(row, 2, 1)
    answer(row, 3, 1)
    assert said(row) == ["Some days"]
    answer(row, 3, 2)
    assert said(row) == ["Some days", "Every day"]
    assert list(db.session.scalars(select(Flag.urgency).where(Flag.source_id == row.id).order_by(Flag.raised_at))) == ["review", "urgent"]


def test_at_home_too_where_flags_cannot_be_read(alma):
    plan(alma)
    agreed = assign_measure(alma.couple.id, alma.robin.id, "mood", way="portal", rhythm="once", by=alma.alma.id, starts_on=today())
    db.session.commit()
    with alma.acting(alma.robin):
        row = begin(agreed, way="portal", made_id="p" * 32, given_by=alma.robin.id, given_on=today())
        for value in (1, 1, 2, 0, 1, 2):
            answer(row, 3, value)
        assert not db.session.scalars(select(Flag)).all(), "still nothing of it is theirs to read"
        db.session.commit()
    assert said(row) == ["Some days", "Every day"]
