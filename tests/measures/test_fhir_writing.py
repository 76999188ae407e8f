"""What goes out is strict R4: known fields and types only, references inside the bundle, nothing where nothing was made."""

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from practice.measures.fhir.writing import Occasion, bundle, observations, questionnaire_response
from practice.measures.library import load_measures
from practice.measures.reader import read_measure
from tests.measures.samples import UNSCORED

REAL = Path(__file__).parents[3] / "shared/real/fhir"
AT = datetime(2026, 11, 20, 17, 30, 5, tzinfo=UTC)
CODING = {"system": str, "code": str, "display": str, "extension": [{"url": str, "valueDecimal": float}]}
CONCEPT = {"coding": [CODING], "text": str}
REFERENCE = {"reference": str}
ANSWER = {"valueCoding": CODING, "valueBoolean": bool, "valueInteger": int, "valueDecimal": float,
          "valueString": str}  # fmt: skip
SHAPES = {  # the elements of R4 4.0.1 that Attune writes, with their types
    "Patient": {"resourceType": str, "id": str},
    "QuestionnaireResponse": {
        "resourceType": str, "id": str, "questionnaire": str, "status": str, "subject": REFERENCE, "authored": str,
        "item": [{"linkId": str, "text": str, "answer": [ANSWER]}]},
    "Observation": {
        "resourceType": str, "id": str, "status": str, "category": [CONCEPT], "code": CONCEPT, "subject": REFERENCE,
        "effectiveDateTime": str, "issued": str, "interpretation": [CONCEPT], "note": [{"text": str}],
        "derivedFrom": [REFERENCE], "valueQuantity": {"value": float, "unit": str, "system": str, "code": str}},
}  # fmt: skip
NEEDED = {"QuestionnaireResponse": {"status"}, "Observation": {"status", "code", "valueQuantity", "category"}, "Patient": set()}


def occasion(answers, **more):
    return Occasion("a" * 32, "b" * 32, date(2026, 11, 20), AT, answers, **more)


def numbered(*values):
    return {str(n): value for n, value in enumerate(values, 1) if value is not None}


def strict(found, shape, path=""):
    """Every field known, every type right, nothing empty: what a strict R4 reader asks."""
    if isinstance(shape, dict):
        assert isinstance(found, dict) and found, path
        assert found.keys() <= shape.keys(), f"{path}: {found.keys() - shape.keys()}"
        for name, value in found.items():
            strict(value, shape[name], f"{path}.{name}")
    elif isinstance(shape, list):
        assert isinstance(found, list) and found, path
        for value in found:
            strict(value, shape[0], path)
    elif shape is float:
        assert isinstance(found, int | float) and not isinstance(found, bool), path
    else:
        assert type(found) is shape and (found != ""), path


def entries(found):
    """The resources of a bundle by their address, each checked."""
    assert found["resourceType"] == "Bundle" and found["type"] == "collection"
    inside = {one["fullUrl"]: one["resource"] for one in found["entry"]}
    for url, resource in inside.items():
        kind = resource["resourceType"]
        strict(resource, SHAPES[kind], kind)
        assert NEEDED[kind] <= resource.keys() and url == f"urn:uuid:{resource['id']}"
        assert re.fullmatch(r"[A-Za-z0-9\-.]{1,64}", resource["id"])
    pointed = set(re.findall(r'"reference": "([^"]+)"', json.dumps(found)))
    assert pointed <= inside.keys()
    assert len({one["linkId"] for one in response(inside).get("item", [])}) == len(response(inside).get("item", []))
    return inside


def response(inside):
    return next((one for one in inside.values() if one["resourceType"] == "QuestionnaireResponse"), {})


@pytest.mark.parametrize("key", sorted(load_measures().measures))
def test_every_instrument_goes_out_strictly(key):
    measure = load_measures()[key]
    low = {str(item.n): "=a few words" if item.free else item.scale.low for item in measure.items}
    typed = {"scores": {one.id: one.low for one in measure.scores}}
    inside = entries(bundle(measure, occasion(low or typed)))
    made = [one for one in inside.values() if one["resourceType"] == "Observation"]
    assert len(made) == len(measure.scores)
    assert all(one["category"][0]["coding"][0]["code"] == "survey" and one["status"] == "final" for one in made)


def test_own_words_go_out_as_words():
    found = questionnaire_response(load_measures()["sessioncheck"], occasion(numbered(1, 2, 3, "more time\nplease")))
    assert found["item"][3]["answer"] == [{"valueString": "more time\nplease"}]


def test_a_form_that_is_not_scored_goes_out_without_an_observation():
    inside = entries(bundle(read_measure(UNSCORED), occasion({"1": 1, "2": "tea"})))
    assert {one["resourceType"] for one in inside.values()} == {"Patient", "QuestionnaireResponse"}


def test_phq9_as_the_german_module_has_it():
    measure = load_measures()["phq9"]
    inside = entries(bundle(measure, occasion(numbered(*[3] * 9, 3))))
    found = response(inside)
    assert found["questionnaire"] == "http://loinc.org/q/44249-1" and found["status"] == "completed"
    assert found["authored"] == "2026-11-20T17:30:05Z"
    last = next(one for one in inside.values() if one["resourceType"] == "Observation")
    assert last["code"]["coding"] == [{"system": "http://loinc.org", "code": "44261-6"}]
    assert last["valueQuantity"] == {"value": 27, "unit": "{score}", "system": "http://unitsofmeasure.org", "code": "{score}"}
    assert last["derivedFrom"] == [{"reference": f"urn:uuid:{found['id']}"}]
    assert last["note"][0]["text"] == "Screening, not diagnosis."
    if REAL.is_dir():
        theirs = json.loads((REAL / "mii-phq9-response.json").read_text("utf-8"))["item"][0]["answer"][0]["valueCoding"]
        assert found["item"][0]["answer"][0]["valueCoding"]["code"] == theirs["code"] == "LA6571-9"
        quantity = json.loads((REAL / "mii-phq9-observation.json").read_text("utf-8"))["valueQuantity"]
        assert last["valueQuantity"] == quantity


def test_the_points_travel_with_the_answer():
    """Foreign expressions read the ordinal from the answer's own coding (exchange.md section 0.2)."""
    found = questionnaire_response(load_measures()["phq9"], occasion(numbered(0, 1, 2, 3)))
    ordinals = [one["answer"][0]["valueCoding"]["extension"][0]["valueDecimal"] for one in found["item"]]
    assert ordinals == [0, 1, 2, 3]


def test_nothing_is_made_of_an_incomplete_occasion():
    measure = load_measures()["phq9"]
    inside = entries(bundle(measure, occasion(numbered(3, None, 3, 3, 3, 3, 3, 3, 3))))
    assert [one["resourceType"] for one in inside.values()] == ["Patient", "QuestionnaireResponse"]
    assert len(response(inside)["item"]) == 8


def test_what_was_taken_back_says_so():
    inside = entries(bundle(load_measures()["phq9"], occasion(numbered(*[1] * 9), struck=True)))
    assert {one["status"] for one in inside.values() if "status" in one} == {"entered-in-error"}


def test_a_prorated_score_is_marked():
    made = observations(load_measures()["core10"], occasion(numbered(1, 1, 1, 1, 1, 1, 1, 1, 1)))
    assert any("Prorated from 9 of 10" in note["text"] for note in made[0]["note"])


def test_a_total_typed_in_has_no_response():
    found = bundle(load_measures()["phq9"], occasion({"scores": {"total": 12}}))
    inside = entries(found)
    assert not response(inside) and "derivedFrom" not in next(
        one for one in inside.values() if one["resourceType"] == "Observation")
