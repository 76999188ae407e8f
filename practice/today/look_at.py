"""The look-at list, put together: who is quiet, whose own ladder went down, what other features noticed. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from practice.episodes.signs import LookAt
from practice.i18n import _
from practice.measures.lookat import ladder_down, quiet

Room = tuple[str, str]  # (episode, client)
WAITING_DAYS = 7


@dataclass(frozen=True)
class Climbed:
    """A ladder with its first and its two latest numbers, oldest first."""

    room: Room
    title: str
    low: int
    high: int
    ratings: Sequence[tuple[date, float]]


@dataclass(frozen=True)
class Half:
    """What one of a couple has open that the other has too; `sent_on` is None while it was not sent."""

    room: Room
    exercise: tuple[str, str, str]  # (episode, phase, exercise)
    title: str
    sent_on: date | None


@dataclass(frozen=True)
class Person:
    """Everything the list says about one person, newest first."""

    episode_id: str
    client_id: str
    name: str
    signs: tuple[LookAt, ...]


def quiet_ones(heard: Mapping[Room, Sequence[date]], agreed: Mapping[Room, date], today: date) -> list[LookAt]:
    """Who has something open and sent nothing for long. With nothing sent lately, time counts from what was agreed last."""
    found = []
    for room, since in agreed.items():
        sign = quiet(heard.get(room) or [since], today)
        if sign is not None and (today - since).days > 0:
            found.append(LookAt(*room, sign.words, sign.since))
    return found


def ladders_down(climbed: Iterable[Climbed]) -> list[LookAt]:
    signs = ((one.room, ladder_down(one.title, one.ratings, one.low, one.high)) for one in climbed)
    return [LookAt(*room, sign.words, sign.since) for room, sign in signs if sign is not None]


def one_waiting(halves: Iterable[Half], names: Mapping[Room, str], today: date) -> list[LookAt]:
    """Who sent their half of something a week ago or longer, while the other has not. Said beside the one who waits, to the
    counselor alone; of why it says nothing."""
    both: dict[tuple, list[Half]] = {}
    for half in halves:
        both.setdefault(half.exercise, []).append(half)
    found = []
    for one, other in (pair for two in both.values() if len(two) == 2 for pair in (two, two[::-1])):
        if one.sent_on and not other.sent_on and (today - one.sent_on).days >= WAITING_DAYS:
            words = _("%(title)s: sent, and %(name)s’s is not here yet.", title=one.title, name=names[other.room])
            found.append(LookAt(*one.room, words, one.sent_on))
    return found


def by_person(signs: Iterable[LookAt], names: Mapping[Room, str]) -> list[Person]:
    """One entry for each person, the newest sign first; never an order of weight. Who is in no ongoing episode is left out."""
    rooms: dict[Room, list[LookAt]] = {}
    for sign in signs:
        if (room := (sign.episode_id, sign.client_id)) in names:
            rooms.setdefault(room, []).append(sign)
    people = [Person(*room, names[room], tuple(sorted(found, key=lambda sign: (sign.since, sign.words), reverse=True)))
              for room, found in rooms.items()]  # fmt: skip
    return sorted(people, key=lambda one: (-one.signs[0].since.toordinal(), one.name, one.client_id))
