"""Verbs of the record: a target is named, sets are added and never changed, a target is put aside."""

from collections.abc import Mapping
from datetime import datetime

from practice import clock
from practice.audit.actions import record
from practice.db import db
from practice.emdr.models import EmdrSet, EmdrTarget
from practice.emdr.queries import last_n
from practice.emdr.words import SET, TARGET, BadRecord, kept, set_faults
from practice.i18n import _


def name_target(episode_id: str, client_id: str, words: Mapping[str, str], *, by: str, at: datetime | None = None) -> EmdrTarget:
    """One memory to work on. `words`: {memory, image, negative, positive, emotion, body}. Raises BadRecord."""
    told = kept(words, TARGET)
    if "memory" not in told:
        raise BadRecord({"memory": _("Write a few words for the memory.")})
    row = EmdrTarget(episode_id=episode_id, client_id=client_id, words=told, opened_by=by, opened_at=at or clock.now())
    db.session.add(row)
    record("name_emdr_target", row)
    return row


def add_set(
    target: EmdrTarget, *, sud: int | None, voc: int | None, words: Mapping[str, str], by: str,
    session_id: str | None = None, at: datetime | None = None,
) -> EmdrSet:  # fmt: skip
    """What was said after one set. Raises BadRecord, also once the target is put aside."""
    told = kept(words, SET)
    faults = set_faults(sud, voc, told)
    if target.closed_at is not None:
        faults = {"sud": _("This target was put aside. Take it up again to go on.")}
    if faults:
        raise BadRecord(faults)
    row = EmdrSet(
        episode_id=target.episode_id, client_id=target.client_id, target_id=target.id, session_id=session_id,
        n=last_n(target.id) + 1, sud=sud, voc=voc, words=told or None, by=by, at=at or clock.now())  # fmt: skip
    db.session.add(row)
    record("add_emdr_set", row)
    return row


def put_aside(target: EmdrTarget, *, at: datetime | None = None) -> None:
    """The target is not worked on for now; everything stays readable."""
    target.closed_at = target.closed_at or at or clock.now()
    record("put_emdr_target_aside", target)


def take_up(target: EmdrTarget) -> None:
    """The target is worked on again."""
    target.closed_at = None
    record("take_up_emdr_target", target)
