"""Calendar files of other programs: each gives a look and no crash; what is not clear is left out by name."""

import time as clock_of_the_machine
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from practice import i18n
from practice.calendar.foreign import LARGEST, MOST_TAKEN, NotACalendar, read_calendar

REAL = Path(__file__).parents[3] / "shared/real/ics"
TODAY, ZONE = date(2026, 11, 21), "Europe/Berlin"
APP = Flask(__name__)
i18n.init_app(APP)


def look(body: str | bytes, today: date = TODAY):
    data = body if isinstance(body, bytes) else body.encode()
    with APP.test_request_context():
        return read_calendar(data, today=today, zone=ZONE)


def calendar(*events: str, more: str = "") -> str:
    inner = "".join(f"BEGIN:VEVENT\n{event.strip()}\nEND:VEVENT\n" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{more}{inner}END:VCALENDAR\n".replace("\n", "\r\n")


def only(body: str, today: date = TODAY):
    looked = look(body, today)
    assert looked.left_out == [] and len(looked.taken) == 1, looked
    return looked.taken[0]


def left_out(*events: str, more: str = "") -> str:
    looked = look(calendar(*events, more=more))
    assert looked.taken == []
    return looked.left_out[0][1]


@pytest.mark.skipif(not REAL.is_dir(), reason="the real files are not here")
@pytest.mark.parametrize("today", [TODAY, date(2014, 8, 20), date(2012, 4, 2), date(2021, 2, 20), date(2024, 9, 20)])
def test_every_real_file_gives_a_look_and_names_what_is_left_out(today):
    for path in sorted(REAL.glob("*.ics")):
        try:
            looked = look(path.read_bytes(), today)
        except NotACalendar as problem:
            assert path.name == "big_bad_calendar.ics" and "Export it anew" in str(problem)
            continue
        assert all(name and why for name, why in looked.left_out)
        assert all(one.starts_at < one.ends_at and one.starts_at.tzinfo is UTC for one in looked.taken)


@pytest.mark.skipif(not REAL.is_dir(), reason="the real files are not here")
def test_what_real_files_hold():
    known = {path.stem: path.read_bytes() for path in REAL.glob("*.ics")}
    assert look(known["broken_ical"]).left_out[0][0] == "An Event with too many semicolons"
    new_york = look(known["america_new_york"], date(2014, 8, 20)).taken[0]  # a zone under a name of the file's own
    assert (new_york.starts_at, new_york.ends_at) == (datetime(2014, 8, 29, 12, tzinfo=UTC), datetime(2014, 8, 29, 14, tzinfo=UTC))
    weekly = look(known["event_with_recurrence_exdates_on_different_lines"], date(2012, 4, 2)).taken
    assert 5 < len(weekly) < 15 and {one.starts_at.hour for one in weekly} == {8}


def test_utc_a_known_zone_and_a_windows_name():
    assert only(calendar("UID:a\nSUMMARY:S\nDTSTART:20261124T090000Z\nDTEND:20261124T100000Z")).starts_at.hour == 9
    for name in ("America/New_York", "Eastern Standard Time"):
        one = only(calendar(f"UID:a\nDTSTART;TZID={name}:20261124T090000\nDTEND;TZID={name}:20261124T100000"))
        assert one.starts_at == datetime(2026, 11, 24, 14, tzinfo=UTC)


def test_a_zone_nobody_explains_is_not_guessed_even_after_a_file_that_explained_it():
    zone = ("BEGIN:VTIMEZONE\nTZID:Our Office\nBEGIN:STANDARD\nTZOFFSETFROM:+0300\nTZOFFSETTO:+0300\nDTSTART:19700101T000000\n"
            "END:STANDARD\nEND:VTIMEZONE\n")  # fmt: skip
    event = "UID:a\nSUMMARY:Dentist\nDTSTART;TZID=Our Office:20261124T090000\nDTEND;TZID=Our Office:20261124T100000"
    assert only(calendar(event, more=zone)).starts_at.hour == 6
    assert "Our Office" in left_out(event) and not look(calendar(event)).floating
    other = zone.replace("+0300", "+0500")
    assert only(calendar(event, more=other)).starts_at.hour == 4, "each file is read by its own words"


def test_a_time_without_a_zone_is_read_on_the_practices_clock_and_said():
    looked = look(calendar("UID:a\nDTSTART:20261124T090000\nDTEND:20261124T100000"))
    assert looked.floating and looked.taken[0].starts_at.hour == 8


def test_a_weekly_event_keeps_its_wall_time_over_the_change():
    looked = look(calendar("UID:a\nDTSTART;TZID=Europe/Berlin:20261005T090000\nDTEND;TZID=Europe/Berlin:20261005T100000\n"
                           "RRULE:FREQ=WEEKLY;COUNT=6"), date(2026, 10, 10))  # fmt: skip
    assert {one.starts_at.hour for one in looked.taken} == {7, 8} and len(looked.taken) == 6


def test_all_day_from_midnight_to_midnight():
    one = only(calendar("UID:a\nDTSTART;VALUE=DATE:20261124\nDTEND;VALUE=DATE:20261126"))
    assert one.all_day and (one.starts_at, one.ends_at - one.starts_at) == (datetime(2026, 11, 23, 23, tzinfo=UTC), timedelta(days=2))
    assert only(calendar("UID:a\nDTSTART;VALUE=DATE:20261124\nDTEND;VALUE=DATE:20261124")).all_day


def test_one_changed_day_of_a_series_stands_where_it_was_moved():
    series = "UID:a\nDTSTART:20261123T090000Z\nDTEND:20261123T100000Z\nRRULE:FREQ=WEEKLY;COUNT=2"
    looked = look(calendar(series, "UID:a\nRECURRENCE-ID:20261130T090000Z\nDTSTART:20261201T110000Z\nDTEND:20261201T120000Z"))
    assert [f"{one.starts_at:%m-%d %H}" for one in looked.taken] == ["11-23 09", "12-01 11"]


@pytest.mark.parametrize(("event", "words"), [
    ("SUMMARY:No start", "when it begins"),
    ("SUMMARY:B\nDTSTART:20261124T100000Z\nDTEND:20261124T090000Z", "ends before it begins"),
    ("SUMMARY:B\nDTSTART:20261124T100000Z\nDTEND:20261124T100000Z", "takes no time"),
    ("SUMMARY:B\nDTSTART:20261124T100000Z\nDTEND:20270224T100000Z", "longer than 60 days"),
    ("SUMMARY:B\nSTATUS:CANCELLED\nDTSTART:20261124T100000Z\nDTEND:20261124T110000Z", "cancelled"),
    ("SUMMARY:B\nTRANSP:TRANSPARENT\nDTSTART:20261124T100000Z\nDTEND:20261124T110000Z", "free time"),
    ("SUMMARY:B\nDTSTART:20261124T100000Z\nDTEND:20261124T110000Z\nRRULE:FREQ=SECONDLY", "repeats in a way"),
    ("SUMMARY:B\nDTSTART:20261124T100000Z\nDTEND:20261124T110000Z\nRRULE:FREQ=DAILY;INTERVAL=0", "repeats in a way"),
    ("SUMMARY:B\nDTSTART:20261124T100000Z\nDTEND:20261124T110000Z\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "repeats in a way"),
    ("SUMMARY:B\nDTSTART:20261124T100000Z\nDTEND:20261124T110000Z\nRRULE:FREQ=DAILY;BYMONTH=0", "repeats in a way"),
    ("SUMMARY:B\nDTSTART:20261124T100000Z\nDTEND:20261124T110000Z\nRRULE:FREQ=DAILY;BYMONTHDAY=32", "repeats in a way"),
    ("SUMMARY:B\nDTSTART:20261124T100000Z\nDTEND:20261124T110000Z\nRRULE:FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=1,2", "repeats in a way"),
    ("SUMMARY:B\nDTSTART:00010101T100000Z\nDTEND:00010101T110000Z\nRRULE:FREQ=DAILY", "repeats in a way"),
])  # fmt: skip
def test_what_is_left_out_says_why(event, words):
    assert words in left_out(event)


@pytest.mark.parametrize("body", [
    b"", b"\x00\xff\xfe", b"BEGIN:VCALENDAR", b"%PDF-1.7", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", b"\xef\xbb\xbf",
])  # fmt: skip
def test_what_is_no_calendar_is_said(body):
    with pytest.raises(NotACalendar):
        look(body)


def test_an_id_holds_nothing_a_database_refuses():
    assert only(calendar("UID:a\x00b\nSUMMARY:B\nDTSTART:20261124T090000Z\nDTEND:20261124T100000Z")).uid == "ab"


def test_a_large_file_is_said_and_a_byte_order_mark_and_other_letters_do_no_harm():
    with pytest.raises(NotACalendar, match="1 MB"):
        look(b"x" * (LARGEST + 1))
    body = calendar("UID:a\nSUMMARY:牙医\nDTSTART:20261124T090000Z\nDTEND:20261124T100000Z")
    assert only("\ufeff" + body).title == "牙医"


def test_many_that_repeat_for_ever_are_bounded_in_number_and_time():
    event = "UID:{n}\nSUMMARY:E{n}\nDTSTART:{year}0101T090000Z\nDTEND:{year}0101T093000Z\nRRULE:FREQ={often}"
    young = [event.format(n=n, year=2026, often="DAILY") for n in range(9)]
    old = [event.format(n=n + 20, year=1900, often="DAILY") for n in range(5)]
    never = [event.format(n=n + 40, year=1900, often="YEARLY;BYMONTH=2;BYMONTHDAY=30") for n in range(5)]
    began = clock_of_the_machine.monotonic()
    looked = look(calendar(*young, *never, *old))
    assert len(looked.taken) <= MOST_TAKEN and clock_of_the_machine.monotonic() - began < 90
    said = " ".join(why for _name, why in looked.left_out)
    assert "more here than we can keep" in said and "since long ago" in said


PIECES = [
    "BEGIN:VCALENDAR", "END:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "DTSTART:20261124T090000Z", "DTSTART;TZID=x:2026",
    "DTEND:20261124T100000Z", "DTSTART;VALUE=DATE:20261124", "RRULE:FREQ=WEEKLY;UNTIL=20270101", "RRULE:FREQ=",
    "RRULE:COUNT=-1;FREQ=DAILY", "EXDATE:20261124", "RDATE;VALUE=PERIOD:20261124T090000Z/PT1H", "DURATION:-PT1H", "DURATION:P9999D",
    "RECURRENCE-ID:20261124T090000Z", "UID:a", "SUMMARY:\\,;", "SEQUENCE:x", "DTSTART:", "BEGIN:VTIMEZONE", "END:VTIMEZONE",
    "TZID:x", ":", ";=", "X" * 200,
]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=16))
def test_no_order_of_lines_makes_it_crash(lines):
    try:
        looked = look("\r\n".join(lines))
    except NotACalendar:
        return
    assert all(one.starts_at < one.ends_at for one in looked.taken)


