"""How a note is laid out: small definition files, protocols/notes/<key>.yaml. Pure: text in, a frozen Format or all faults out.

The safety block belongs to every note by its making, whatever the file says; no file can leave it out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field as Rule

from practice import config
from practice.protocols.definition import Strict
from practice.protocols.faults import Fault, ProtocolFaults
from practice.protocols.shapes import check_shape
from practice.protocols.source import MAX_BYTES, Source, parse

USUAL, COUPLE = "solution-focused", "couple"
SAFETY = ("asked", "said", "protects", "agreed", "consulted")  # the safety block of every note
# What a note or its page calls something else already, so no field can have the name.
TAKEN = frozenset({
    "title", "happened_at", "private", "private_version", "version", "question", "format", "new_format", "happened",
    "happened_shown", "do", "keep", "writer", "passphrase", "csrf_token", "ratings", "main",
})  # fmt: skip
Key = Annotated[str, Rule(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=40)]
FieldId = Annotated[str, Rule(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
Words = Annotated[str, Rule(min_length=1, max_length=300)]


class FieldDefinition(Strict):
    """One place to write. named: the participant's own name stands there instead of the title."""

    id: FieldId
    title: Words
    hint: Words | None = None
    rows: Annotated[int, Rule(ge=1, le=20)] = 4
    promise: bool = Rule(False, description="Read back at the next preparation; without any, signing asks once.")
    named: Literal["first", "second"] | None = None


class FormatDefinition(Strict):
    """The shape of a note's file, format 1."""

    format: Literal[1]
    id: Key
    title: Words
    about: Words
    couple: bool = Rule(False, description="For meetings of both partners only.")
    fields: Annotated[list[FieldDefinition], Rule(min_length=1, max_length=12)]


@dataclass(frozen=True)
class Field:
    """One place to write, `rows` lines high. `named`: first, second or nothing."""

    id: str
    title: str
    hint: str
    rows: int
    promise: bool = False
    named: str | None = None


@dataclass(frozen=True)
class Format:
    """A way to lay out a note. `couple`: for meetings of both partners only."""

    key: str
    title: str
    about: str
    couple: bool
    fields: tuple[Field, ...]


class FormatFaults(ProtocolFaults):
    """A format that cannot be used; `faults` lists everything found, in order."""


def folder() -> Path:
    """Where the shipped formats lie: inside the wheel, or beside practice/ in a checkout."""
    return config.assets() / "protocols" / "notes"


def load_formats(place: Path | None = None) -> dict[str, Format]:
    """{key: Format}, the usual one first; read once per process. Raises FormatFaults with every fault of every file."""
    return _load(str(place) if place else _shipped())


@cache
def _shipped() -> str:
    return str(folder())


@lru_cache(maxsize=8)
def _load(place: str) -> dict[str, Format]:
    found, faults = check(sorted(Path(place).glob("*.yaml")))
    if faults:
        raise FormatFaults(faults)
    return dict(sorted(found.items(), key=lambda item: (item[0] != USUAL, item[0])))


def check(files: Iterable[Path]) -> tuple[dict[str, Format], list[Fault]]:
    """Reads format files from disk, each called as its id: the healthy ones by key, and every fault. Never raises."""
    found, faults = {}, []
    for file in files:
        try:
            made = read_format(_text(file), str(file))
            if made.key != file.stem:
                message = f'the id is "{made.key}" and the file "{file.name}"; they go together.'
                raise FormatFaults([Fault(str(file), 1, 1, "id", "file-name", message)])
            found[made.key] = made
        except FormatFaults as problem:
            faults += problem.faults
    return found, faults


def _text(file: Path) -> str:
    try:
        return file.read_bytes()[: MAX_BYTES + 1].decode()
    except (OSError, UnicodeDecodeError) as error:
        why = "is not UTF-8 text" if isinstance(error, UnicodeDecodeError) else "cannot be opened"
        raise FormatFaults([Fault(str(file), 1, 1, "", "unreadable", f"this file {why}.")]) from error


