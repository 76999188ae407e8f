"""Keeping the caseload row true: written in the transaction of each fact."""

from collections.abc import Iterable
from datetime import datetime

from practice import clock
from practice.access.scope import desk_of
from practice.episodes.state import set_homework
from practice.homework.models import HomeworkAssignment
from practice.homework.queries import count_open, to_read, together_with
from practice.i18n import zone


def note_homework(episode_id: str, client_ids: Iterable[str], at: datetime | None = None) -> None:
    """Sets, for these participants, how much is open on the day of `at` and how much waits to be read."""
    day = clock.today(zone(), at)
    with desk_of(episode_id, "how homework stands, for the caseload"):
        for client_id in client_ids:
            set_homework(episode_id, client_id, open_homework=count_open(episode_id, client_id, day),
                         unread_entries=to_read(episode_id, client_id))  # fmt: skip


def people_of(assignment: HomeworkAssignment) -> list[str]:
    """The client it was agreed with, or everybody who takes part when it is done together."""
    if assignment.client_id:
        return [assignment.client_id]
    return [part.client_id for part in together_with(assignment.episode_id)]
