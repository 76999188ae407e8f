"""Who and what a page is about: 404 for whatever the counselor may not open, write in, or use in their scope."""

from collections.abc import Callable
from datetime import date

from flask import abort, g, request
from flask_login import current_user

from practice import clock
from practice.access import door
from practice.clients.queries import Somebody, people_of
from practice.db import new_id
from practice.episodes.models import Episode, TherapySession
from practice.measures.measure import Measure
from practice.measures.models import Administration, MeasureAssignment
from practice.measures.queries import InUse, in_use, last_given, measure_of
from practice.measures.schedule import again_on
from practice.protocols.codecs import as_date
from practice.safety.queries import works_on


def somebody(episode_id: str, client_id: str, *, write: bool = False) -> Somebody:
    """The participant a page is about."""
    found = next((one for one in people_of(episode_id) if one.client_id == client_id), None)
    if found is None or (write and not works_on(episode_id)):
        abort(404)
    return found


def going_on(episode_id: str, client_id: str) -> Somebody:
    """The participant, where something new may be agreed or given."""
    found = somebody(episode_id, client_id, write=True)
    if found.ended or door.find(Episode, episode_id).ended_on is not None:
        abort(404)
    return found


def usable(measure: Measure) -> bool:
    """Whether the counselor's scope (therapist or guidance) may use and read this instrument."""
    return current_user.scope in measure.audience.scopes


def instrument(key: str) -> InUse:
    """An instrument of the practice this counselor may use."""
    found = in_use(key)
    if found is None or not usable(found.measure):
        abort(404)
    return found


def occasion(administration_id: str, *, write: bool = False) -> tuple[Administration, Measure]:
    """One occasion of giving, with the instrument it was begun with."""
    row = door.find(Administration, administration_id)
    measure = measure_of(row.version_id)
    if not usable(measure) or (write and not works_on(row.episode_id)):
        abort(404)
    return row, measure


def agreement(episode_id: str, client_id: str, key: str) -> MeasureAssignment | None:
    """What was agreed, when the page was opened from there."""
    wanted = request.values.get("agreed")
    row = door.find(MeasureAssignment, wanted) if wanted else None
    fits = row is not None and (row.episode_id, row.client_id, row.measure_key) == (episode_id, client_id, key)
    return row if fits else None


def not_before(client_id: str) -> Callable[[Measure, str | None], date | None]:
    """(instrument, relationship) -> the day it may be asked of this client again; None: it may be today."""
    given, day = last_given(client_id), today()

    def again(measure: Measure, target: str | None = None) -> date | None:
        free = again_on(given, measure.key, target, measure.cadence.min_days if measure.cadence else 0)
        return free if free and free > day else None

    return again


def made() -> str:
    """What this page made up for its one occasion; a new one where nothing fitting was sent."""
    typed = request.form.get("made", "")
    return typed if len(typed) == 32 and typed.isascii() and typed.isalnum() else new_id()


def today() -> date:
    return clock.today(g.practice.zone)


def day_typed(name: str = "given_on") -> date | None:
    """The day that was typed, today where nothing was; None for what is no day."""
    typed = request.form.get(name, "").strip()
    return today() if not typed else as_date(typed)


def session_of(episode_id: str, client_id: str) -> str | None:
    """The meeting a page was opened from, when it is one of this room."""
    wanted = request.values.get("session", "")
    if not wanted:
        return None
    held = door.find(TherapySession, wanted)
    return held.id if held.episode_id == episode_id and held.client_id in (None, client_id) else None
