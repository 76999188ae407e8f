"""Cover during leave: from and to, taken back early, ended on the hour also on an open page."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from practice import clock
from practice.access.door import may_write
from practice.access.models import CaseloadAssignment
from practice.access.scope import OutOfScope, everything
from practice.db import db
from practice.episodes.actions.lending import BadTimes, LentAlready, lend, lend_all, take_back
from tests.notes.meetings import met

HOUR = timedelta(hours=1)
TYPED = "He told me about the harbour and 陈静 waved <b>"


def lent(cast, episode, *, first=timedelta(0), last=HOUR, to=None):
    with cast.acting(cast.alma):
        row = lend(episode.id, to=(to or cast.cleo).id, starts_at=clock.now() + first, ends_at=clock.now() + last, by=cast.alma.id)
        db.session.commit()
        return row


def over(cast, row) -> None:
    with everything("the hour is over", cast.practice.id):
        found = db.session.scalars(select(CaseloadAssignment).where(CaseloadAssignment.id == row.id)).one()
        found.ends_at = clock.now()
        db.session.commit()


def writes(cast, who, episode) -> bool:
    page = cast.browser(who).get(f"/episodes/{episode.id}/contacts/new").status_code
    with cast.acting(who):
        assert may_write(episode.id) or page == 404
    return page == 200


def test_a_colleague_works_there_for_that_time(cast):
    assert not writes(cast, cast.cleo, cast.couple)
    lent(cast, cast.couple)
    assert writes(cast, cast.cleo, cast.couple)


def test_not_before_it_begins(cast):
    lent(cast, cast.couple, first=HOUR, last=2 * HOUR)
    assert not writes(cast, cast.cleo, cast.couple)


def test_taken_back_early_it_ends_at_once(cast):
    row = lent(cast, cast.couple)
    with cast.acting(cast.alma):
        take_back(row, by=cast.alma.id)
        db.session.commit()
    assert not writes(cast, cast.cleo, cast.couple)


def test_what_was_to_begin_later_never_does(cast):
    row = lent(cast, cast.couple, first=HOUR, last=2 * HOUR)
    with cast.acting(cast.alma):
        take_back(row, by=cast.alma.id)
        db.session.commit()
        assert row.ends_at == row.starts_at


@pytest.mark.parametrize("who", ["bo", "sam", "cleo"])
def test_only_the_lead_lends_it(cast, who):
    person = getattr(cast, who)
    with pytest.raises(OutOfScope), cast.acting(person):
        lend(cast.ash_episode.id, to=cast.cleo.id, starts_at=clock.now(), ends_at=clock.now() + HOUR, by=person.id)
    assert cast.browser(person).get(f"/episodes/{cast.ash_episode.id}/lend").status_code == 404


def test_times_that_do_not_fit_are_said(cast):
    now = clock.now()
    with cast.acting(cast.alma):
        beyond = now + timedelta(days=400)
        for first, last, field in ((now + HOUR, now + HOUR, "to"), (now - 2 * HOUR, now - HOUR, "to"), (now, beyond, "long")):
            with pytest.raises(BadTimes) as refused:
                lend(cast.couple.id, to=cast.cleo.id, starts_at=first, ends_at=last, by=cast.alma.id)
            assert refused.value.field == field
        lend(cast.couple.id, to=cast.cleo.id, starts_at=now, ends_at=now + HOUR, by=cast.alma.id)
        db.session.flush()
        with pytest.raises(LentAlready):
            lend(cast.couple.id, to=cast.cleo.id, starts_at=now, ends_at=now + 2 * HOUR, by=cast.alma.id)
        db.session.rollback()


def test_a_whole_leave_at_once(cast):
    with cast.acting(cast.alma):
        rows = lend_all(to=cast.cleo.id, starts_at=clock.now(), ends_at=clock.now() + HOUR, by=cast.alma.id)
        db.session.commit()
    assert {row.episode_id for row in rows} == {cast.couple.id, cast.ash_episode.id}


def day(name: str, on) -> dict:
    return {f"{name}-day": on.day, f"{name}-month": on.month, f"{name}-year": on.year}


def for_three_days(cast, now, until: str) -> dict:
    """What is typed to lend to Cleo from now on, until that time of the third day."""
    return {"to": cast.cleo.id, **day("first", now), "first_clock": f"{now:%H:%M}", **day("last", now + timedelta(days=3)),
            "last_clock": until}  # fmt: skip


def test_the_pages_lend_show_and_end_it(cast):
    alma, now = cast.browser(cast.alma), clock.local(clock.now(), cast.practice.zone)
    address = f"/episodes/{cast.couple.id}/lend"
    typed = for_three_days(cast, now, "25:00")
    wrong = alma.post(address, data=typed | {"reason": "My leave"})
    assert wrong.status_code == 422 and "My leave" in wrong.text and "Write the time" in wrong.text
    assert alma.post(address, data=typed | {"last_clock": "9.30"}).status_code == 303
    assert "Cleo stands in from" in alma.get(f"/episodes/{cast.couple.id}").text
    assert writes(cast, cast.cleo, cast.couple)
    with cast.acting(cast.alma):
        row = db.session.scalars(select(CaseloadAssignment).where(CaseloadAssignment.counselor_id == cast.cleo.id,
                                                                  CaseloadAssignment.kind == "cover")).one()  # fmt: skip
        end = clock.local(row.ends_at, cast.practice.zone)
        assert (end.hour, end.minute) == (9, 30)
    assert cast.browser(cast.cleo).post(f"/lent/{row.id}/end").status_code == 404
    assert alma.post(f"/lent/{row.id}/end").status_code == 303
    assert not writes(cast, cast.cleo, cast.couple)


def test_the_leave_page_lends_everything(cast):
    alma, now = cast.browser(cast.alma), clock.local(clock.now(), cast.practice.zone)
    page = alma.get("/leave").text
    assert "Lend all 2 episodes you lead" in page
    typed = for_three_days(cast, now, "18:00")
    assert "lent=2" in alma.post("/leave", data=typed).location
    assert writes(cast, cast.cleo, cast.couple) and writes(cast, cast.cleo, cast.ash_episode)


def test_the_words_of_an_open_page_go_back_to_their_author_and_nothing_else(cast):
    row, session = lent(cast, cast.ash_episode), met(cast)
    cleo, address = cast.browser(cast.cleo), f"/sessions/{session.id}/note"
    assert cleo.get(address).status_code == 200
    over(cast, row)
    answer = cleo.post(address, data={"talked_about": TYPED, "version": "0", "session": session.id, "passphrase": "secret words of Cleo"})
    assert answer.status_code == 404
    assert "He told me about the harbour and 陈静 waved &lt;b&gt;" in answer.text
    assert "Ash" not in answer.text and "secret words" not in answer.text and session.id not in answer.text
    told = cleo.post(address, data={"talked_about": TYPED, "version": "0"}, headers={"Accept": "application/json"})
    assert told.status_code == 404 and told.json["message"].startswith("Not saved") and list(told.json) == ["message"]


def test_the_same_for_any_page_and_for_what_never_was(cast):
    row = lent(cast, cast.ash_episode)
    cleo = cast.browser(cast.cleo)
    over(cast, row)
    data = {"line": TYPED, "kind": "call", "display_name": "Ash Field"}
    gone = cleo.post(f"/episodes/{cast.ash_episode.id}/contacts/new", data=data)
    never = cleo.post(f"/episodes/{'0' * 32}/contacts/new", data=data)
    assert gone.status_code == never.status_code == 404 and gone.text == never.text
    assert "the harbour" in gone.text and "Ash" not in gone.text
    assert "the harbour" not in cleo.post(f"/episodes/{cast.ash_episode.id}/contacts/new").text


def test_a_client_reads_who_stands_in_while_it_lasts(cast):
    from practice.homework.queries.people import also_reads

    row = lent(cast, cast.couple)
    with cast.acting(cast.robin):
        assert also_reads(cast.couple.id) == ("Cleo", "Sam")
    over(cast, row)
    with cast.acting(cast.robin):
        assert also_reads(cast.couple.id) == ("Sam",)
