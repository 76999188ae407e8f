"""Reminders: only for who asked, at most one a day, only while something waits, and never a word of what it is."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from practice import clock, jobs, mail
from practice.access.scope import everything
from practice.accounts.models import ClientLogin
from practice.cli.carrier import look_around, run
from practice.clients.models import ReminderSent, ReminderWish
from practice.db import db
from practice.episodes.actions import discharge, pause
from practice.homework.actions import NotPossible, end_assignment, reminding, send_entry, wish, wish_none
from practice.homework.queries.due import wish_of
from tests.ground.mailbox import mailbox
from tests.homework.given import given, on_protocol, today
from tests.measures.samples import POLES, brought
from tests.people import ZONE
from tests.portal.measured import agreed, begun, say

FORBIDDEN = ("counsel", "therap", "client", "couple", "homework", "exercise", "session", "scale", "attune", "harbour", "practice",
             "hope", "ash", "robin", "kim", "alma", "remind", "diary", "partner", "!")  # fmt: skip


@pytest.fixture
def box(app, monkeypatch):
    """A mail server, and a clock that stands at noon of the practice's day."""
    noon(monkeypatch)
    with mailbox() as found:
        app.config.update(found.config(), BASE_URL="https://notes.example.org")
        yield found


def noon(monkeypatch, days=0, hour=12):
    moment = clock.at(today() + timedelta(days=days), hour, 0, ZONE)
    monkeypatch.setattr(clock, "now", lambda: moment)
    return moment


def hopes(cast, who=None, **more):
    who = who or cast.ash
    episode = cast.ash_episode if who is cast.ash else cast.couple
    return given(cast, on_protocol(cast, episode), who, "hope-question", **more)


def wishes(cast, who, **hours):
    with cast.acting(who):
        wish(who.id, email=f"{cast.logins[who.id]}@example.org", **({"from_hour": 9, "to_hour": 20} | hours))
        db.session.commit()


def a_minute(cast):
    """What the workers do once a minute; work that rests is left for later."""
    db.session.commit()
    for job_id in look_around(cast.app):
        run(cast.app, job_id)


def sent_to(box):
    return sorted(message["To"] for message in box.received)


def everything_of(cast, model):
    with everything("looking after the reminders", cast.practice.id):
        return db.session.scalars(select(model)).all()


def test_nobody_is_reminded_who_did_not_ask(cast, box):
    hopes(cast)
    a_minute(cast)
    assert not box.received and not everything_of(cast, ReminderSent)


def test_one_message_a_day_and_the_next_day_another(cast, box, monkeypatch):
    hopes(cast), wishes(cast, cast.ash)
    for _ in range(3):
        a_minute(cast)
    assert sent_to(box) == ["ash@example.org"]
    noon(monkeypatch, days=1)
    a_minute(cast)
    a_minute(cast)
    assert len(box.received) == 2
    assert all(row.sent_at for row in everything_of(cast, ReminderSent))


def test_the_words_are_the_same_for_everybody_and_say_nothing(cast, box):
    course = on_protocol(cast, cast.couple)
    for who, exercise in ((cast.robin, "hope-question"), (cast.kim, "relationship-story")):
        given(cast, course, who, exercise)
        wishes(cast, who)
    a_minute(cast)
    robins, kims = sorted(box.received, key=lambda message: message["To"], reverse=True)
    assert (robins["Subject"], robins.get_content(), robins["From"]) == (kims["Subject"], kims.get_content(), kims["From"])
    text = f"{robins['Subject']} {robins['From']} {robins.get_content()}".lower()
    assert not [word for word in FORBIDDEN if word in text] and "https://notes.example.org/portal/" in text


@pytest.mark.parametrize("kind", ["answer", "declined"])
def test_it_stops_when_it_is_done(cast, box, kind):
    agreed = hopes(cast)
    wishes(cast, cast.ash)
    with cast.acting(cast.ash):
        send_entry(agreed, occurrence="once", answers={"small_difference": "Yes."} if kind == "answer" else {}, kind=kind,
                   made_id="a" * 32, decline="not-now" if kind == "declined" else None)
        db.session.commit()
    a_minute(cast)
    assert not box.received


