"""One occasion of a measure as FHIR R4 (4.0.1), written strictly: a Bundle with response and observations. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from practice.measures.fhir.codes import LOINC
from practice.measures.measure import Item, Measure, Point, Score
from practice.measures.scoring import Scored, score, score_entry

UNITS = "http://unitsofmeasure.org"
ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
SURVEY = {"system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "survey", "display": "Survey"}
SCREENING = "Screening, not diagnosis."


@dataclass(frozen=True)
class Occasion:
    """One finished administration. `answers` as stored: {item number as text: value}, or {"scores": {...}} typed in.

    `struck`: it was taken back; what is written then says entered-in-error.
    """

    id: str
    client_id: str
    given_on: date
    finished_at: datetime
    answers: Mapping
    struck: bool = False
    target: str | None = None

    @property
    def typed(self) -> bool:
        return "scores" in self.answers

    def scored(self, measure: Measure) -> Scored:
        """Scored anew from the answers, never read from what was stored. Raises WrongAnswers."""
        if self.typed:
            return score_entry(measure, self.answers["scores"])
        return score(measure, {int(n): value for n, value in self.answers.items()})


def bundle(measure: Measure, occasion: Occasion) -> dict:
    """A Bundle (collection) of the response, one Observation per score that could be made, and a nameless Patient.

    Every reference resolves within it. A code stands only where the instrument file has a verified one.
    """
    found = [{"resourceType": "Patient", "id": _id(occasion.client_id)}]
    if not occasion.typed:
        found.append(questionnaire_response(measure, occasion))
    found += observations(measure, occasion)
    return {"resourceType": "Bundle", "type": "collection", "timestamp": _instant(occasion.finished_at),
            "entry": [{"fullUrl": f"urn:uuid:{one['id']}", "resource": one} for one in found]}  # fmt: skip


def questionnaire_response(measure: Measure, occasion: Occasion) -> dict:
    """The answers in the order of giving; a question without an answer is left out."""
    answered = [(item, occasion.answers[str(item.n)]) for item in measure.items
                if occasion.answers.get(str(item.n)) is not None]  # fmt: skip
    items = [_present({"linkId": _link(item), "text": item.text or _poles(item), "answer": [_answer(item, value)]})
             for item, value in answered]  # fmt: skip
    return _present({
        "resourceType": "QuestionnaireResponse", "id": _id(occasion.id), "questionnaire": _canonical(measure),
        "status": "entered-in-error" if occasion.struck else "completed", "subject": _reference(occasion.client_id),
        "authored": _instant(occasion.finished_at), "item": items,
    })  # fmt: skip


def observations(measure: Measure, occasion: Occasion) -> list[dict]:
    """One Observation per score; none for a score that could not be made, because nothing stands for it."""
    scored = occasion.scored(measure)
    return [_observation(measure, occasion, one, scored) for one in measure.scores if one.id in scored.scores]


def _observation(measure: Measure, occasion: Occasion, one: Score, scored: Scored) -> dict:
    coding = [{"system": LOINC, "code": one.code}] if one.code else None
    band = scored.bands.get(one.id)
    return _present({
        "resourceType": "Observation", "id": str(uuid5(NAMESPACE_URL, f"urn:attune:{occasion.id}:{one.id}")),
        "status": "entered-in-error" if occasion.struck else "final",
        "category": [{"coding": [dict(SURVEY)]}],
        "code": _present({"coding": coding, "text": f"{measure.title}: {one.title}"}),
        "subject": _reference(occasion.client_id), "effectiveDateTime": occasion.given_on.isoformat(),
        "issued": _instant(occasion.finished_at),
        "valueQuantity": {"value": scored.scores[one.id], "unit": "{score}", "system": UNITS, "code": "{score}"},
        "interpretation": [{"text": band}] if band else None,
        "note": [{"text": text} for text in _notes(measure, occasion, one, scored)],
        "derivedFrom": None if occasion.typed else [_reference(occasion.id)],
    })  # fmt: skip


def _notes(measure: Measure, occasion: Occasion, one: Score, scored: Scored) -> list[str]:
    notes = [SCREENING, measure.licence.attribution]
    if one.id in scored.prorated:
        notes.append(f"Prorated from {scored.prorated[one.id]} of {len(one.items)} answers.")
    if not one.code:
        notes.append(one.key_source)
    if occasion.typed:
        notes.append("Typed in; the answers are not kept here.")
    if occasion.target:
        notes.append(f"About: {occasion.target}")
    return notes


def _answer(item: Item, value: float | str) -> dict:
    if item.free:
        return {"valueString": value}
    point = next((one for one in item.scale.points if one.value == value), Point(value))
    if item.scale.render == "yes-no" and value in (0, 1):
        return {"valueBoolean": value == 1}
    if point.label is None:
        return {"valueInteger": int(value)} if value == int(value) else {"valueDecimal": value}
    coding = {"extension": [{"url": ORDINAL, "valueDecimal": value}]}
    if point.code:
        coding |= {"system": LOINC, "code": point.code}
    return {"valueCoding": coding | {"display": point.label}}


def _canonical(measure: Measure) -> str:
    panel = measure.loinc.panel if measure.loinc else None
    return f"http://loinc.org/q/{panel}" if panel else f"urn:attune:measure:{measure.key}|{measure.version.replace(' ', '-')}"


def _link(item: Item) -> str:
    return f"/{item.code}" if item.code else str(item.n)


def _poles(item: Item) -> str | None:
    return f"{item.left} – {item.right}" if item.left and item.right else None


def _id(hexadecimal: str) -> str:
    return str(UUID(hexadecimal))


def _reference(hexadecimal: str) -> dict:
    return {"reference": f"urn:uuid:{_id(hexadecimal)}"}


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _present(holder: dict) -> dict:
    return {name: value for name, value in holder.items() if value not in (None, [], {})}
