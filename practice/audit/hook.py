"""The one hook on the URL that records every disclosure before the body leaves (security.md L-3, Q2)."""

from collections.abc import Callable

from flask import Flask, Response, current_app, g, request

from practice import clock
from practice.db import db, new_id, raw_id
from practice.driver import raw, raw_moment
from practice.i18n import _

INSERT = (
    "INSERT INTO audit_entry (id, practice_id, at, actor, actor_id, kind, what, subject_id) "
    "VALUES (?, ?, ?, ?, ?, 'view', ?, ?)"
)


def init_app(app: Flask) -> None:
    app.after_request(_record_view)


def with_the_view(write: Callable) -> None:
    """`write` (a raw cursor is given to it) is done when this page is shown, in the transaction that records the view: the
    disk is waited for once. What cannot be recorded is not shown and writes nothing."""
    g.with_the_view = write


def _record_view(response: Response) -> Response:
    """A page that was shown to somebody signed in is written down first; if that fails, nothing is shown."""
    scope = g.get("scope")
    policy = getattr(current_app.view_functions.get(request.endpoint), "policy", None)
    shown = response.status_code < 300 or response.status_code in (409, 422)  # a page with words on it
    if scope is None or policy is None or not policy.audit or not shown:
        return response
    recorded = current_app.config.get("AUDIT_VIEWS", True)  # only `practice bench` switches it off, to show its price
    beside = g.pop("with_the_view", None)
    if not recorded and beside is None:
        return response
    db.session.rollback()  # the read is over; its snapshot must not hold up the write
    try:
        with raw(write=True) as cursor:
            if recorded:
                cursor.execute(INSERT, _values(scope))
            if beside is not None:
                beside(cursor)
    except Exception:
        current_app.logger.error("audit of %s could not be written; the page was not shown", request.endpoint)
        return Response(_("We cannot show this right now. Please try again in a minute."), 503, mimetype="text/plain")
    return response


def _values(scope) -> tuple:
    subject = next(iter((request.view_args or {}).values()), None)
    subject = subject if isinstance(subject, str) and len(subject) == 32 else None
    return (raw_id(new_id()), raw_id(scope.practice_id), raw_moment(clock.now()), scope.actor,
            raw_id(scope.actor_id) if scope.actor_id else None, request.endpoint, subject and raw_id(subject))  # fmt: skip
