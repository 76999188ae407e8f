"""A slow sign about one person in care, for the look-at list. Pure. Never a flag, never beside a risk answer."""

from datetime import date
from typing import NamedTuple


class LookAt(NamedTuple):
    """One line: whose, in plain words, and the day it speaks of. Features hand these to the list (`look_at` of create_app)."""

    episode_id: str
    client_id: str
    words: str
    since: date