def test_questions_that_are_due_are_a_reason_until_they_are_answered(cast, box, monkeypatch):
    brought(cast, POLES.replace("remote: false, solo_only: true, per_relationship: true, ", "").split("risk:")[0])
    row = agreed(cast, "poles")
    a_minute(cast)
    assert not box.received, "nobody asked to be reminded"
    wishes(cast, cast.ash)
    a_minute(cast)
    assert sent_to(box) == ["ash@example.org"] and "poles" not in box.received[0].as_string().lower()
    noon(monkeypatch, days=1)
    ash = cast.browser(cast.ash)
    address = begun(ash, row)
    say(ash, address, 1, "2"), say(ash, address, 2, "1")
    assert ash.post(f"{address}/end").status_code == 303
    a_minute(cast)
    assert len(box.received) == 1


def test_what_is_never_asked_at_home_is_no_reason(cast, box):
    brought(cast, POLES)
    agreed(cast, "poles", way="session", target="Jo"), wishes(cast, cast.ash)
    a_minute(cast)
    assert not box.received


def test_what_opens_tomorrow_is_for_tomorrow(cast, box, monkeypatch):
    hopes(cast, opens_on=today() + timedelta(days=1)), wishes(cast, cast.ash)
    a_minute(cast)
    assert not box.received
    noon(monkeypatch, days=1)
    a_minute(cast)
    assert len(box.received) == 1


def test_quiet_hours(cast, box, monkeypatch):
    hopes(cast), wishes(cast, cast.ash, from_hour=15, to_hour=18)
    for hour, messages in ((14, 0), (18, 0), (15, 1), (16, 1)):
        noon(monkeypatch, hour=hour)
        a_minute(cast)
        assert len(box.received) == messages, hour


def left(cast):
    with cast.acting(cast.alma):
        discharge(cast.ash_episode, cast.ash.id, on=today(), reason="completed", by=cast.alma.id,
                  at=clock.now() - timedelta(minutes=1))


def rested(cast):
    with cast.acting(cast.alma):
        pause(cast.ash_episode, since=today(), by=cast.alma.id)


def locked_out(cast):
    with everything("a login is closed", cast.practice.id):
        db.session.execute(update(ClientLogin).where(ClientLogin.client_id == cast.ash.id).values(disabled_at=clock.now()))


def opted_out(cast):
    with cast.acting(cast.ash):
        wish_none(cast.ash.id)


def ended(cast):
    with everything("what was agreed ends", cast.practice.id):
        from practice.homework.models import HomeworkAssignment

        end_assignment(db.session.scalars(select(HomeworkAssignment)).one(), by=cast.alma.id)


@pytest.mark.parametrize("happened", [left, rested, locked_out, opted_out, ended])
@pytest.mark.parametrize("when", ["before anybody looks", "between looking and sending"])
def test_what_ends_it_ends_it_even_at_the_last_moment(cast, box, happened, when):
    hopes(cast), wishes(cast, cast.ash)
    ids = []
    if when == "between looking and sending":
        db.session.commit()
        ids = look_around(cast.app)
        assert len(ids) == 1
    happened(cast)
    db.session.commit()
    for job_id in ids or look_around(cast.app):
        run(cast.app, job_id)
    assert not box.received and not everything_of(cast, ReminderSent)


def test_a_partner_is_reminded_of_their_own_only(cast, box):
    hopes(cast, cast.robin), wishes(cast, cast.kim)
    a_minute(cast)
    assert not box.received
    with cast.acting(cast.kim):
        wish_none(cast.robin.id)
        assert wish_of(cast.robin.id) is None
    with cast.acting(cast.alma):
        assert wish_of(cast.ash.id) is None


