"""Nothing of one partner is carried to the other before each was asked alone and is safe."""

import pytest

from practice.db import db
from practice.homework.actions import read_entry, send_entry
from practice.homework.actions.revealing import NotTogether, answer_author, ask_author, look_at, open_together
from practice.homework.models import Reveal
from practice.homework.together import NOT_CLEAR
from practice.safety.actions import record_screening
from tests.homework.given import given, on_protocol, today


def written(cast, course, client):
    row = given(cast, course, client, "miracle-question", confirmed=True)
    with cast.acting(client):
        entry = send_entry(row, occurrence="once", answers={"first_sign": "Tea"}, made_id=client.id)
        db.session.commit()
    with cast.acting(cast.alma):
        read_entry(entry, by=cast.alma.id)
        db.session.commit()
    return entry


def talked_alone(cast, client, outcome="clear"):
    record_screening(cast.couple.id, client.id, done_on=today(), outcome=outcome, by=cast.alma.id)


@pytest.mark.parametrize("asked_alone", [(), ("robin",), ("kim",)])
def test_before_each_was_asked_alone_neither_is_asked_to_open(cast, asked_alone):
    entry = written(cast, on_protocol(cast, cast.couple), cast.robin)
    with cast.acting(cast.alma):
        for name in asked_alone:
            talked_alone(cast, getattr(cast, name))
        with pytest.raises(NotTogether) as closed:
            ask_author(entry, place="session", by=cast.alma.id)
        assert closed.value.reasons == [NOT_CLEAR]
        for client in (cast.robin, cast.kim):
            talked_alone(cast, client)
        assert ask_author(entry, place="session", by=cast.alma.id).entry_id == entry.id


def test_an_asking_from_before_does_not_open_while_one_was_never_asked_alone(cast, monkeypatch):
    course = on_protocol(cast, cast.couple)
    entries = [written(cast, course, client) for client in (cast.robin, cast.kim)]
    monkeypatch.setattr("practice.homework.actions.revealing.before_asking", lambda _around: [])
    with cast.acting(cast.alma):
        says = [ask_author(entry, place="session", by=cast.alma.id) for entry in entries]
        db.session.commit()
    for say, client in zip(says, (cast.robin, cast.kim), strict=True):
        with cast.acting(client):
            look_at(say, [])
            answer_author(say, "yes")
            db.session.commit()
    with cast.acting(cast.alma):
        talked_alone(cast, cast.robin)
        reveal = db.session.get(Reveal, says[0].reveal_id)
        with pytest.raises(NotTogether) as closed:
            open_together(reveal)
        assert closed.value.reasons == [NOT_CLEAR]
