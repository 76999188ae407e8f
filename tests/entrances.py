"""A small practice to knock at: Alma (owner, counselor), Cleo (counselor), Sam (supervisor) and Robin, a client.

Each visit runs in an application context of its own, as in a server; the one of the `app` fixture would otherwise
carry who is signed in from one request to the next.
"""

import re
from dataclasses import dataclass

from flask import Flask
from sqlalchemy import select

from practice import clock
from practice.access.scope import everything
from practice.accounts import actions
from practice.clients.models import Client
from practice.db import db, new_id
from practice.practices.models import Practice

PASSPHRASE = "quiet-lantern-river-maple"
SETTINGS = {
    "name": "Harbour Practice", "zone": "Europe/Berlin", "languages": ["en"], "letterhead": "Harbour Practice\n1 Quay",
    "monitored_words": "Read on Mondays.", "flag_answerer": "Alma", "flag_hours": "Mon-Fri 9-17",
    "exit_url": "https://weather.example/", "retention": "Ten years", "retention_years": 10,
    "crisis_contacts": [{"name": "Night line", "number": "116 123", "hours": "always"}],
}  # fmt: skip


class Browser:
    """A browser with its own cookies that fills in the CSRF token of the page it looked at last."""

    def __init__(self, app: Flask) -> None:
        app.config["WTF_CSRF_ENABLED"] = True
        self.app, self.client, self.token = app, app.test_client(), ""

    def get(self, path: str, **more):
        with self.app.app_context():
            page = self.client.get(path, **more)
        if found := re.search(r'name="csrf_token" value="([^"]+)"', page.get_data(as_text=True)):
            self.token = found[1]
        return page

    def post(self, path: str, **fields):
        with self.app.app_context():
            page = self.client.post(path, data={"csrf_token": self.token} | fields)
        if found := re.search(r'name="csrf_token" value="([^"]+)"', page.get_data(as_text=True)):
            self.token = found[1]
        return page

    def sign_in(self, login: str, passphrase: str = PASSPHRASE, door: str = "/sign-in"):
        self.get(door)
        return self.post(door, login=login, passphrase=passphrase)

    def cookie(self, name: str = "attune") -> str | None:
        found = self.client.get_cookie(name)
        return found.value if found else None

    def with_cookie(self, value: str, name: str = "attune") -> "Browser":
        """Another browser that holds a copy of a cookie."""
        other = Browser(self.app)
        other.client.set_cookie(name, value)
        return other


@dataclass
class Place:
    """The practice and the ids of its people."""

    app: Flask
    practice: str
    alma: str
    cleo: str
    sam: str
    robin: str

    def browser(self, login: str | None = None, door: str = "/sign-in") -> Browser:
        browser = Browser(self.app)
        if login:
            assert browser.sign_in(login, door=door).status_code == 303
        return browser

    def invite(self) -> tuple[str, str]:
        with self.app.app_context(), everything("a test invites Robin", self.practice):
            made = actions.invite_client(self.robin, self.alma)
            db.session.commit()
        return made

    def rows(self, model, **equal) -> list:
        """Rows as they are in the database now."""
        with self.app.app_context(), everything("a test looks", self.practice):
            found = list(db.session.scalars(select(model).filter_by(**equal)))
            db.session.expunge_all()
        return found


def settle(app: Flask, **settings) -> Place:
    """Sets the practice up, with `settings` in place of the usual ones."""
    with app.app_context():
        practice = Practice(id=new_id(), set_up_at=clock.now(), **SETTINGS | settings)
        db.session.add(practice)
        with everything("a test sets up", practice.id):
            ids = [actions.add_counselor(practice.id, name=name, login=name.lower(), passphrase=PASSPHRASE, roles=roles).id
                   for name, roles in (("Alma", ["owner", "counselor"]), ("Cleo", ["counselor"]), ("Sam", ["supervisor"]))]
            robin = Client(display_name="Robin Vale", language="en", created_at=clock.now(), created_by=ids[0])
            db.session.add(robin)
            db.session.flush()
            actions.set_client_login(robin.id, "robin", PASSPHRASE)
            place = Place(app, practice.id, *ids, robin.id)
            db.session.commit()
    return place