def test_a_refused_message_gives_the_day_back_and_is_tried_again(cast, box, monkeypatch):
    hopes(cast), wishes(cast, cast.ash)
    box.refuse = "451 later"
    a_minute(cast)
    assert not everything_of(cast, ReminderSent)
    (job,) = everything_of(cast, jobs.Job)
    assert (job.trouble, job.tries, job.done_at) == ("mail-recipient", 1, None)
    box.refuse = None
    noon(monkeypatch, hour=13)
    a_minute(cast)
    assert sent_to(box) == ["ash@example.org"]


@pytest.mark.parametrize("address", ["a\x00b@example.org", "=?utf-8?b?YUBiLm9yZw==?=@x.org"])
def test_an_address_kept_before_that_takes_no_message_costs_no_day(cast, box, monkeypatch, address):
    hopes(cast), wishes(cast, cast.ash)
    with cast.acting(cast.ash):
        wish_of(cast.ash.id).email = address
        db.session.commit()
    monkeypatch.setattr(reminding, "_claim", lambda *_: pytest.fail("the day is claimed before there is a message"))
    a_minute(cast)
    assert not box.received and not everything_of(cast, ReminderSent)
    (job,) = everything_of(cast, jobs.Job)
    assert job.trouble == "mail-address"


def test_when_nobody_can_tell_the_day_is_used_up(cast, box, monkeypatch):
    hopes(cast), wishes(cast, cast.ash)

    def cut_off(*_message):
        raise mail.MailTrouble("cut-off", unclear=True)

    with monkeypatch.context() as patch:
        patch.setattr(mail, "send", cut_off)
        a_minute(cast)
    noon(monkeypatch, hour=14)
    a_minute(cast)
    (row,) = everything_of(cast, ReminderSent)
    assert not box.received and row.sent_at is None


def test_a_job_holds_ids_alone(cast, box):
    hopes(cast), wishes(cast, cast.ash)
    a_minute(cast)
    (job,) = everything_of(cast, jobs.Job)
    assert (job.kind, job.told, job.actor, job.actor_id) == ("remind", {"day": today().isoformat()}, "client", cast.ash.id)
    assert "@" not in job.key


def test_the_page_is_off_until_somebody_turns_it_on_and_off_forgets_the_address(cast, box):
    ash = cast.browser(cast.ash)
    assert "Turn them on" in ash.get("/portal/reminders").text and not everything_of(cast, ReminderWish)
    ash.post("/portal/reminders", data={"email": " me@example.org ", "from_hour": "10", "to_hour": "12"})
    page = ash.get("/portal/reminders").text
    assert "me@example.org" in page and "Turn them off" in page and 'value="10" selected' in page
    (row,) = everything_of(cast, ReminderWish)
    assert (row.wanted, row.from_hour, row.to_hour, row.email) == (True, 10, 12, "me@example.org")
    assert b"me@" not in row.email_blob
    ash.post("/portal/reminders", data={"do": "off"})
    (row,) = everything_of(cast, ReminderWish)
    assert (row.wanted, row.email_blob) == (False, None) and "me@example.org" not in ash.get("/portal/reminders").text


@pytest.mark.parametrize("typed", [
    {"email": "nobody", "from_hour": "9", "to_hour": "20"}, {"email": "a@b.org\r\nBcc: c@d.org", "from_hour": "9", "to_hour": "20"},
    {"email": "a@b.org", "from_hour": "20", "to_hour": "9"}, {"email": "a@b.org", "from_hour": "x", "to_hour": "99"}, {}])  # fmt: skip
def test_what_makes_no_sense_is_said_and_stays_typed(cast, box, typed):
    answer = cast.browser(cast.ash).post("/portal/reminders", data=typed)
    assert answer.status_code == 422 and 'class="error"' in answer.text and not everything_of(cast, ReminderWish)
    with cast.acting(cast.ash), pytest.raises(NotPossible):
        wish(cast.ash.id, email="a@b.org", from_hour=9, to_hour=10)


def test_without_a_mail_server_the_page_says_so(cast, app):
    app.config["MAIL_HOST"] = ""
    page = cast.browser(cast.ash).get("/portal/reminders").text
    assert "does not send e-mail yet" in page and "Turn them on" not in page
