"""Invitations: to an own address alone, neutral, one message each; a change and an end follow with the same id."""

import icalendar
import pytest
from sqlalchemy import select

from practice import clock
from practice.access.models import CaseloadAssignment
from practice.access.scope import everything
from practice.cli.carrier import run
from practice.clients.models import Client
from practice.db import db
from practice.episodes.ics import uid_for
from practice.episodes.models import SessionInvite
from practice.homework.actions import wish
from practice.jobs import Job
from tests.calendar.planned import day_fields, planned, sessions, stored, today
from tests.ground.mailbox import mailbox

NEUTRAL = ("robin", "kim", "vale", "alma", "harbour", "practice", "couple", "counsel", "therap", "session", "attune", "room 2")


@pytest.fixture
def box(app):
    with mailbox() as found:
        app.config.update(found.config())
        yield found


@pytest.fixture
def alma(cast):
    return cast.browser(cast.alma)


def keep_address(cast, client, email: str, safely: str = "") -> None:
    with cast.acting(cast.alma):
        row = db.session.scalars(select(Client).where(Client.id == client.id)).one()
        row.contact = {**(row.contact or {}), "email": email, "reach_safely": safely}
        db.session.commit()


def wishes(cast, client, email: str) -> None:
    with cast.acting(client):
        wish(client.id, email=email, from_hour=9, to_hour=20)
        db.session.commit()


def work(app) -> None:
    """What the worker would do now."""
    ids = list(db.session.scalars(select(Job.id).where(Job.done_at.is_(None))))
    db.session.commit()
    for job_id in ids:
        run(app, job_id)


def told(message) -> tuple[icalendar.Calendar, object]:
    part = next(one for one in message.walk() if one.get_content_type() == "text/calendar")
    calendar = icalendar.Calendar.from_ical(part.get_payload(decode=True))
    assert part.get_param("method") == str(calendar["METHOD"])
    return calendar, calendar.walk("VEVENT")[0]


def test_one_who_gave_an_address_for_mail_gets_it_change_and_end(cast, app, alma, box):
    met = planned(cast, cast.couple, place="Room 2")
    wishes(cast, cast.kim, "kim@example.org")
    assert "kim@example.org, where they asked for reminders" in alma.get(f"/sessions/{met}").text
    other_time = {"clock": "8:15", "minutes": "50", "place": "", **day_fields(today())}
    for path, what in ((None, None), (f"/sessions/{met}", other_time), (f"/sessions/{met}/cancel", {})):
        if path:
            alma.post(path, data=what)
        db.session.execute(db.update(Job).values(key=Job.id))  # the next comes in another minute
        assert alma.post(f"/sessions/{met}/invite", data={"client": cast.kim.id}).location.endswith("on-its-way")
        work(app)
    (row,) = sessions(cast)
    found = [told(message) for message in box.received]
    assert [str(calendar["METHOD"]) for calendar, _event in found] == ["REQUEST", "REQUEST", "CANCEL"]
    assert [int(event["SEQUENCE"]) for _calendar, event in found] == [0, 1, 2]
    assert {str(event["UID"]) for _calendar, event in found} == {uid_for(row.calendar_uid, cast.kim.id)}
    assert found[1][1]["DTSTART"].dt == row.starts_at and str(found[2][1]["STATUS"]) == "CANCELLED"
    assert [one.method for one in sorted(stored(cast, SessionInvite), key=lambda one: one.sequence)] == ["REQUEST", "REQUEST", "CANCEL"]
    assert "Cancellation sent" in alma.get(f"/sessions/{met}").text


def test_it_is_neutral_and_names_nobody_else(cast, app, alma, box):
    met = planned(cast, cast.couple, place="Room 2")
    wishes(cast, cast.kim, "one@example.org")
    wishes(cast, cast.robin, "two@example.org")
    for client in (cast.kim, cast.robin):
        alma.post(f"/sessions/{met}/invite", data={"client": client.id})
    work(app)
    one, two = sorted(box.received, key=lambda message: message["To"])
    assert (one["To"], two["To"], one["Subject"]) == ("one@example.org", "two@example.org", "Appointment")
    for message, other in ((one, "two@example.org"), (two, "one@example.org")):
        text = message.as_string().lower() + told(message)[0].to_ical().decode().lower()
        assert other not in text and not [word for word in NEUTRAL if word in text]
    uids = {str(told(message)[1]["UID"]) for message in (one, two)}
    assert len(uids) == 2 and sessions(cast)[0].calendar_uid not in "".join(uids)


