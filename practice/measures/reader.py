"""Reads an instrument: text in, a frozen Measure out, or all its faults at once."""

from practice.measures.checks import check_measure
from practice.measures.definition import MeasureDefinition
from practice.measures.measure import Measure
from practice.measures.resolve import resolve
from practice.protocols.faults import ProtocolFaults
from practice.protocols.shapes import check_shape
from practice.protocols.source import Source, parse


class MeasureFaults(ProtocolFaults):
    """An instrument file that cannot be used; `faults` lists everything found, in order."""


def read_measure(text: str, file: str = "measure.yaml") -> Measure:
    """Returns the instrument written in `text`; `file` names it in messages.

    Raises MeasureFaults with every fault found, whatever the text holds; no other exception leaves.
    """
    source = parse(text, file)
    _forgive_date(source)
    definition = None
    if not source.broken and not isinstance(source.data, dict):
        source.fault((), "wrong-type", "the file should begin with a key and a colon.")
    elif not source.broken:
        definition = check_shape(source, MeasureDefinition)
    if definition is not None:
        check_measure(source, definition)
    if source.faults or definition is None:
        raise MeasureFaults(source.faults)
    return resolve(definition)


def _forgive_date(source: Source) -> None:
    """A bare day means only one thing at `read_on`, so it needs no quotes there."""
    mark = source.values.get(("licence", "read_on"))
    source.faults[:] = [
        fault for fault in source.faults if fault.code != "timestamp" or (fault.line, fault.column) != mark
    ]