def read_format(text: str, file: str = "format.yaml") -> Format:
    """The format written in `text`; `file` names it in messages. Raises FormatFaults with every fault; nothing else."""
    source = parse(text, file)
    definition = None
    if not source.broken and not isinstance(source.data, dict):
        source.fault((), "wrong-type", "the file should begin with a key and a colon.")
    elif not source.broken:
        definition = check_shape(source, FormatDefinition)
    if definition is not None:
        _check_fields(source, definition)
    if source.faults or definition is None:
        raise FormatFaults(source.faults)
    fields = tuple(Field(f.id, f.title, f.hint or "", f.rows, f.promise, f.named) for f in definition.fields)
    return Format(definition.id, definition.title, definition.about, definition.couple, fields)


def _check_fields(source: Source, definition: FormatDefinition) -> None:
    seen: set[str] = set()
    for number, field in enumerate(definition.fields):
        here = ("fields", number, "id")
        if field.id in seen:
            source.fault(here, "duplicate-id", f'another field is called "{field.id}" too.')
        elif field.id in TAKEN or field.id.startswith(("safety_", "rating_", "range_", "keeps_", "past_", "sign_")):
            source.fault(here, "bad-id", f'"{field.id}" means something else on the page; choose another id.')
        seen.add(field.id)
        if field.named and not definition.couple:
            source.fault(("fields", number, "named"), "bad-value", "only a format with couple: true names the two.")


def fits(form: Format | None, joint: bool) -> bool:
    """Whether notes of such a meeting can be laid out so."""
    return form is not None and (joint or not form.couple)


def format_for(episode, counselor, practice, joint: bool) -> Format:
    """The format a new note gets: as chosen for this episode, by this counselor, the couple's for a joint meeting, as the
    practice does. Each has a `note_format`, a key or nothing; what is not known (any more) or does not fit is passed over."""
    known = load_formats()
    wishes = (episode.note_format, counselor.note_format, COUPLE if joint else None, practice.note_format, USUAL)
    return next(known[key] for key in wishes if key and fits(known.get(key), joint))


def labels(form: Format, names: Sequence[str] = ()) -> dict[str, str]:
    """{field: its title}, the format's own under "title". `names`: how the two are called, in the order they came."""
    whose = dict(zip(("first", "second"), names, strict=False))
    return {"title": form.title, **{field.id: whose.get(field.named, field.title) for field in form.fields}}


def promises(body: Mapping[str, str] | None, form: Format | None) -> list[str]:
    """What was promised, line by line, from the fields the format marks. An unknown format: those of the usual one."""
    marked = [field.id for field in (form or load_formats()[USUAL]).fields if field.promise]
    return [line.strip() for key in marked for line in ((body or {}).get(key) or "").split("\n") if line.strip()]


def laid_out(body: Mapping[str, str] | None, form: Format | None, titles: Mapping[str, str] | None) -> list[tuple[str, str, str]]:
    """(field, title, words) of what is written: in the order of the format, then what stands from another one."""
    body, titles = body or {}, titles or {}
    own = {field.id: field.title for field in (form.fields if form else ())}
    order = [*own, *(key for key in body if key not in own)]
    return [(key, titles.get(key) or own.get(key) or known_title(key), body[key]) for key in order if body.get(key)]


def known_title(field_id: str) -> str:
    """What any format calls this field; else its id."""
    return next((field.title for form in load_formats().values() for field in form.fields if field.id == field_id), field_id)


def first_words(body: Mapping[str, str] | None, form: Format | None) -> str:
    """What a list shows of a note: the longest of the first three fields that are written, promises left out."""
    promised = {field.id for field in (form.fields if form else ()) if field.promise}
    written = [words for key, _title, words in laid_out(body, form, None) if key not in promised]
    return max(written[:3], key=len, default="")
