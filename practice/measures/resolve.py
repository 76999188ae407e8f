"""The checked shape of a file turned into a frozen Measure: lists become tuples, whole numbers whole."""

from dataclasses import fields
from typing import Any

from practice.measures import definition as shape
from practice.measures import measure as made

_MADE = {
    shape.PointDefinition: made.Point,
    shape.AskedWhenDefinition: made.AskedWhen,
    shape.MissingDefinition: made.MissingRule,
    shape.BandDefinition: made.Band,
    shape.CutoffDefinition: made.Cutoff,
    shape.NormDefinition: made.Norm,
    shape.ReliabilityDefinition: made.Reliability,
    shape.ChangeDefinition: made.ChangeCriterion,
    shape.ScoreDefinition: made.Score,
    shape.GateDefinition: made.Gate,
    shape.LoincDefinition: made.Loinc,
    shape.RiskDefinition: made.Risk,
    shape.AudienceDefinition: made.Audience,
    shape.CadenceDefinition: made.Cadence,
    shape.LicenceDefinition: made.Licence,
}


def resolve(definition: shape.MeasureDefinition) -> made.Measure:
    """Returns the frozen instrument. The definition has passed every check."""
    scales = {id: made.Scale(id, scale.render, _made(scale.points)) for id, scale in definition.scales.items()}
    items = tuple(_item(item, scales) for item in definition.items)
    return _build(made.Measure, definition, scales=scales, items=items)


def _item(item: shape.ItemDefinition, scales: dict[str, made.Scale]) -> made.Item:
    if item.kind == "text":
        return _build(made.Item, item, scale=made.OWN_WORDS, scored=False)
    return _build(made.Item, item, scale=scales[item.scale])


def whole(number: float) -> float | int:
    """Returns a whole number as an int, so that it is written without a point."""
    return int(number) if number == int(number) else number


def _build(kind: type, definition: shape.Strict, **given: object) -> Any:
    names = {field.name for field in fields(kind)} - given.keys()
    return kind(**given, **{name: _made(getattr(definition, name)) for name in names})


def _made(value: object) -> Any:
    if type(value) in _MADE:
        return _build(_MADE[type(value)], value)
    if isinstance(value, list):
        return tuple(_made(part) for part in value)
    if isinstance(value, dict):
        return {key: _made(part) for key, part in value.items()}
    return whole(value) if isinstance(value, float) else value
