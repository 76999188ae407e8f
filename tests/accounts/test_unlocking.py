"""The passphrase once more before something is signed: fifteen minutes on the sign-in's row, slowed down like signing in."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from practice import clock
from practice.accounts import actions
from practice.accounts.models import SignIn
from practice.accounts.passphrases import digest
from practice.accounts.queries import signature_of, unlocked_until
from practice.accounts.signins import unlocked
from practice.db import db
from tests.people import PASSPHRASE

NOW = clock.now()


@pytest.mark.parametrize(("after", "open_"), [(0, True), (899, True), (900, False), (-1, False)])
def test_fifteen_minutes_and_never_before_it_was_typed(after, open_):
    assert unlocked(NOW, NOW + timedelta(seconds=after)) is open_
    assert (unlocked_until(NOW, NOW + timedelta(seconds=after)) == NOW + timedelta(minutes=15)) is open_
    assert not unlocked(None, NOW)


@pytest.fixture
def handle(cast):
    made = actions.begin_sign_in("counselor", cast.alma.id, cast.practice.id, cast.alma.id)
    db.session.commit()
    return made


def row(handle):
    db.session.rollback()
    return db.session.scalars(select(SignIn).where(SignIn.handle_hash == digest(handle))).one()


def test_it_lies_on_the_row_of_this_sign_in_alone(cast, handle):
    other = actions.begin_sign_in("counselor", cast.alma.id, cast.practice.id, cast.alma.id)
    db.session.commit()
    assert actions.unlock(digest(handle), PASSPHRASE, "192.0.2.1")
    assert row(handle).unlocked_at and row(other).unlocked_at is None


def test_a_wrong_one_unlocks_nothing_and_is_counted(cast, handle):
    for _try in range(5):
        assert not actions.unlock(digest(handle), "not my passphrase", "192.0.2.1")
    with pytest.raises(actions.TooManyTries):
        actions.unlock(digest(handle), PASSPHRASE, "192.0.2.1")
    with pytest.raises(actions.TooManyTries):  # the same count as at the door
        actions.check_passphrase("counselor", "alma", PASSPHRASE, "192.0.2.1")
    assert row(handle).unlocked_at is None


def test_an_ended_sign_in_is_not_unlocked(cast, handle):
    actions.end_sign_in(handle)
    db.session.commit()
    assert not actions.unlock(digest(handle), PASSPHRASE, "192.0.2.1") and row(handle).unlocked_at is None


def test_somebody_elses_passphrase_does_not_do(cast, handle):
    cast.bo.passphrase_hash = actions.passphrases.hashed("quite another passphrase")
    db.session.commit()
    assert not actions.unlock(digest(handle), "quite another passphrase", "192.0.2.1")


def test_a_signature_names_the_qualifications_that_hold_today(cast):
    today = clock.today("Europe/Berlin")
    assert signature_of(cast.alma.id, today).credential is None
    for title, granted, ends in (("EMDR II", -400, None), ("Gone", -900, -1), ("To come", 30, None), ("Trauma", -500, 0)):
        actions.record_credential(cast.alma, "emdr", title, today + timedelta(days=granted), cast.alma.id,
                                  expires_on=None if ends is None else today + timedelta(days=ends))  # fmt: skip
    db.session.flush()
    signature = signature_of(cast.alma.id, today)
    assert (signature.name, signature.credential, signature.zone) == ("Alma", "Trauma, EMDR II", "Europe/Berlin")
