"""A number typed in from elsewhere: what it gives away about an answer somebody must look at."""

import pytest
from sqlalchemy import select

from practice.db import db, new_id
from practice.measures.actions import enter_score
from practice.measures.library import load_measures
from practice.measures.scoring import told_by_number
from practice.safety.models import Flag
from tests.measures.samples import today


@pytest.mark.parametrize("key, total, kind", [
    ("hark", 0, None), ("hark", 1, "violence"), ("hark", 4, "violence"),
    ("phq9", 24, None), ("phq9", 25, "suicide"), ("core10", 36, None), ("core10", 37, "suicide"), ("gad7", 21, None),
])  # fmt: skip
def test_only_what_cannot_come_about_otherwise(key, total, kind):
    found = told_by_number(load_measures()[key], {"total": total})
    assert (found and found.kind) == kind


def test_a_positive_screen_typed_in_is_flagged_and_a_press_twice_flags_once(cast):
    made, told = new_id(), {"by": cast.alma.id, "given_on": today()}
    with cast.acting(cast.alma):
        for _twice in range(2):
            row = enter_score(cast.couple.id, cast.robin.id, "hark", {"total": 2}, made_id=made, **told)
        enter_score(cast.couple.id, cast.robin.id, "hark", {"total": 0}, made_id=new_id(), **told)
        [flag] = db.session.scalars(select(Flag))
        assert (flag.kind, flag.source_id, flag.client_id) == ("violence", row.id, cast.robin.id)
        assert flag.words == "HARK, typed in as a number. A question somebody must look at was answered."
        db.session.rollback()


def test_the_page_says_what_a_number_does_not_show(cast):
    page = cast.browser(cast.alma).get(f"/episodes/{cast.couple.id}/measures/{cast.robin.id}/score/phq9").text
    assert "a number does not show it" in page
