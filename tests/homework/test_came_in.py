"""The inbox names what was answered at home and not looked at yet: on the own caseload, a month, until released or struck."""

from datetime import timedelta

import pytest
from sqlalchemy import event

from practice import clock
from practice.access.scope import everything
from practice.accounts.models import Counselor
from practice.db import db
from practice.measures.actions import release, strike
from practice.measures.models import Administration
from tests.measures.samples import GATED, MOOD, POLES, begun, brought, plan

TITLE = "Answered at home, not looked at yet"


@pytest.fixture
def alma(cast):
    brought(cast, MOOD, GATED, POLES)
    plan(cast)
    return cast.browser(cast.alma)


def came(cast, key="gated", client=None, *, way="portal", days=0, hours=1, **more) -> str:
    """Finished some time ago; committed."""
    at = clock.now() - timedelta(days=days, hours=hours)
    with cast.acting(cast.alma):
        row = begun(cast, key, client or cast.robin, way="session", **more)
        row.way, row.finished_at, row.scores, row.engine = way, at, {"total": 0}, 1
        db.session.commit()
        return row.id


def section(browser, address="/inbox") -> str:
    page = browser.get(address).text
    return page.split(TITLE)[1].split("</section>")[0] if TITLE in page else ""


def test_finished_at_home_and_nothing_else_oldest_first(cast, alma):
    assert section(alma) == "" and "Nothing waits here." in alma.get("/inbox").text
    new, old = came(cast), came(cast, "mood", cast.kim, days=2)
    for other in (came(cast, way="session"), came(cast, way="paper", client=cast.kim), came(cast, days=31, client=cast.kim)):
        assert other not in section(alma)
    found = section(alma)
    assert found.index(old) < found.index(new) and "Robin Vale: Gated" in found and "Kim Vale: Mood" in found
    assert "Nothing waits here." not in alma.get("/inbox").text
    assert section(alma, "/inbox?show=all") == "" and section(alma, "/inbox?page=2") == ""


def test_what_was_released_or_struck_was_looked_at(cast, alma):
    for verb in (lambda row: release(row, by=cast.alma.id), lambda row: strike(row, "not theirs", by=cast.alma.id)):
        row_id = came(cast)
        assert row_id in section(alma)
        with cast.acting(cast.alma):
            verb(db.session.get_one(Administration, row_id))
            db.session.commit()
        assert row_id not in section(alma)


def test_not_what_is_open_nor_what_is_asked_alone_nor_on_another_caseload(cast, alma):
    with cast.acting(cast.alma):
        open_id = begun(cast, "mood", way="portal").id
        db.session.commit()
    alone = came(cast, "poles", target="Kim")
    assert open_id not in section(alma) and alone not in section(alma)
    mine = came(cast)
    assert mine in section(alma) and section(cast.browser(cast.cleo)) == ""


def test_nothing_for_therapists_in_the_guidance_scope(cast, alma):
    brought(cast, GATED.replace("id: gated", "id: strict") + "audience: {scopes: [therapist]}\n")
    strict, plain = came(cast, "strict"), came(cast)
    assert strict in section(alma)
    with everything("a narrower scope", cast.practice.id):
        db.session.get_one(Counselor, cast.alma.id).scope = "guidance"
        db.session.commit()
    assert strict not in section(alma) and plain in section(alma)


@pytest.mark.sqlite
def test_one_statement_however_many(cast, alma):
    counted = []
    event.listen(db.engine, "before_cursor_execute", lambda *args: counted.append(args[2]))
    alma.get("/inbox")
    for want in (1, 3):
        for _n in range(want):
            came(cast)
        alma.get("/inbox")
        counted.clear()
        alma.get("/inbox")
        assert sum("FROM administration" in one for one in counted) == 1
