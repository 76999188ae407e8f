"""The keys of a page that is written on: which draft is its own, and which drafts this browser may know."""

import hashlib

from flask import g, request

from practice.db import new_id

KEYS = frozenset("0123456789abcdef")


def posted_key(name: str) -> str:
    """A key of this page: 32 hex digits; anything else becomes a new one."""
    given = request.form.get(name, "")
    return given if is_key(given) else new_id()


def is_key(given: str) -> bool:
    """Whether this is a key as pages have them: 32 hex digits."""
    return len(given) == 32 and set(given) <= KEYS


def begun_here() -> dict:
    """Which drafts this browser may know: all of one's own; on a tablet that was handed over only those begun on it since.

    What somebody wrote at home and did not send is not shown on the counselor's tablet.
    """
    tablet = g.get("handed")
    return {"mark": _mark(), "since": tablet.began_at} if tablet else {}


def new_tab() -> str:
    """The key of a new draft; on a handed-over tablet it begins with what marks this hand-over."""
    mark = _mark()
    return mark + new_id()[len(mark) :]


def is_tab(given: str) -> bool:
    """Whether a posted key may name a draft here: on a handed-over tablet only one that was begun on it."""
    return is_key(given) and given.startswith(_mark())


def posted_tab() -> str:
    """Which draft the posted page has; a new one where it may name none."""
    given = request.form.get("tab", "")
    return given if is_tab(given) else new_tab()


def _mark() -> str:
    tablet = g.get("handed")
    return hashlib.sha256(f"tab|{tablet.handle}".encode()).hexdigest()[:16] if tablet else ""
