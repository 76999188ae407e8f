"""The scope: for whom the present work is done. Security-critical: without one, no clinical row comes back."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from flask import g

from practice.db import db


@dataclass(frozen=True)
class CounselorScope:
    """A counselor and their caseload; with `supervises`, also reading what their supervisees lead."""

    practice_id: str
    counselor_id: str
    supervises: bool = False
    actor: str = "counselor"

    @property
    def actor_id(self) -> str:
        return self.counselor_id


@dataclass(frozen=True)
class ClientScope:
    """One client: their own room, and the shared room of an episode they take part in."""

    practice_id: str
    client_id: str
    actor: str = "client"

    @property
    def actor_id(self) -> str:
        return self.client_id


@dataclass(frozen=True)
class DeskScope:
    """The counselor's side of one episode, for what must be recorded there when a client acts (flags, state)."""

    practice_id: str
    episode_id: str
    reason: str
    actor: str
    actor_id: str


@dataclass(frozen=True)
class Everything:
    """No limit but the practice, for cli/, demo/, bench/ and declared system jobs only."""

    reason: str
    practice_id: str | None = None
    actor: str = "system"
    actor_id: str | None = None


Scope = CounselorScope | ClientScope | DeskScope | Everything


class OutOfScope(PermissionError):
    """Somebody tried to write a row they have no right to. Shown as 404, like a row that does not exist."""


def current() -> Scope | None:
    return g.get("scope")


def enter(scope: Scope | None) -> None:
    """Set by the gate once per request, before the first query."""
    g.scope = scope


@contextmanager
def acting_as(scope: Scope) -> Iterator[Scope]:
    """Work in `scope`, then return to the one before. Pending rows are flushed at both ends, under their own scope."""
    before = current()
    db.session.flush()
    enter(scope)
    try:
        yield scope
        db.session.flush()
    finally:
        enter(before)


def everything(reason: str, practice_id: str | None = None):
    """`with everything("why"):` - allowed in cli/, demo/, bench/ and system jobs; a house test lists the places."""
    return acting_as(Everything(reason, practice_id))


def desk_of(episode_id: str, reason: str):
    """`with desk_of(episode, "why"):` - write to the counselor's side of one episode while a client acts."""
    scope = current()
    if scope is None or isinstance(scope, Everything):
        return acting_as(scope or Everything(reason))
    return acting_as(DeskScope(scope.practice_id, episode_id, reason, scope.actor, scope.actor_id))
