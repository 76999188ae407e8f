"""Whatever Robin wants or agrees on alone, every page Kim can get stays the same, byte for byte."""

import pytest

from practice.db import db
from practice.goals.actions import put_name, reword, take_step
from tests.goals.given import agreed, goal_of, ladder_of
from tests.portal.kims_world import around, differing, world

pytestmark = pytest.mark.sqlite


@pytest.fixture
def both(cast):
    """Both have a goal and an agreement of their own, and one together."""
    found = world(cast)
    for who in (cast.robin, cast.kim, None):
        goal_of(cast, cast.couple, who, "A quiet evening", review_every=7)
        agreed(cast, cast.couple, who)
    return found


def test_what_one_wants_alone(cast, both):
    before = around(both)
    ladder = ladder_of(cast, cast.couple, cast.robin, value=3)
    goal = goal_of(cast, cast.couple, cast.robin, "Only Robin", ladder_id=ladder.id)
    with cast.acting(cast.alma):
        take_step(goal, "reached", words="Only Robin knows", by=cast.alma.id)
        reword(goal, words="Only Robin still", by=cast.alma.id)
        db.session.commit()
    assert differing(before, around(both)) == []


def test_what_one_agrees_on_alone(cast, both):
    before = around(both)
    row = agreed(cast, cast.couple, cast.robin, you_do="Only Robin")
    assert both.robin.post(f"/portal/agreements/{row.id}/name").status_code == 303
    with cast.acting(cast.alma):
        put_name(row, person_id=cast.alma.id, name="Alma", by=cast.alma.id)
        db.session.commit()
    assert differing(before, around(both)) == []
    assert both.kim.get(f"/portal/agreements/{row.id}").status_code == 404
    assert both.kim.post(f"/portal/agreements/{row.id}/name").status_code == 404


def test_what_both_agree_on_is_seen_by_both(cast, both):
    """The other side of the rule: without this the two above would hold for a page that shows nothing."""
    before = around(both)
    agreed(cast, cast.couple, None, you_do="Together")
    assert differing(before, around(both))
