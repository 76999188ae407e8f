"""JSON Schema of an instrument file for editors, made from the models, as draft-07."""

import json

from practice.measures.definition import MeasureDefinition
from practice.protocols.schema import seventh


def document() -> dict:
    """Returns the schema of format 1 as draft-07."""
    made = seventh(MeasureDefinition.model_json_schema(by_alias=True))
    heading = {"$schema": "http://json-schema.org/draft-07/schema#", "title": "Attune measure, format 1"}
    return heading | {key: value for key, value in made.items() if key != "title"}


def text() -> str:
    """Returns the schema as it lies in protocols/schema/measure-1.json."""
    return json.dumps(document(), indent=2, ensure_ascii=False) + "\n"
