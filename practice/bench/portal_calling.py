"""Direct calls as a client's browser makes them: the pages of the portal, and the saves of a page being written."""

from flask import Flask
from werkzeug.http import parse_cookie

from practice.bench.calling import Caller, asking, caller
from practice.bench.portal_form import CONTENT_TYPE, Form
from practice.bench.rows import SAID


def portal_cookies(app: Flask, handle: str, page: str = "/portal/") -> dict[str, str]:
    """The cookies of a client's browser after its first page: sign-in, secret of the forms, mark of the device."""
    name = app.session_interface.portal_cookie(app)
    kept = {name: app.session_interface.sealed(app, {"_user_id": handle, "_fresh": True})}
    for header, value in caller(app, page, cookies=kept)().headers:
        if header.lower() == "set-cookie":
            kept |= parse_cookie(value.partition(";")[0])
    return kept


class Saving(Caller):
    """Posts the page of `form` again and again, each time a little further; `data` of its page, in 480 letters."""

    form: Form
    sequence: int = 0

    def ready(self) -> None:
        self.sequence += 1
        words = (SAID * 5)[:470] + f" {self.sequence}"
        self.body = self.form.body(sequence=str(self.sequence), **{self.form.text: words})


def saving(app: Flask, form: Form, cookies: dict[str, str] | None, *, by_token: bool = False) -> Saving:
    """The save of a page: signed in, or (`by_token`) after the sign-in went quiet."""
    headers = {"Accept": "application/json"} | ({"X-Draft-Token": form.data["token"]} if by_token else {})
    path = form.data["append" if by_token else "draft"]
    environ = asking(path, cookies, method="POST", headers=headers)
    found = Saving(app, environ | {"CONTENT_TYPE": CONTENT_TYPE})
    found.form = form
    return found
