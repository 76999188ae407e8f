"""Finding a protocol, a phase or an exercise by its title. Pure but for the library it reads once."""

from dataclasses import dataclass

from practice.protocols.library import load_library


@dataclass(frozen=True)
class Place:
    """Where in the library something stands: the protocol's key, what was found, and within what."""

    key: str
    title: str
    within: str


def places_of(wish: str, most: int) -> list[Place]:
    """Protocols, phases and exercises with `wish` (case folded) in their title, at most `most`."""
    found = []
    for key, protocol in load_library().protocols.items():
        if wish in protocol.title.casefold():
            found.append(Place(key, protocol.title, ""))
        for phase in protocol.phases:
            if wish in phase.title.casefold():
                found.append(Place(key, phase.title, protocol.title))
            found += [Place(key, one.title, f"{protocol.title}, {phase.title}") for one in phase.exercises if wish in one.title.casefold()]
    return found[:most]
