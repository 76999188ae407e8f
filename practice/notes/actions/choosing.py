"""How notes are laid out here from now on: for an episode, and for a counselor."""

from practice.access.door import may_write
from practice.access.scope import OutOfScope
from practice.accounts.models import Counselor
from practice.audit.actions import record
from practice.episodes.models import Episode


def choose_format(episode: Episode, key: str | None) -> None:
    """New notes of this episode are laid out so; None: as the counselor or the practice does. Raises OutOfScope."""
    if not may_write(episode.id):
        raise OutOfScope("only who may write here chooses how")
    if episode.note_format != key:
        episode.note_format = key
        record("choose_note_format", episode)


def choose_my_format(counselor: Counselor, key: str | None) -> None:
    """How this counselor writes notes; None: as the practice does."""
    counselor.note_format = key
    record("choose_note_format", counselor)
