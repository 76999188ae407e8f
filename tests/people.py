"""The cast. Alma is the counselor; Bo covers her client Ash for two weeks; Cleo is a colleague who must see nothing;
Robin and Kim are Alma's couple, each with a private room; Sky is Cleo's client; Sam supervises Alma,
and Alma's clients agreed to it.
"""

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from flask import Flask, g
from flask.testing import FlaskClient
from sqlalchemy import select

from practice import clock
from practice.access.models import CaseloadAssignment
from practice.access.scope import ClientScope, CounselorScope, acting_as, everything
from practice.accounts import actions as accounts
from practice.accounts.models import Counselor
from practice.clients.actions import record_consent
from practice.clients.models import Client
from practice.db import db, new_id
from practice.episodes.actions import take_on_client, take_on_couple
from practice.episodes.models import Episode
from practice.practices.models import Practice

PASSPHRASE = "quiet-lantern-river-maple"
ZONE = "Europe/Berlin"


class Browser(FlaskClient):
    """A test client whose every request has a context of its own, as in the real server.

    What the test itself wrote or read is committed first: an open transaction of its own would hold the lock.
    """

    def open(self, *args, **kwargs):
        db.session.commit()
        with self.application.app_context():
            return super().open(*args, **kwargs)


@dataclass
class Cast:
    """Everybody, by name. `with cast.acting(cast.alma):` works in that person's scope."""

    app: Flask
    practice: Practice
    alma: Counselor
    bo: Counselor
    cleo: Counselor
    sam: Counselor
    robin: Client = None
    kim: Client = None
    ash: Client = None
    sky: Client = None
    couple: Episode = None
    ash_episode: Episode = None
    sky_episode: Episode = None
    logins: dict[str, str] = field(default_factory=dict)

    @contextmanager
    def acting(self, who: Counselor | Client):
        scope = (CounselorScope(self.practice.id, who.id, "supervisor" in who.roles) if isinstance(who, Counselor)
                 else ClientScope(self.practice.id, who.id))  # fmt: skip
        with acting_as(scope):
            yield scope

    def browser(self, who: Counselor | Client) -> FlaskClient:
        """A signed-in Flask test client. `.token` holds a CSRF token for posts: data={"csrf_token": b.token}."""
        browser = self.app.test_client()
        browser.token = None
        kind = "counselor" if isinstance(who, Counselor) else "client"
        path = "/" if kind == "counselor" else "/portal/"
        handle = accounts.begin_sign_in(kind, who.id, self.practice.id, who.id)
        db.session.commit()
        with self.app.test_request_context(path), browser.session_transaction(path) as session:
            session["_user_id"], session["_fresh"] = handle, True
        return browser


def bring_in(app: Flask) -> Cast:
    now = clock.now()
    practice = Practice(
        id=new_id(), name="Harbour Practice", zone=ZONE, languages=["en"], letterhead="Harbour Practice\n1 Quay",
        crisis_contacts=[{"name": "Emergency", "number": "112", "hours": "day and night"}],
        monitored_words="Alma next reads this on Monday at 9.", flag_answerer="Alma", flag_hours="Mon-Fri 9-17",
        exit_url="https://example.org/", retention="Ten years", retention_years=10, set_up_at=now,
    )  # fmt: skip
    db.session.add(practice)
    g.practice = practice
    with everything("the cast comes in", practice.id):
        alma, bo, cleo, sam = (
            accounts.add_counselor(practice.id, name=name, login=name.lower(), passphrase=PASSPHRASE, roles=roles)
            for name, roles in (("Alma", ["owner", "counselor"]), ("Bo", ["counselor"]), ("Cleo", ["counselor"]),
                                ("Sam", ["supervisor"])))  # fmt: skip
        accounts.name_supervisee(sam, alma)
    cast = Cast(app, practice, alma, bo, cleo, sam)
    _clients(cast, now - timedelta(days=30))
    db.session.commit()
    return cast


def _clients(cast: Cast, at) -> None:
    on = at.date()
    with cast.acting(cast.alma):
        cast.couple, cast.robin, cast.kim = take_on_couple(
            by=cast.alma.id, on=on, persons=({"display_name": "Robin Vale"}, {"display_name": "Kim Vale"}),
            shown_as=("Robin", "Kim"), at=at)  # fmt: skip
        cast.ash_episode, cast.ash = take_on_client(by=cast.alma.id, on=on, person={"display_name": "Ash Field"}, at=at)
        for episode, client in ((cast.couple, cast.robin), (cast.couple, cast.kim), (cast.ash_episode, cast.ash)):
            record_consent(episode.id, client.id, "counselling", given_on=on, by=cast.alma.id, form_version="2026-1")
            record_consent(episode.id, client.id, "supervision", given_on=on, by=cast.alma.id, form_version="2026-1")
        for client in (cast.robin, cast.kim):
            record_consent(cast.couple.id, client.id, "records-policy", given_on=on, by=cast.alma.id,
                           form_version="2026-1", policy="limited-secrets")  # fmt: skip
    with everything("Bo covers Ash for two weeks", cast.practice.id):
        db.session.add(CaseloadAssignment(
            practice_id=cast.practice.id, episode_id=cast.ash_episode.id, counselor_id=cast.bo.id, kind="cover",
            starts_at=clock.now() - timedelta(days=1), ends_at=clock.now() + timedelta(days=13)))  # fmt: skip
    with cast.acting(cast.cleo):
        cast.sky_episode, cast.sky = take_on_client(by=cast.cleo.id, on=on, person={"display_name": "Sky Moor"}, at=at)
        record_consent(cast.sky_episode.id, cast.sky.id, "counselling", given_on=on, by=cast.cleo.id, form_version="2026-1")
    for client in (cast.robin, cast.kim, cast.ash, cast.sky):
        with everything("portal logins of the cast", cast.practice.id):
            login = client.display_name.split()[0].lower()
            accounts.set_client_login(client.id, login, PASSPHRASE, practice_id=cast.practice.id)
        cast.logins[client.id] = login


def reload(model, row_id):
    return db.session.scalars(select(model).where(model.id == row_id)).one_or_none()


