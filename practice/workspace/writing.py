"""What a posted note page means. Pure: form values in, plain values out."""

from collections.abc import Mapping
from dataclasses import dataclass

BODY = ("better", "talked_about", "step", "agreed")
SAFETY = ("asked", "said", "protects", "agreed", "consulted")
LONGEST = 100_000


@dataclass(frozen=True)
class Typed:
    """One note page as typed: the note's fields, the safety block, ticked questions, the private page, versions."""

    body: dict[str, str]
    safety: dict[str, str]
    ticked: tuple[str, ...]  # "phase:question"
    private: str
    version: int
    private_version: int


def read(form: Mapping) -> Typed:
    """`form` has get and, as several, getlist under `question`."""
    getlist = getattr(form, "getlist", lambda name: form.get(name, []))
    safety = {key: _clean(form.get(f"safety_{key}")) for key in SAFETY}
    return Typed(
        body={key: _clean(form.get(key)) for key in BODY}, safety=safety, ticked=tuple(getlist("question")),
        private=_clean(form.get("private")), version=_number(form.get("version")),
        private_version=_number(form.get("private_version")),
    )  # fmt: skip


def _clean(text: str | None) -> str:
    """Line ends as one kind; NUL and lone surrogates cannot be stored and carry no words."""
    plain = (text or "").replace("\r\n", "\n").replace("\x00", "")
    return plain.encode("utf-8", "ignore").decode("utf-8").strip()


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


def too_long(typed: Typed) -> list[str]:
    """Names of fields beyond 100,000 characters."""
    fields = {**typed.body, **{f"safety_{key}": text for key, text in typed.safety.items()}, "private": typed.private}
    return [name for name, text in fields.items() if len(text) > LONGEST]


def with_words(ticked: tuple[str, ...], known: Mapping[str, str], before: list[dict]) -> list[dict]:
    """Ticked questions with the words they had: [{phase, id, text}]. Unknown ones are left out.

    `known` maps "phase:id" to words today; `before` are those already in the note, kept as they were.
    """
    kept = {f"{item['phase']}:{item['id']}": item["text"] for item in before}
    words = {**known, **kept}
    return [{"phase": key.partition(":")[0], "id": key.partition(":")[2], "text": words[key]} for key in ticked if key in words]


def empty(typed: Typed) -> bool:
    return not any(typed.body.values())


def number_of(text: str | None) -> int | None:
    """A small whole number, or None for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 4 else None
