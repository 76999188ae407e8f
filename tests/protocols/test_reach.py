"""Trauma work exists only for counselors with a recorded credential, and not at all in guidance."""

from practice.protocols.library import load_library
from practice.protocols.reach import for_counselor

REPAIR = load_library()["attachment-repair"]


def seen(scope: str, *credentials: str, flavour: str | None = None):
    return for_counselor(REPAIR.for_flavour(flavour), scope, credentials)


def ids(protocol) -> set[str]:
    return {exercise.id for exercise in protocol.all_exercises()}


def test_guidance_reads_its_own_flavour_only():
    guidance = seen("guidance", "trauma", "emdr", "parts")
    assert [item.id for item in guidance.flavours] == ["guidance"]
    assert not {"parts-session-record", "memory-session-record", "steady-ground", "coherence-notes"} & ids(guidance)
    assert all(case.flavours == () or "guidance" in case.flavours for case in guidance.cases)


def test_a_therapist_without_credentials_sees_no_trauma_work():
    therapist = seen("therapist")
    assert "trauma-to-resources" not in [item.id for item in therapist.flavours]
    assert not {"parts-session-record", "memory-session-record", "steady-ground"} & ids(therapist)
    assert "joint-step" in ids(therapist)


def test_credentials_open_what_they_are_for():
    assert "trauma-to-resources" in [item.id for item in seen("therapist", "trauma").flavours]
    assert "steady-ground" in ids(seen("therapist", "trauma", flavour="trauma-to-resources"))
    assert "parts-session-record" in ids(seen("therapist", "parts", flavour="integrative"))
