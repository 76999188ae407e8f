"""A foreign questionnaire as the text of an instrument file, format 1. Pure."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

from practice.measures.fhir.items import Question
from practice.measures.fhir.matching import Match
from practice.measures.measure import Measure

OWN_SUM = "scored by the sum of the file's own points; not checked by Attune"
_LOINC_ANSWER = re.compile(r"LA\d{1,7}-\d")
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


@dataclass(frozen=True)
class RiskRule:
    """What an owner decided about a question of risk: from which answer on a human must look."""

    from_: int | float
    kind: str
    urgency: str = "urgent"


@dataclass(frozen=True)
class Terms:
    """What the file says about itself and its rights, word for word."""

    title: str
    version: str
    language: str
    instructions: str
    copyright: str
    publisher: str
    source: str


def instrument(
    key: str, terms: Terms, questions: tuple[Question, ...], match: Match | None, *, today: date,
    rules: Mapping[str, RiskRule | None],
) -> str:  # fmt: skip
    """The YAML of an instrument called `key`, with the scores and risk rules of `match`, else the file's own sum.

    `rules` by linkId for questions of risk that no native rule covers; None: it was looked at and is none.
    """
    scales, items = _items(questions, match)
    risk = _native_risk(match) if match else _own_risk(questions, rules, today)
    native = match.measure if match else None
    data = {
        "format": 1, "id": key, "version": terms.version, "title": terms.title, "language": terms.language,
        "about": _about(native, questions), "period": native.period if native else None, "instructions": terms.instructions or None,
        "wording": "installed", "scales": scales, "items": items,
        "scores": _native_scores(match) if match else _own_scores(questions),
        "gate": _gate(match), "pattern": native.pattern if native and match.same_order else None,
        "loinc": _loinc(native), "risk": risk, "audience": _audience(native, risk),
        "cadence": asdict(native.cadence) if native and native.cadence else None, "licence": _licence(terms, today),
    }  # fmt: skip
    return _written({name: value for name, value in data.items() if value not in (None, [], {}) or name == "scores"})


def counted(question: Question) -> bool:
    """Whether a question belongs to the file's own sum."""
    return question.weighted and not question.difficulty


def _about(native: Measure | None, questions: tuple[Question, ...]) -> str:
    if native is None and not any(map(counted, questions)):
        return "Brought in from a FHIR Questionnaire; not scored."
    if native is None:
        return f"Brought in from a FHIR Questionnaire; {OWN_SUM}."
    return f"Brought in from a FHIR Questionnaire; scored as {native.title}: code, questions and answer points agree."


def _items(questions: tuple[Question, ...], match: Match | None) -> tuple[dict, list[dict]]:
    scales: dict[str, dict] = {}
    items = []
    native = {place: match.measure.by_n[n] for n, place in match.places.items()} if match else {}
    for place, question in enumerate(questions, 1):
        known = native.get(place)
        if question.free:
            items.append(_present({"n": place, "kind": "text", "text": question.text, "code": next(iter(question.codes), None)}))
            continue
        scale = {"render": "yes-no" if question.yes_no else "choices", "points": _points(question)}
        name = next((name for name, other in scales.items() if other == scale), f"answers_{len(scales) + 1}")
        scales[name] = scale
        code = known.code if known else next(iter(question.codes), None)
        scored = known.scored if known else match is None and counted(question)
        when = asdict(known.asked_when) if known and known.asked_when else None
        items.append(_present({"n": place, "text": question.text, "scale": name, "code": code, "asked_when": when,
                               "reverse": bool(known and known.reverse) or None,
                               "scored": None if scored else False}))  # fmt: skip
    return scales, items


def _points(question: Question) -> list[dict]:
    return [_present({"value": value, "label": answer.label,
                      "code": answer.code if _LOINC_ANSWER.fullmatch(answer.code) else None})
            for answer, value in zip(question.answers, question.values, strict=True)]  # fmt: skip