def test_the_address_that_is_kept_needs_their_word(cast, app, alma, box):
    met = planned(cast, cast.ash_episode)
    keep_address(cast, cast.ash, "ash@example.org", "Never at home")
    page = alma.get(f"/sessions/{met}").text
    assert "Never at home" in page and "They said that it may go there" in page
    assert alma.post(f"/sessions/{met}/invite", data={"client": cast.ash.id}).location.endswith("not-sent")
    work(app)
    assert not box.received
    assert alma.post(f"/sessions/{met}/invite", data={"client": cast.ash.id, "agreed": "yes"}).location.endswith("on-its-way")
    work(app)
    assert [message["To"] for message in box.received] == ["ash@example.org"]


def test_an_address_both_use_is_nobodys_own(cast, app, alma, box):
    met = planned(cast, cast.couple, cast.kim)
    keep_address(cast, cast.robin, "Home@example.org")
    wishes(cast, cast.kim, "home@example.org")
    assert "theirs alone" in alma.get(f"/sessions/{met}").text
    assert alma.post(f"/sessions/{met}/invite", data={"client": cast.kim.id}).location.endswith("not-sent")


@pytest.mark.parametrize("who", ["robin", "ash", "nobody"])
def test_somebody_who_is_not_in_it_gets_nothing(cast, app, alma, box, who):
    met = planned(cast, cast.couple, cast.kim)
    wishes(cast, cast.robin, "robin@example.org")
    client = {"robin": cast.robin.id, "ash": cast.ash.id, "nobody": "\x00"}[who]
    assert alma.post(f"/sessions/{met}/invite", data={"client": client, "agreed": "yes"}).location.endswith("not-sent")
    assert not stored(cast, Job)


def test_what_was_never_sent_is_never_cancelled(cast, app, alma, box):
    met = planned(cast, cast.couple)
    wishes(cast, cast.kim, "kim@example.org")
    alma.post(f"/sessions/{met}/cancel")
    assert "Send the cancellation" not in alma.get(f"/sessions/{met}").text
    assert alma.post(f"/sessions/{met}/invite", data={"client": cast.kim.id}).location.endswith("not-sent")


def test_two_presses_send_one(cast, app, alma, box):
    met = planned(cast, cast.couple)
    wishes(cast, cast.kim, "kim@example.org")
    for _n in range(2):
        alma.post(f"/sessions/{met}/invite", data={"client": cast.kim.id})
    work(app)
    work(app)
    assert len(box.received) == 1


def test_it_does_not_leave_once_the_wish_is_withdrawn_or_the_caseload_is_another(cast, app, alma, box):
    from practice.homework.actions import wish_none

    met = planned(cast, cast.couple)
    wishes(cast, cast.kim, "kim@example.org")
    alma.post(f"/sessions/{met}/invite", data={"client": cast.kim.id})
    with cast.acting(cast.kim):
        wish_none(cast.kim.id)
        db.session.commit()
    work(app)
    assert not box.received and not stored(cast, SessionInvite)
    covered = planned(cast, cast.ash_episode)
    wishes(cast, cast.ash, "ash@example.org")
    cast.browser(cast.bo).post(f"/sessions/{covered}/invite", data={"client": cast.ash.id})
    with everything("the cover ends", cast.practice.id):
        db.session.execute(db.update(CaseloadAssignment).where(CaseloadAssignment.counselor_id == cast.bo.id).values(ends_at=clock.now()))
        db.session.commit()
    work(app)
    assert not box.received
    still = planned(cast, cast.ash_episode)
    alma.post(f"/sessions/{still}/invite", data={"client": cast.ash.id})
    cast.alma.disabled_at = clock.now()
    db.session.commit()
    work(app)
    assert not box.received, "whoever has left sends nothing"


def test_without_mail_the_page_says_what_else_there_is(cast, alma):
    met = planned(cast, cast.couple)
    page = alma.get(f"/sessions/{met}").text
    assert "No mail is set up" in page and "Save it as a calendar file" in page


def test_clients_take_it_along_from_their_own_pages(cast):
    met = planned(cast, cast.couple, on=today().replace(year=today().year + 1), place="https://call.example.org/x")
    alone = planned(cast, cast.couple, cast.robin, on=today().replace(year=today().year + 1), hour=12)
    kim = cast.browser(cast.kim)
    page = kim.get("/portal/").text
    assert f"/portal/sessions/{met}/calendar.ics" in page and alone not in page and 'href="https://call.example.org/x"' in page
    answer = kim.get(f"/portal/sessions/{met}/calendar.ics")
    (event,) = icalendar.Calendar.from_ical(answer.data).walk("VEVENT")
    assert str(event["UID"]) == uid_for(sessions(cast)[0].calendar_uid, cast.kim.id) and "call.example" not in answer.text
    assert kim.get(f"/portal/sessions/{alone}/calendar.ics").status_code == 404
    assert cast.browser(cast.robin).get(f"/portal/sessions/{alone}/calendar.ics").status_code == 200
