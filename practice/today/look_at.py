"""The look-at list, put together: who is quiet, whose own ladder went down, what other features noticed. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from practice.episodes.signs import LookAt
from practice.measures.lookat import ladder_down, quiet

Room = tuple[str, str]  # (episode, client)


@dataclass(frozen=True)
class Climbed:
    """A ladder with its first and its two latest numbers, oldest first."""

    room: Room
    title: str
    low: int
    high: int
    ratings: Sequence[tuple[date, float]]


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


def by_person(signs: Iterable[LookAt], names: Mapping[Room, str]) -> list[Person]:
    """One entry for each person, the newest sign first; never an order of weight. Who is in no ongoing episode is left out."""
    rooms: dict[Room, list[LookAt]] = {}
    for sign in signs:
        if (room := (sign.episode_id, sign.client_id)) in names:
            rooms.setdefault(room, []).append(sign)
    people = [Person(*room, names[room], tuple(sorted(found, key=lambda sign: (sign.since, sign.words), reverse=True)))
              for room, found in rooms.items()]  # fmt: skip
    return sorted(people, key=lambda one: (-one.signs[0].since.toordinal(), one.name, one.client_id))
