"""What tests of pages being written start from: a page as a browser holds it, and the requests of its script."""

import re
from html import unescape

from sqlalchemy import select

from practice.access.scope import everything
from practice.db import db
from practice.homework.models import Draft

JSON = {"Accept": "application/json"}
HIDDEN = ("occurrence", "tab", "made", "sequence", "base", "base_sequence", "opened", "today_is")


class Open:
    """One open page of a homework: its hidden fields, the attributes of its form, and how its script saves."""

    def __init__(self, browser, assignment_id: str, query: str = "") -> None:
        self.browser, self.path = browser, f"/portal/homework/{assignment_id}"
        answer = browser.get(f"{self.path}{query}")
        assert answer.status_code == 200, answer.text[:400]
        self.html = answer.text
        found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', self.html)
        self.hidden = {name: unescape(value) for name, value in found if name in HIDDEN}
        form = re.search(r"<form[^>]*data-draft=[^>]*>", self.html)[0]
        self.data = {name: unescape(value) for name, value in re.findall(r'data-([\w-]+)="([^"]*)"', form)}

    def fields(self, **typed) -> dict:
        return self.hidden | {f"q_{name}": value for name, value in typed.items()}

    def save(self, sequence: int, **typed):
        return self.browser.post(f"{self.path}/draft", data=self.fields(**typed) | {"sequence": str(sequence)}, headers=JSON)

    def append(self, sequence: int, *, browser=None, token: str | None = None, **typed):
        """By the token alone; `browser`: one without a sign-in."""
        headers = JSON | {"X-Draft-Token": self.data["token"] if token is None else token}
        data = self.fields(**typed) | {"sequence": str(sequence)}
        return (browser or self.browser).post("/portal/drafts/append", data=data, headers=headers)

    def send(self, *, json: bool = False, **typed):
        return self.browser.post(f"{self.path}/send", data=self.fields(**typed) | {"do": "send"}, headers=JSON if json else {})


def rows(cast, model) -> list:
    """Every row as it is in the database now."""
    db.session.rollback()
    with everything("a test looks", cast.practice.id):
        return list(db.session.scalars(select(model)).all())


def kept(cast) -> list[dict]:
    """What drafts that are not done with hold, latest first."""
    found = sorted((row for row in rows(cast, Draft) if row.done_at is None), key=lambda row: row.saved_at, reverse=True)
    return [row.answers for row in found]