def _own_scores(questions: tuple[Question, ...]) -> list[dict]:
    """The file's own sum; nothing where no question carries points."""
    summed = [(place, question) for place, question in enumerate(questions, 1) if counted(question)]
    return [_own_sum(summed)] if summed else []


def _own_sum(summed: list[tuple[int, Question]]) -> dict:
    return {"id": "total", "title": "Sum of the file's own points", "items": [place for place, _question in summed],
            "low": sum(min(question.values) for _place, question in summed),
            "high": sum(max(question.values) for _place, question in summed), "better": "neither",
            "decimals": 0 if all(isinstance(value, int) for _n, one in summed for value in one.values) else 2,
            "key_source": f"The imported file (ordinalValue or itemWeight): {OWN_SUM}.",
            "missing": {"rule": "refuse"}}  # fmt: skip


def _native_scores(match: Match) -> list[dict]:
    found = []
    for score in match.measure.scores:
        one = _present(asdict(score))
        one["missing"] = _present(one["missing"])
        for holder, name in ((one, "items"), (one, "reverse"), (one["missing"], "never_missing")):
            if name in holder:
                holder[name] = [match.places[n] for n in holder[name]]
        for name in ("bands", "cutoffs", "norms", "reliability", "change"):
            if name in one:
                one[name] = [_present(part) for part in one[name]]
        found.append(one)
    return found


def _gate(match: Match | None) -> dict | None:
    gate = match.measure.gate if match else None
    return {"item": match.places[gate.item], "equals": gate.equals, "gives": dict(gate.gives)} if gate else None


def _loinc(native: Measure | None) -> dict:
    if native is None:
        return {"source": "The imported file; not checked by Attune."}
    return _present(asdict(native.loinc))


def _native_risk(match: Match) -> list[dict]:
    found = []
    for risk in match.measure.risk:
        one = _present(asdict(risk))
        found.append({"item": match.places[risk.item], "from": one.pop("from_")} | {
            name: value for name, value in one.items() if name != "item"})  # fmt: skip
    return found


def _own_risk(questions: tuple[Question, ...], rules: Mapping[str, RiskRule | None], today: date) -> list[dict]:
    return [{"item": place, "from": rule.from_, "kind": rule.kind, "urgency": rule.urgency, "blank": "review",
             "source": f"Set by this practice at the import, {today.isoformat()}."}
            for place, question in enumerate(questions, 1) if (rule := rules.get(question.link)) is not None]  # fmt: skip


def _audience(native: Measure | None, risk: list[dict]) -> dict | None:
    if native is not None:
        return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(native.audience).items()}
    # Questions about violence: alone, in the room, and in nothing that leaves the practice (clinical.md D.4).
    alone = any(one["kind"] == "violence" for one in risk)
    return {"solo_only": True, "remote": False} if alone else None


def _licence(terms: Terms, today: date) -> dict:
    return {"class": "conditional", "holder": terms.publisher or terms.copyright[:200] or "Not named in the file",
            "statement": terms.copyright or "The file says nothing about who may use it.", "source": terms.source,
            "read_on": today.isoformat(), "attribution": terms.copyright or terms.title,
            "conditions": "Say on what ground this practice may use these words, after reading what the file says about "
                          "them. The file alone proves nothing."}  # fmt: skip


def _present(holder: dict) -> dict:
    return {name: value for name, value in holder.items() if value not in (None, (), [], {})}


def _written(data: dict) -> str:
    """One line per entry; every text in quotes, so that nothing in it is ever taken for YAML."""
    lines = ["# Brought in from a FHIR Questionnaire."]
    for name, value in data.items():
        if isinstance(value, list) and value:
            lines += [f"{name}:", *(f"  - {_flow(one)}" for one in value)]
        elif name == "scales":
            lines += [f"{name}:", *(f"  {scale}: {_flow(one)}" for scale, one in value.items())]
        else:
            lines.append(f"{name}: {_flow(value)}")
    return "\n".join(lines) + "\n"


def _flow(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)