@pytest.mark.parametrize("rule", ["FREQ=SECONDLY", "FREQ=MINUTELY", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=YEARLY;BYSECOND=1,2,3"])
def test_a_zone_whose_clock_changes_wildly_is_not_followed(rule):
    """The library would go through every change since 1970 to tell one time."""
    change = f"DTSTART:19700101T000000\nRRULE:{rule}\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\n"
    zone = (f"BEGIN:VTIMEZONE\nTZID:Own/Zone\nBEGIN:STANDARD\n{change}END:STANDARD\n"
            f"BEGIN:DAYLIGHT\n{change}END:DAYLIGHT\nEND:VTIMEZONE\n")  # fmt: skip
    event = "UID:1\nDTSTART;TZID=Own/Zone:20261121T100000\nDTEND;TZID=Own/Zone:20261121T110000"
    assert "Own/Zone" in left_out(event, more=zone)


def test_many_events_that_take_no_time_are_not_followed_for_long(monkeypatch):
    monkeypatch.setattr("practice.calendar.foreign.PATIENCE", 0)
    looked = look(calendar(*(f"UID:{n}\nDTSTART:20260101T100000Z\nRRULE:FREQ=DAILY;BYHOUR=1,2,3,4" for n in range(3))))
    assert "too long" in looked.left_out[-1][1]
