"""The crisis plan: each change is a row of its own; the latest counts."""

from datetime import date, datetime

from sqlalchemy import select

from practice import clock
from practice.audit.actions import record
from practice.clients.models import Client
from practice.db import db
from practice.safety.crisis import tidied
from practice.safety.models import CrisisPlan
from practice.safety.queries import crisis_plan


class ChangedMeanwhile(Exception):
    """Another version was written after the page was opened; `current` is that one."""

    def __init__(self, current: CrisisPlan) -> None:
        super().__init__(current.id)
        self.current = current


def write_crisis_plan(
    episode_id: str, client_id: str, *, words: dict[str, str], by: str, review_on: date | None = None,
    seen_id: str | None = None, at: datetime | None = None,
) -> CrisisPlan:  # fmt: skip
    """A new version of one person's plan; the same one again when nothing changed.

    `seen_id`: the version the writer saw ("" for none, None: does not matter). Raises ChangedMeanwhile.
    """
    db.session.execute(select(Client.id).where(Client.id == client_id).with_for_update(key_share=True))  # one writer at a time
    latest, words = crisis_plan(episode_id, client_id), tidied(words)
    if latest is not None and (latest.words, latest.review_on) == (words, review_on):
        return latest
    if latest is not None and seen_id not in (None, latest.id):
        raise ChangedMeanwhile(latest)
    row = CrisisPlan(episode_id=episode_id, client_id=client_id, words=words, made_by=by, made_at=at or clock.now(),
                     review_on=review_on)  # fmt: skip
    db.session.add(row)
    record("write_crisis_plan", row)
    return row
