"""Verbs of the record: a target is named, sets are added and never changed, a target is put aside."""

from collections.abc import Mapping
from datetime import datetime

from practice import clock
from practice.audit.actions import record
from practice.db import db
from practice.emdr.models import EmdrSet, EmdrTarget
from practice.emdr.queries import last_set, targets_of
from practice.emdr.words import SET, TARGET, BadRecord, kept, set_faults
from practice.i18n import _


def name_target(episode_id: str, client_id: str, words: Mapping[str, str], *, by: str, at: datetime | None = None) -> EmdrTarget:
    """One memory to work on. `words`: {memory, image, negative, positive, emotion, body}. The same words again are the target
    that is open already: a press twice names one. Raises BadRecord."""
    told = kept(words, TARGET)
    if "memory" not in told:
        raise BadRecord({"memory": _("Write a few words for the memory.")})
    for open_one in targets_of(episode_id):
        if (open_one.client_id, open_one.opened_by, open_one.words, open_one.closed_at) == (client_id, by, told, None):
            return open_one
    row = EmdrTarget(episode_id=episode_id, client_id=client_id, words=told, opened_by=by, opened_at=at or clock.now())
    db.session.add(row)
    record("name_emdr_target", row)
    return row


def add_set(
    target: EmdrTarget, *, sud: int | None, voc: int | None, words: Mapping[str, str], by: str,
    n: int | None = None, session_id: str | None = None, at: datetime | None = None,
) -> EmdrSet:  # fmt: skip
    """What was said after one set. `n`: which one the page thought it was; where it is there already, the same words are not
    added again and others are asked about. Raises BadRecord, also once the target is put aside."""
    told, last = kept(words, SET), last_set(target.id)
    if n is not None and last is not None and n <= last.n:
        if (last.n, last.sud, last.voc, last.words or {}, last.by) == (n, sud, voc, told, by):
            return last
        raise BadRecord({"sud": _("Another set was added meanwhile. Look at it above, then keep this one.")})
    faults = set_faults(sud, voc, told)
    if target.closed_at is not None:
        faults = {"sud": _("This target was put aside. Take it up again to go on.")}
    if faults:
        raise BadRecord(faults)
    row = EmdrSet(
        episode_id=target.episode_id, client_id=target.client_id, target_id=target.id, session_id=session_id,
        n=last.n + 1 if last else 1, sud=sud, voc=voc, words=told or None, by=by, at=at or clock.now())  # fmt: skip
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
