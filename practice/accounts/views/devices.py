""""Is this device only yours?" (security.md Q5). Security-critical: only a yes that nobody contradicts gets a key."""

import base64
import secrets
from dataclasses import dataclass

from flask import after_this_request, current_app, g, request
from flask_login import current_user
from sqlalchemy import LargeBinary, bindparam, select

from practice import clock
from practice.accounts.devices import ASKED_AGAIN_AFTER, cookie_name, is_mark, new_mark, person_key
from practice.accounts.models import Device
from practice.accounts.passphrases import digest
from practice.audit.actions import record
from practice.db import Id, db, raw_id
from practice.driver import raw

SAID = select(Device).where(Device.client_id == bindparam("client", type_=Id),
                            Device.mark_hash == bindparam("mark", type_=LargeBinary(32)))  # fmt: skip


@dataclass(frozen=True)
class Seen:
    """This browser as a page of this client sees it. `key` only where it was named theirs alone: it seals what the
    browser keeps for them."""

    person: str
    key: str | None

    @property
    def own(self) -> bool:
        return self.key is not None


def mark() -> str:
    """The random mark of this browser. One that has none gets it with this answer; it stays when somebody signs out,
    since it is how we know that the question was asked, and it names nobody."""
    name = cookie_name(current_app.config["SECURE"])
    kept = g.get("device_mark") or request.cookies.get(name)
    if is_mark(kept):
        return kept
    g.device_mark = new_mark()
    after_this_request(_with_mark)
    return g.device_mark


def _with_mark(response):
    secure = current_app.config["SECURE"]  # a __Host- cookie may not be narrowed to a path
    response.set_cookie(cookie_name(secure), g.device_mark, max_age=ASKED_AGAIN_AFTER, httponly=True, samesite="Lax",
                        secure=secure, path="/" if secure else "/portal")  # fmt: skip
    return response


def person(client_id: str) -> str:
    """What this client is called in this browser."""
    return person_key(current_app.config["KEYS"].cookies, client_id, mark())


def seen() -> Seen:
    """This browser, for the client who is signed in. A tablet that was handed over is never anybody's own."""
    row = None if current_user.only_assignment_id else said(current_user.person_id)
    return Seen(person(current_user.person_id), row.key if row and row.only_theirs else None)


def said(client_id: str) -> Device | None:
    """What this client said of this browser last; None while they were not asked."""
    return db.session.scalars(SAID, {"client": client_id, "mark": digest(mark())}).one_or_none()


def say(client_id: str, only_theirs: bool) -> Device:
    """Notes the answer. When two people say "only mine" of one browser it is shared, and neither keeps anything on it."""
    theirs_too = only_theirs and _claimed(client_id)
    row = said(client_id)
    if row is None:
        row = Device(client_id=client_id, mark_hash=digest(mark()), only_theirs=only_theirs, said_at=clock.now())
        db.session.add(row)
    key = row.key or base64.b64encode(secrets.token_bytes(32)).decode()
    row.key = key if only_theirs and not theirs_too else None
    row.only_theirs, row.said_at = only_theirs, clock.now()
    record("say_device", row)
    return row


def _claimed(client_id: str) -> bool:
    """Whether somebody else named this browser theirs; if so, their key goes. By the raw driver, before anything else of
    this request: no client reaches another's row, and this one learns nothing but that the answer stays without effect."""
    with raw(write=True) as cursor:
        done = cursor.execute(
            "UPDATE device SET key_blob = NULL WHERE mark_hash = ? AND client_id <> ? AND only_theirs = ?",
            (digest(mark()), raw_id(client_id), True))  # fmt: skip
        return done.rowcount > 0
