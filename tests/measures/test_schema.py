"""The schema editors use is the one the reader checks with."""

from practice.measures import schema
from tests.protocols.examples import ROOT


def test_the_shipped_schema_is_current():
    shipped = (ROOT / "protocols/schema/measure-1.json").read_text(encoding="utf-8")
    assert shipped == schema.text(), "run: .venv/bin/practice measures schema > protocols/schema/measure-1.json"


def test_it_is_draft_07_and_closed():
    made = schema.document()
    assert made["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert "$defs" not in schema.text() and made["additionalProperties"] is False
    assert all(part["additionalProperties"] is False for part in made["definitions"].values() if "properties" in part)
    assert "class" in made["definitions"]["LicenceDefinition"]["properties"]
    assert "from" in made["definitions"]["RiskDefinition"]["properties"]
