"""What a counselor may read and lead: trauma work only with a recorded credential, nothing of it in guidance."""
from collections.abc import Collection
from dataclasses import replace

from practice.protocols.protocol import Case, Exercise, Flavour, Protocol


def may_lead(flavour: Flavour, scope: str, credentials: Collection[str]) -> bool:
    """True when a counselor of this scope with these credential kinds may lead the flavour."""
    return scope in flavour.scope and (flavour.credential is None or flavour.credential in credentials)


def may_use(exercise: Exercise, scope: str, credentials: Collection[str]) -> bool:
    """True when the counselor may open the exercise."""
    safety = exercise.safety
    in_scope = safety.scope is None or scope in safety.scope
    return in_scope and (safety.credential is None or safety.credential in credentials)


def _may_read(case: Case, scope: str, credentials: Collection[str]) -> bool:
    return (not case.scope or scope in case.scope) and (case.credential is None or case.credential in credentials)


def for_counselor(protocol: Protocol, scope: str, credentials: Collection[str]) -> Protocol:
    """Returns the protocol without the flavours, exercises and cases this counselor may not open."""
    led = tuple(item for item in protocol.flavours if may_lead(item, scope, credentials))
    open_ids = {item.id for item in led}
    phases = tuple(
        replace(phase, exercises=tuple(
            item for item in phase.exercises
            if may_use(item, scope, credentials) and (not item.flavours or open_ids & set(item.flavours))
        ))
        for phase in protocol.phases
    )
    cases = tuple(
        case for case in protocol.cases
        if _may_read(case, scope, credentials) and (not case.flavours or open_ids & set(case.flavours))
    )
    return replace(protocol, flavours=led, phases=phases, cases=cases)
