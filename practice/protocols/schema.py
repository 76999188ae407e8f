"""JSON Schema of protocol.yaml for editors, made from the models. Editors read draft-07; pydantic writes 2020-12."""
import json

from practice.protocols.definition import ProtocolDefinition

_FIRST_LINE = "http://json-schema.org/draft-07/schema#"


def document() -> dict:
    """Returns the schema of format 1 as draft-07."""
    made = seventh(ProtocolDefinition.model_json_schema(by_alias=True))
    heading = {"$schema": _FIRST_LINE, "title": "Attune protocol, format 1"}
    return heading | {key: value for key, value in made.items() if key != "title"}


def text() -> str:
    """Returns the schema as it lies in protocols/schema/protocol-1.json."""
    return json.dumps(document(), indent=2, ensure_ascii=False) + "\n"


def seventh(part: object) -> object:
    """Returns a 2020-12 schema as draft-07: other names for definitions, nothing beside a $ref."""
    if isinstance(part, list):
        return [seventh(item) for item in part]
    if not isinstance(part, dict):
        return part
    changed = {("definitions" if key == "$defs" else key): seventh(value) for key, value in part.items()}
    if isinstance(changed.get("$ref"), str):
        changed["$ref"] = changed["$ref"].replace("#/$defs/", "#/definitions/")
        if len(changed) > 1:  # draft-07 ignores what stands beside $ref
            reference = changed.pop("$ref")
            changed["allOf"] = [{"$ref": reference}]
    return changed
