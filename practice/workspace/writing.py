"""What a posted note page means. Pure: form values in, plain values out."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from practice.notes.formats import SAFETY, load_formats

LONGEST = 100_000


@dataclass(frozen=True)
class Typed:
    """One note page as typed: the fields it showed, the safety block, ticked questions, the private page, which lines of
    what happened it showed and which of them go into the note, the versions it was opened with."""

    body: dict[str, str]
    safety: dict[str, str]
    ticked: tuple[str, ...]  # "phase:question"
    private: str
    version: int
    private_version: int
    shown: frozenset[str] = frozenset()
    inside: frozenset[str] = frozenset()
    format: str | None = None
    writer: str = ""  # whose page it was when it was drawn


def read(form: Mapping) -> Typed:
    """`form` has get and, as several, getlist under `question`, `happened` and `happened_shown`. A field that was not on
    the page is not in `body`."""
    getlist = getattr(form, "getlist", lambda name: form.get(name, []))
    safety = {key: clean(form.get(f"safety_{key}")) for key in SAFETY}
    return Typed(
        body={key: clean(form.get(key)) for key in body_fields() if key in form}, safety=safety,
        ticked=tuple(dict.fromkeys(getlist("question"))), private=clean(form.get("private")), version=_number(form.get("version")),
        private_version=_number(form.get("private_version")), shown=frozenset(getlist("happened_shown")),
        inside=frozenset(getlist("happened")), format=form.get("format"), writer=form.get("writer") or "",
    )  # fmt: skip


@cache
def body_fields() -> tuple[str, ...]:
    """The ids of every field of every format, each once. Kept: asked at every save."""
    return tuple(dict.fromkeys(field.id for form in load_formats().values() for field in form.fields))


def clean(text: str | None) -> str:
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


def says_the_same(typed: Typed, body: Mapping | None, safety: Mapping | None) -> bool:
    """Whether what is stored holds every word that was typed: a double press is no second version."""
    body, safety = body or {}, safety or {}
    return all(body.get(key, "") == text for key, text in typed.body.items()) and all(
        safety.get(key, "") == text for key, text in typed.safety.items())  # fmt: skip


def promised_nothing(body: Mapping | None, key: str) -> bool:
    """No next step is written, although the format has a place for one."""
    form = load_formats().get(key)
    marked = [field.id for field in (form.fields if form else ()) if field.promise]
    return bool(marked) and not any((body or {}).get(field) for field in marked)


def number_of(text: str | None) -> int | None:
    """A small whole number, or None for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 4 else None
