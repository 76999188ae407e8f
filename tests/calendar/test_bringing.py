"""Bringing in a calendar file: looked at, kept in place of what that file brought before, forgotten."""

import html
import re
from io import BytesIO
from pathlib import Path

import pytest

from practice.calendar.models import BusyTime
from tests.calendar.planned import stored, today
from tests.calendar.test_foreign import REAL, calendar


@pytest.fixture
def alma(cast):
    return cast.browser(cast.alma)


def event(uid="a", title="Dentist", hour=9) -> str:
    return f"UID:{uid}\nSUMMARY:{title}\nDTSTART:{today():%Y%m%d}T{hour:02}0000Z\nDTEND:{today():%Y%m%d}T{hour + 1:02}0000Z"


def look(browser, body: str | bytes, name="own.ics"):
    data = body if isinstance(body, bytes) else body.encode()
    return browser.post("/calendar/in", data={"file": (BytesIO(data), name), "do": "look"}, content_type="multipart/form-data")


def keep(browser, page):
    told = {name: html.unescape(re.search(rf'name="{name}" value="([^"]*)"', page.text)[1]) for name in ("held", "source")}
    return browser.post("/calendar/in", data=told | {"do": "keep"})


def test_looking_writes_nothing_keeping_does_and_the_same_file_replaces_itself(cast, alma):
    page = look(alma, calendar(event(), "SUMMARY:No start"))
    assert page.status_code == 200 and "Dentist" in page.text and "No start" in page.text and not stored(cast, BusyTime)
    assert keep(alma, page).status_code == 303 and [row.title for row in stored(cast, BusyTime)] == ["Dentist"]
    keep(alma, look(alma, calendar(event(title="Dentist, moved", hour=11))))
    assert [row.title for row in stored(cast, BusyTime)] == ["Dentist, moved"]
    keep(alma, look(alma, calendar(event(hour=11), event("b", "Choir")), name="二.ics"))
    assert sorted(row.title for row in stored(cast, BusyTime)) == ["Choir", "Dentist, moved"]
    assert "二.ics" in alma.get("/calendar/in").text
    cast.browser(cast.cleo).post("/calendar/in/forget", data={"source": "own.ics"})
    assert len(stored(cast, BusyTime)) == 2
    alma.post("/calendar/in/forget", data={"source": "own.ics"})
    assert [row.title for row in stored(cast, BusyTime)] == ["Choir"]


@pytest.mark.parametrize(("body", "words"), [
    (b"", "Choose a file first"), (b"%PDF", "could not be read as a calendar"), (b"x" * 1_000_001, "at most 1 MB"),
    (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT", "could not be read"),
])  # fmt: skip
def test_what_is_no_calendar_is_said_kindly(cast, alma, body, words):
    page = look(alma, body)
    assert page.status_code == 422 and words in page.text


@pytest.mark.parametrize("held", ["", "not base64 €", "AAAA", "=" * 50])
def test_odd_fields_do_no_harm(cast, alma, held):
    assert alma.post("/calendar/in/forget", data={"source": "x\x00" + held}).status_code == 303
    assert alma.post("/calendar/in", data={"held": held, "source": "x\x00y", "do": "keep"}).status_code == 422


@pytest.mark.skipif(not REAL.is_dir(), reason="the real files are not here")
@pytest.mark.sqlite
def test_every_real_file_shows_a_page(cast, alma):
    for path in sorted(Path(REAL).glob("*.ics")):
        assert look(alma, path.read_bytes(), path.name).status_code in (200, 422), path.name
