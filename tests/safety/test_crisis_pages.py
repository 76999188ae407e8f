"""The crisis plan on its pages: versions, two tabs, one sheet of paper, the client's own page, and no partner anywhere near it."""

from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from practice import clock
from practice.access.scope import OutOfScope
from practice.db import db
from practice.safety import actions, crisis, queries
from practice.safety.models import CrisisPlan
from tests.safety.visitor import signed_in

WORDS = {"signs": "I stop answering", "people": "Mum 0171 234 56 78\nJo"}


@pytest.fixture
def plan(cast):
    with cast.acting(cast.alma):
        row = actions.write_crisis_plan(cast.couple.id, cast.robin.id, words=WORDS, by=cast.alma.id).id
        db.session.commit()
    return row


def address(cast, more=""):
    return f"/episodes/{cast.couple.id}/crisis-plan/{cast.robin.id}{more}"


def test_the_counselor_writes_it_and_every_change_is_a_version(cast):
    alma = signed_in(cast, cast.alma)
    assert alma.get(address(cast)).status_code == 200
    assert alma.post(address(cast), data={"signs": "First", "review_on": "2027-01-15"}).status_code == 303
    with cast.acting(cast.alma):
        first = queries.crisis_plan(cast.couple.id, cast.robin.id)
        seen = first.id
        assert first.words == {"signs": "First"} and str(first.review_on) == "2027-01-15"
        db.session.rollback()
    page = alma.get(address(cast)).text
    assert f'value="{seen}"' in page and "First" in page
    assert alma.post(address(cast), data={"signs": "Second", "seen": seen}).status_code == 303
    assert alma.post(address(cast), data={"signs": "Second", "seen": seen}).status_code == 303, "the same once more is no new version"
    with cast.acting(cast.alma):
        assert [row.words["signs"] for row in queries.crisis_plans(cast.couple.id, cast.robin.id)] == ["Second", "First"]
        db.session.rollback()


def test_a_second_tab_loses_nothing(cast, plan):
    alma = signed_in(cast, cast.alma)
    answer = alma.post(address(cast), data={"signs": "From an old tab", "seen": ""})
    assert answer.status_code == 409 and "From an old tab" in answer.text and "I stop answering" in answer.text
    assert f'value="{plan}"' in answer.text
    assert alma.post(address(cast), data={"signs": "From an old tab", "seen": plan}).status_code == 303


def test_empty_and_too_long_are_said_at_the_field(cast):
    alma = signed_in(cast, cast.alma)
    empty = alma.post(address(cast), data={"signs": "  "})
    assert empty.status_code == 422 and "at least one line" in empty.text
    long = alma.post(address(cast), data={"signs": "x" * 401})
    assert long.status_code == 422 and "Please shorten this" in long.text and "x" * 401 in long.text


def test_a_version_is_never_changed(cast, plan):
    with cast.acting(cast.alma), pytest.raises(DBAPIError):
        db.session.scalars(select(CrisisPlan)).one().words = {"signs": "Other"}
        db.session.flush()
    db.session.rollback()


def test_strangers_partners_and_supervisors(cast, plan):
    assert signed_in(cast, cast.cleo).get(address(cast)).status_code == 404
    sam = signed_in(cast, cast.sam)
    page = sam.get(address(cast))
    assert page.status_code == 200 and "I stop answering" in page.text and 'name="signs"' not in page.text
    assert sam.post(address(cast), data={"signs": "x"}).status_code == 404
    alma = signed_in(cast, cast.alma)
    assert alma.get(f"/episodes/{cast.couple.id}/crisis-plan/{cast.ash.id}").status_code == 404
    with cast.acting(cast.kim):
        assert db.session.scalars(select(CrisisPlan)).all() == []
    kim = signed_in(cast, cast.kim)
    assert kim.get("/portal/hard-hour").status_code == kim.get("/portal/hard-hour/print").status_code == 404
    assert "hard hour" not in kim.get("/portal/").text and "hard hour" not in kim.get("/portal/help").text
    with cast.acting(cast.robin):
        db.session.add(CrisisPlan(episode_id=cast.couple.id, client_id=cast.kim.id, words={}, made_by=cast.alma.id,
                                  made_at=clock.now()))  # fmt: skip
        with pytest.raises(OutOfScope):
            db.session.flush()
        db.session.rollback()


def test_the_client_reads_it_with_the_numbers_one_tap_away(cast, plan):
    robin = signed_in(cast, cast.robin)
    assert "/portal/hard-hour" in robin.get("/portal/").text and "/portal/hard-hour" in robin.get("/portal/help").text
    page = robin.get("/portal/hard-hour")
    assert 'href="tel:112"' in page.text and 'href="tel:01712345678"' in page.text and "I stop answering" in page.text
    assert "Keep" not in page.headers, "nobody said that this device is only theirs"
    assert page.text.index("tel:112") < page.text.index("I stop answering")
    shared = robin.get("/portal/shared").text + signed_in(cast, cast.alma).get(f"/episodes/{cast.couple.id}?view=room").text
    assert "I stop answering" not in shared


def test_only_a_device_of_their_own_keeps_it(cast, plan):
    robin = signed_in(cast, cast.robin)
    robin.post("/portal/device", data={"mine": "yes"})
    kept = robin.get("/portal/hard-hour")
    assert kept.headers["Keep"] and "Kept on this device" in kept.text
    robin.post("/portal/device", data={"mine": "no"})
    assert "Keep" not in robin.get("/portal/hard-hour").headers


@pytest.mark.pdf
@pytest.mark.sqlite
def test_the_fullest_plan_fits_on_one_sheet(cast):
    line = "Words that fill the line of a plan to its very end. " * 10
    full = {part: "\n".join([line[: crisis.LONGEST - 20], *"abcdef"]) for part in crisis.PARTS}
    assert not any(map(crisis.too_long, full.values()))
    with cast.acting(cast.alma):
        actions.write_crisis_plan(cast.couple.id, cast.robin.id, words=full, by=cast.alma.id)
        db.session.commit()
    answer = signed_in(cast, cast.robin).get("/portal/hard-hour/print")
    assert answer.mimetype == "application/pdf"
    pages = PdfReader(BytesIO(answer.data)).pages
    text = pages[0].extract_text()
    assert len(pages) == 1 and "112" in text and all(crisis.title(part)[:12] in text for part in crisis.PARTS)
    assert "Robin" not in text
