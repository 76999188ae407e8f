"""What the counselor chose for a report, as kept in a ReportPlan."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date

MOST_QUOTES = 3
APPENDICES = ("goals", "phases", "ratings", "homework", "sessions", "paragraphs")


@dataclass(frozen=True)
class Choices:
    """`quotes`, `helps` and `hard` are ids of ticked words (facts.Said); the `_words` are the counselor's own lines.

    `hope` is typed for joint reports only: what both said together. `ladder` is the one on the first page.
    `measures` are ids of measures (facts.Taken).
    """

    quotes: tuple[str, ...] = ()
    helps: tuple[str, ...] = ()
    hard: tuple[str, ...] = ()
    helps_words: str = ""
    hard_words: str = ""
    hope: str = ""
    next_steps: str = ""
    paragraphs: str = ""
    ladder: str = ""
    measures: tuple[str, ...] = ()
    appendices: tuple[str, ...] = ()
    read_on: date | None = None

    def as_json(self) -> dict:
        told = asdict(self)
        return told | {"read_on": self.read_on.isoformat() if self.read_on else None}


def from_json(kept: Mapping | None) -> Choices:
    """Choices as they were kept; what is unknown is passed over, what is missing is not chosen."""
    kept = dict(kept or {})
    read_on = kept.pop("read_on", None)
    known = {field.name: kept[field.name] for field in fields(Choices) if field.name in kept}
    told = {name: tuple(value) if isinstance(value, list) else value for name, value in known.items()}
    return Choices(**told, read_on=date.fromisoformat(read_on) if read_on else None)


def first_choices(next_steps: str, measures: tuple[str, ...] = ()) -> Choices:
    """What stands in the form before anybody chose: no words of the client, they are for the counselor to tick."""
    return Choices(next_steps=next_steps, measures=measures, appendices=("phases", "ratings", "sessions"))
