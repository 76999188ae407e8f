"""Which items of a course stand behind the gate, for whom, and why they are closed. Pure."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from practice.safety import rules


@dataclass(frozen=True)
class Item:
    """One thing the counselor can open. `client_id` None: for both together."""

    item: str
    exercise_id: str
    title: str
    client_title: str
    question: str
    client_id: str | None
    name: str
    joint: bool
    reasons: tuple[str, ...]

    @property
    def openable(self) -> bool:
        """True when only the counselor's own step is missing."""
        return list(self.reasons) == [rules.NOT_OPENED]

    @property
    def askable(self) -> bool:
        """True when the partners can be asked whether it feels safe."""
        return self.joint and rules.FELT_SAFE in self.reasons and not rules.before_asking(self.reasons)


@dataclass(frozen=True)
class Gate:
    """Who looks, and what is recorded about whom."""

    standing: rules.Standing
    names: Mapping[str, str]
    credentials: Collection[str]
    scope: str

    def items(self, exercises) -> list[Item]:
        """Every gated item of these exercises, each exercise once, in the order of the protocol."""
        once = {exercise.id: exercise for exercise in reversed(list(exercises)) if exercise.assignable}
        return [item for exercise in reversed(once.values()) for item in self._of(exercise)]

    def _of(self, exercise) -> Iterator[Item]:
        if rules.joint(exercise.safety):
            yield self._item(exercise, exercise.safety, exercise.id, None)
        elif rules.gated(exercise.safety):
            for client in self.names:
                yield self._item(exercise, exercise.safety, exercise.id, client)
        for field in (field for field in exercise.every_field or exercise.fields if field.gate):
            for client in self.names:
                yield self._item(exercise, rules.PartnerField(), f"{exercise.id}.{field.id}", client, field.label)

    def _item(self, exercise, safety: rules.Conditions, item: str, client: str | None, question: str = "") -> Item:
        reasons = self.standing.reasons(
            safety, item, client_id=client, credentials=self.credentials, scope=self.scope)  # fmt: skip
        name = self.names[client] if client else " & ".join(self.names.values())
        return Item(item, exercise.id, exercise.title, exercise.client_title, question, client, name,
                    rules.joint(safety), tuple(reasons))  # fmt: skip

    def beyond(self, exercises) -> list[tuple[str, list[str]]]:
        """(title, reasons) of what this counselor cannot use whatever is recorded: credential or scope."""
        closed = {exercise.title: rules.may_open(
            exercise.safety, item=exercise.id, participants=(), screenings={}, openings=(), answers=(), consents=(),
            credentials=self.credentials, scope=self.scope) for exercise in exercises}  # fmt: skip
        own = (rules.SCOPE, rules.CREDENTIAL)
        found = {title: [reason for reason in reasons if reason in own] for title, reasons in closed.items()}
        return [(title, reasons) for title, reasons in found.items() if reasons]
