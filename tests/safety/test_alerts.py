"""Who is told of a flag: named and backup at once, the supervisor after the practice's time, by mail one neutral line."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import select

from practice import clock, jobs
from practice.access.models import CaseloadAssignment, Supervision
from practice.access.scope import everything
from practice.cli.carrier import look_around, run
from practice.db import db
from practice.safety import actions, queries
from practice.safety.models import Flag, FlagAlert, FlagStep
from practice.today.queries import waiting
from tests.ground.mailbox import mailbox
from tests.safety.visitor import signed_in

NOW = clock.now()


@pytest.fixture
def named(cast):
    """Cleo is named for flags, Bo is the backup; nobody looking for two hours, the supervisor is told."""
    cast.practice.flag_named_id, cast.practice.flag_backup_id, cast.practice.flag_wait_hours = cast.cleo.id, cast.bo.id, 2
    db.session.commit()
    return cast


def raised(cast, at=NOW, by=None, kind="suicide"):
    with cast.acting(by or cast.robin):
        flag = actions.raise_flag(cast.couple.id, cast.robin.id, kind=kind, urgency="urgent", words="Secret words", at=at).id
        db.session.commit()
    return flag


def alerts(flag_id):
    db.session.rollback()
    with everything("a test looks"):
        found = dict(db.session.execute(select(FlagAlert.to_id, FlagAlert.kind).where(FlagAlert.flag_id == flag_id)).all())
        db.session.rollback()
    return found


def test_raising_tells_named_and_backup(named):
    assert alerts(raised(named)) == {named.cleo.id: "named", named.bo.id: "backup"}


def test_who_leads_is_implied(cast):
    cast.practice.flag_named_id = cast.alma.id
    db.session.commit()
    assert alerts(raised(cast)) == {}


def test_whoever_is_told_learns_that_it_waits_and_whom_to_speak_to_and_nothing_else(named):
    flag = raised(named)
    with named.acting(named.cleo):
        [item] = [one for one in waiting(named.cleo.id) if one.kind == "told"]
        assert (item.subject_id, item.name, item.client_id, item.title) == (flag, "Alma", None, None)
        for hidden in (Flag, FlagStep):
            assert db.session.scalars(select(hidden)).all() == [] or hidden is FlagStep
        db.session.rollback()
    cleo = signed_in(named, named.cleo)
    today, told = cleo.get("/").text, cleo.get(f"/flags/{flag}/told").text
    assert "A flag waits at Alma’s caseload" in today and "Alma" in told
    for page in (today, told):
        assert not {"Robin", "Vale", "Secret", "suicide", "Look now"} & set(page.replace(",", " ").split())
    assert cleo.get(f"/flags/{flag}").status_code == 404
    assert cleo.get(f"/episodes/{named.couple.id}").status_code == 404


def test_nobody_else_finds_that_page(named):
    flag = raised(named)
    sam, alma = signed_in(named, named.sam), signed_in(named, named.alma)
    assert sam.get(f"/flags/{flag}/told").status_code == alma.get(f"/flags/{flag}/told").status_code == 404
    assert alma.post(f"/flags/{flag}/told", data={"reason": "x"}).status_code == 404


def test_it_goes_away_once_somebody_has_looked(named):
    flag = raised(named)
    with named.acting(named.alma):
        actions.acknowledge(db.session.scalars(select(Flag)).one(), words="Called", by=named.alma.id)
        db.session.commit()
    with named.acting(named.cleo):
        assert db.session.scalars(select(FlagAlert)).all() == [] and waiting(named.cleo.id) == []
        with pytest.raises(actions.NotTold):
            actions.stand_in(flag, reason="Still wondering", by=named.cleo.id)
        db.session.rollback()
    assert signed_in(named, named.cleo).get(f"/flags/{flag}/told").status_code == 404


def test_standing_in_opens_the_episode_for_a_day_with_a_reason(named):
    flag, cleo = raised(named), signed_in(named, named.cleo)
    bare = cleo.post(f"/flags/{flag}/told", data={"reason": " "})
    assert bare.status_code == 422 and "Say in a few words why" in bare.text
    assert cleo.get(f"/flags/{flag}").status_code == 404
    assert cleo.post(f"/flags/{flag}/told", data={"reason": "Alma is on a train"}).status_code == 302
    page = cleo.get(f"/flags/{flag}").text
    assert "Secret words" in page and "Alma is on a train" in page
    assert cleo.post(f"/flags/{flag}/acknowledge", data={"words": "Rang them"}).status_code == 302
    assert "Alma is on a train" in signed_in(named, named.alma).get(f"/flags/{flag}").text
    with everything("a test looks"):
        [row] = db.session.scalars(select(CaseloadAssignment).where(CaseloadAssignment.kind == "break-glass"))
        assert row.ends_at - row.starts_at == timedelta(hours=24) and row.counselor_id == named.cleo.id
        row.starts_at, row.ends_at = NOW - timedelta(hours=30), NOW - timedelta(hours=6)
        db.session.commit()
    assert cleo.get(f"/flags/{flag}").status_code == 404


def test_nobody_told_of_nothing_stands_in(named):
    flag = raised(named)
    with named.acting(named.sam), pytest.raises(actions.NotTold):
        actions.stand_in(flag, reason="I supervise", by=named.sam.id)
    with named.acting(named.cleo), pytest.raises(actions.NotTold):
        actions.stand_in(flag, reason="In somebody else's name", by=named.bo.id)
    db.session.rollback()


def test_the_supervisor_is_told_after_the_practices_time_and_only_then(named):
    early, late = raised(named, NOW - timedelta(minutes=90)), raised(named, NOW - timedelta(minutes=150))
    look_around(named.app)
    look_around(named.app)
    assert named.sam.id not in alerts(early) and alerts(late)[named.sam.id] == "supervisor"
    today = signed_in(named, named.sam).get("/").text
    assert "Nobody has looked yet: a flag for Robin Vale" in today and "Look at a flag for Robin Vale" in today


def test_what_somebody_looked_at_goes_no_further(named):
    flag = raised(named, NOW - timedelta(hours=5))
    with named.acting(named.alma):
        actions.acknowledge(db.session.scalars(select(Flag)).one(), words="Called", by=named.alma.id)
        db.session.commit()
    look_around(named.app)
    assert named.sam.id not in alerts(flag)


def test_where_nobody_supervises_the_owners_learn_that_it_waits(named):
    with everything("nobody supervises any more"):
        for row in db.session.scalars(select(Supervision)):
            row.ends_at = NOW - timedelta(days=1)
        named.sam.roles = ["supervisor", "owner"]
        db.session.commit()
    flag = raised(named, NOW - timedelta(hours=5))
    look_around(named.app)
    assert alerts(flag)[named.sam.id] == "supervisor" and named.alma.id not in alerts(flag)
    page = signed_in(named, named.sam).get("/").text
    assert "A flag waits at Alma’s caseload" in page and "Robin" not in page


def test_two_workers_tell_nobody_twice(named):
    flags = [raised(named, NOW - timedelta(hours=5)) for _n in range(4)]
    start = threading.Barrier(2)

    def work():
        start.wait()
        look_around(named.app)

    both = [threading.Thread(target=work) for _n in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    look_around(named.app)
    for flag in flags:
        assert alerts(flag) == {named.cleo.id: "named", named.bo.id: "backup", named.sam.id: "supervisor"}


def test_mail_says_only_please_open_and_goes_once_to_who_signs_in_with_an_address(named):
    with mailbox() as box:
        named.app.config.update(box.config())
        named.cleo.email, named.alma.login = "cleo@example.org", "alma@example.org"
        db.session.commit()  # and nothing is read after it: on SQLite a look outside a request holds the writer's lock
        raised(named)
        for _minute in range(2):
            for job in look_around(named.app):
                run(named.app, job)
        assert sorted(one["To"] for one in box.received) == ["alma@example.org", "cleo@example.org"]
        for one in box.received:
            assert "Please open Attune" in one.get_content()
            assert not any(word in str(one) for word in ("Robin", "flag", "Secret", "suicide"))


def test_no_mail_once_somebody_looked_and_none_about_ones_own_flag(named):
    with mailbox() as box:
        named.app.config.update(box.config())
        named.cleo.login, named.alma.login = "cleo@example.org", "alma@example.org"
        db.session.commit()
        raised(named, by=named.alma)
        found = look_around(named.app)
        assert len(found) == 1
        with named.acting(named.alma):
            actions.acknowledge(db.session.scalars(select(Flag)).one(), words="Called", by=named.alma.id)
            db.session.commit()
        assert run(named.app, found[0]) and box.received == []
        assert jobs.left_undone(named.practice.id, clock.now()) == []


def test_a_flag_about_violence_changes_nothing_for_the_couple_until_it_is_recorded(cast):
    with cast.acting(cast.alma):
        for client in (cast.robin, cast.kim):
            actions.record_screening(cast.couple.id, client.id, done_on=NOW.date(), outcome="clear", by=cast.alma.id)
        actions.open_item(cast.couple.id, cast.kim.id, "try.direction", by=cast.alma.id)
        flag = actions.raise_flag(cast.couple.id, cast.robin.id, kind="violence", urgency="urgent").id
        couple, robin = cast.couple.id, cast.robin.id
        assert queries.opened_items(couple)
        db.session.commit()
    alma = signed_in(cast, cast.alma)
    page = alma.get(f"/episodes/{couple}/screening/{robin}?flag={flag}").text
    assert 'value="concern" checked' in page
    done = {"done_on": NOW.date().isoformat(), "outcome": "concern"}
    assert alma.post(f"/episodes/{couple}/screening/{robin}?flag={flag}", data=done).status_code == 302
    with cast.acting(cast.alma):
        assert not queries.opened_items(couple)
        db.session.rollback()


def test_standing_in_twice_is_once_and_is_not_prolonged(named):
    flag, cleo = raised(named), signed_in(named, named.cleo)
    for _twice in range(2):
        assert cleo.post(f"/flags/{flag}/told", data={"reason": "Alma is on a train"}).status_code == 302
    with everything("a test looks"):
        assert len(db.session.scalars(select(CaseloadAssignment).where(CaseloadAssignment.kind == "break-glass")).all()) == 1
        db.session.rollback()


def test_who_owns_the_practice_and_counsels_nobody_learns_whom_to_speak_to_and_opens_nothing(named):
    with everything("nobody supervises any more"):
        for row in db.session.scalars(select(Supervision)):
            row.ends_at = NOW - timedelta(days=1)
        named.sam.roles = ["owner"]
        db.session.commit()
    flag = raised(named, NOW - timedelta(hours=5))
    look_around(named.app)
    sam = signed_in(named, named.sam)
    page = sam.get(f"/flags/{flag}/told")
    assert page.status_code == 200 and "Alma" in page.text and "Stand in for a day" not in page.text
    assert sam.post(f"/flags/{flag}/told", data={"reason": "I own this"}).status_code == 404
    assert sam.get(f"/flags/{flag}").status_code == sam.get(f"/episodes/{named.couple.id}").status_code == 404
