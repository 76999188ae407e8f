"""Reads a protocol: text in, a frozen Protocol out, or all its faults at once."""
from collections.abc import Iterable, Mapping
from pathlib import PurePath

from practice.protocols.checks import check_structure, list_of
from practice.protocols.definition import ProtocolDefinition
from practice.protocols.faults import Fault, ProtocolFaults
from practice.protocols.fieldchecks import check_fields
from practice.protocols.protocol import Protocol
from practice.protocols.resolve import resolve
from practice.protocols.shapes import check_shape
from practice.protocols.source import Source, parse
from practice.protocols.wordchecks import check_words
from practice.protocols.words import ProtocolWords


def read(
    text: str, words: Mapping[str, str], *, file: str = "protocol.yaml", known_measures: Iterable[str] | None = None
) -> Protocol:
    """Returns the protocol written in `text`, with its `words` by language.

    `file` names the structure in messages; words are named beside it as `<language>.yaml`.
    `known_measures` None: measure keys are not looked up. Raises ProtocolFaults with every fault found, whatever
    the text holds; no other exception leaves.
    """
    structure = parse(text, file)
    spoken = {language: parse(said, _beside(file, language)) for language, said in words.items()}
    definition = _shape(structure, ProtocolDefinition)
    told = {language: _shape(source, ProtocolWords) for language, source in spoken.items()}
    if isinstance(structure.data, dict) and not structure.broken:
        check_structure(structure, known_measures)
        check_fields(structure)
        _languages(structure, spoken)
        for source in spoken.values():
            if isinstance(source.data, dict) and not source.broken:
                check_words(source, structure)
    faults = _first_per_place([structure, *spoken.values()])
    if faults or definition is None or None in told.values():
        raise ProtocolFaults(faults)
    return resolve(definition, told)


def _shape(source: Source, model: type) -> object:
    if source.broken:
        return None
    if not isinstance(source.data, dict):
        source.fault((), "wrong-type", "the file should begin with a key and a colon.")
        return None
    return check_shape(source, model)


def _beside(file: str, language: str) -> str:
    return str(PurePath(file).with_name(f"{language}.yaml"))


def _languages(structure: Source, spoken: Mapping[str, Source]) -> None:
    wanted = list_of(structure.data, "languages")
    for place, language in enumerate(wanted):
        if language not in spoken:
            message = f'the words file "{language}.yaml" is missing.'
            structure.fault(("languages", place), "words-missing", message)
    for language, source in spoken.items():
        if wanted and language not in wanted:
            source.fault((), "words-unused", f'"{language}" is not listed under languages in protocol.yaml.')


def _first_per_place(sources: Iterable[Source]) -> list[Fault]:
    """Shape and reference checks may complain about the same thing; the first word counts."""
    kept: dict[tuple[str, int, int, str, str], Fault] = {}
    for source in sources:
        for fault in source.faults:
            kept.setdefault((fault.file, fault.line, fault.column, fault.path, fault.message), fault)
    return list(kept.values())
