"""Foreign questionnaires: every real file gives a preview, the codes that lie are not believed, hostile files cost nothing."""

import json
import time
from datetime import date
from pathlib import Path

import pytest

from practice.measures.fhir.instrument import RiskRule
from practice.measures.fhir.lists import named
from practice.measures.fhir.opening import MOST_BYTES, NotReadable
from practice.measures.fhir.reading import read_questionnaire
from practice.measures.library import load_measures
from practice.measures.reader import read_measure
from practice.measures.scoring import score

REAL = Path(__file__).parents[3] / "shared/real/fhir"
real = pytest.mark.skipif(not REAL.is_dir(), reason="the real files are not here")
TODAY = date(2026, 11, 21)
SCORED = {
    "lforms-phq9": ("native", 10), "lforms-phq9-weight-function": ("native", 10), "uwcirg-phq9-cql-score": ("native", 10),
    "uwcirg-gad7-cql-score": ("native", 7), "web-phq-9": ("native", 10), "web-phq-2": ("native", 2), "web-gad-7": ("native", 8),
    "mii-phq9-de": ("native", 10), "web-audit-c": ("ordinal", 3), "web-cage": ("ordinal", 4), "web-dast-10": ("ordinal", 13),
    "lforms-apgar-itemweight-variables": ("ordinal", 5), "lforms-enablewhen": ("none", 64),
    "lforms-calculated-expression": ("none", 3),
}  # fmt: skip


def read(found):
    data = found if isinstance(found, bytes) else json.dumps(found).encode()
    return read_questionnaire(data, load_measures().measures)


def real_file(name):
    return read((REAL / f"{name}.json").read_bytes())


def kept(foreign, rules=None, key="mine"):
    return read_measure(foreign.text(key, today=TODAY, rules=rules or {}))


def choice(link, text, *points, code=None, **more):
    options = [{"valueCoding": {"code": f"c{n}", "display": f"answer {n}"},
                "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/ordinalValue", "valueDecimal": value}]}
               for n, value in enumerate(points)]  # fmt: skip
    coded = {"code": [{"system": "http://loinc.org", "code": code}]} if code else {}
    return {"linkId": link, "type": "choice", "text": text, "answerOption": options, **coded, **more}


def questionnaire(*items, **more):
    return {"resourceType": "Questionnaire", "status": "active", "title": "Mine", "language": "en",
            "copyright": "Free.", "item": list(items), **more}  # fmt: skip


@real
@pytest.mark.parametrize("name", SCORED)
def test_real_files_are_read_and_kept(name):
    foreign = real_file(name)
    assert (foreign.scoring, len(foreign.questions)) == SCORED[name]
    measure = kept(foreign)
    assert measure.unscored == (foreign.scoring == "none") and ("not scored" in measure.about) == measure.unscored
    assert measure.wording == "installed" and measure.licence.class_ == "conditional" and measure.licence.conditions
    assert [item.text for item in measure.items] == [question.text for question in foreign.questions]


@real
@pytest.mark.parametrize("name", ["uwcirg-plandefinition", "mii-phq9-response", "mii-phq9-observation"])
def test_other_resources_are_refused_by_name(name):
    with pytest.raises(NotReadable, match="only a Questionnaire can be brought in"):
        real_file(name)


@real
@pytest.mark.parametrize("name", [name for name in SCORED if "phq9" in name or name == "web-phq-9"])
def test_every_phq9_scores_and_flags_as_ours(name):
    measure, ours = kept(real_file(name)), load_measures()["phq9"]
    for answers in ([3] * 9, [0, 1, 2, 3, 0, 1, 2, 3, 1], [2, 2, 2, 2, 1, 1, 2, 0, 0]):
        mine, theirs = score(measure, [*answers, None]), score(ours, [*answers, None])
        assert (mine.scores, mine.bands, mine.flags, mine.pattern) == (theirs.scores, theirs.bands, theirs.flags, theirs.pattern)
    assert score(measure, [0] * 8 + [None, None]).flags[0].value is None
    assert measure.score("total").code == "44261-6"


@real
def test_the_german_phq9_stays_german():
    foreign = real_file("mii-phq9-de")
    measure = kept(foreign)
    assert measure.language == "de" and foreign.key(load_measures().measures) == "phq9-de"
    assert measure.items[0].text == "Wenig Interesse oder Freude an Ihren Tätigkeiten"
    assert any("built-in English ones" in warning for warning in foreign.warnings)
    assert any("LL358-3" in warning and "PHQ-9.9" in warning for warning in foreign.warnings)


@real
def test_the_files_own_sum():
    measure = kept(real_file("web-dast-10"))
    total = measure.score("total")
    assert (total.low, total.high, total.better) == (0, 10, "neither") and "not checked by Attune" in total.key_source
    found = score(measure, dict.fromkeys(total.items, 1))
    assert found.scores == {"total": 10} and found.complete
    assert score(measure, dict.fromkeys(total.items[:-1], 1)).scores == {}


@real
def test_warnings_name_the_item():
    said = "\n".join(real_file("web-audit-c").warnings)
    assert "auditc.totalScore" in said and "another language (FHIRPath); not used" in said
    assert "auditc.q2, auditc.q3: conditions are not used" in said and "auditc.q2: two answers carry the same points" in said
    assert "another language (CQL); not used" in "\n".join(real_file("uwcirg-phq9-cql-score").warnings)
    assert "a number written as text" in "\n".join(real_file("lforms-enablewhen").warnings)


def test_a_code_that_lies_is_not_believed():
    """A long form under its short form's code, other points under a right code, another item under a right panel."""
    panel = {"code": [{"system": "http://loinc.org", "code": "55757-9"}]}
    right = [choice("1", "Little interest or pleasure in doing things", 0, 1, 2, 3, code="44250-9"),
             choice("2", "Feeling down, depressed, or hopeless", 0, 1, 2, 3, code="44255-8")]  # fmt: skip
    assert read(questionnaire(*right, **panel)).scoring == "native"
    longer = read(questionnaire(*right, choice("3", "Sleep", 0, 1, 2, 3, code="44259-0"), **panel))
    points = read(questionnaire(right[0], choice("2", "Feeling down", 1, 2, 3, 4, code="44255-8"), **panel))
    other = read(questionnaire(right[0], choice("2", "Sleep", 0, 1, 2, 3, code="44259-0"), **panel))
    for foreign in (longer, points, other):
        assert foreign.scoring == "ordinal" and any("carries the code of PHQ-2" in one for one in foreign.warnings)
    assert read(questionnaire(*right)).scoring == "ordinal"


def test_questions_in_another_order_keep_their_scores():
    panel = {"code": [{"code": "55757-9"}]}
    turned = [choice("2", "Feeling down", 0, 1, 2, 3, code="44255-8"), choice("1", "Interest", 0, 1, 2, 3, code="44250-9")]
    foreign = read(questionnaire(*turned, **panel))
    assert foreign.scoring == "native" and kept(foreign).score("total").items == (2, 1)
    assert any("another order" in one for one in foreign.warnings)


def test_a_question_of_risk_needs_a_rule():
    asks = questionnaire(choice("a", "I slept badly", 0, 1, 2), choice("b", "I thought about ending my life", 0, 1, 2))
    foreign = read(asks)
    assert any(one.startswith("b: asks about suicide; offer a risk rule before it can be assigned") for one in foreign.warnings)
    with pytest.raises(ValueError, match="offer a risk rule"):
        kept(foreign)
    flagged = score(kept(foreign, {"b": RiskRule(1, "suicide")}), [0, 1]).flags
    assert [(one.item, one.kind, one.urgency) for one in flagged] == [(2, "suicide", "urgent")]
    assert kept(foreign, {"b": None}).risk == ()


def test_questions_about_violence_stay_alone_and_in_the_room():
    foreign = read(questionnaire(choice("a", "Have you been afraid of your partner or ex-partner?", 0, 1)))
    assert foreign.unruled[0].risk == "violence"
    audience = kept(foreign, {"a": RiskRule(1, "violence")}).audience
    assert audience.solo_only and not audience.remote


def test_a_risk_question_that_cannot_be_taken_is_named():
    foreign = read(questionnaire(choice("a", "Sleep", 0, 1), {"linkId": "z", "type": "text", "text": "Any suicidal thoughts?"}))
    assert any(one.startswith("z: asks about something a human must look at") for one in foreign.warnings)


def test_spans_booleans_and_unknown_lists():
    ends = [{"url": "http://hl7.org/fhir/StructureDefinition/minValue", "valueInteger": 0},
            {"url": "http://hl7.org/fhir/StructureDefinition/maxValue", "valueInteger": 10}]  # fmt: skip
    foreign = read(questionnaire(
        {"linkId": "span", "type": "integer", "text": "How much?", "extension": ends},
        {"linkId": "open", "type": "integer", "text": "How many?"}, {"linkId": "yes", "type": "boolean", "text": "Now?"},
        {"linkId": "far", "type": "choice", "text": "Which?", "answerValueSet": "http://example.org/vs/mine"}))  # fmt: skip
    assert [(one.link, one.values[-1]) for one in foreign.questions] == [("span", 10), ("yes", 1)]
    said = "\n".join(foreign.warnings)
    assert "open: takes a number without" in said and "far: its answers lie in another file" in said and "never fetched" in said
    assert named("http://loinc.org/vs/LL358-3|2.77") == "LL358-3" and named("http://loinc.org/vs/LL9999-1") is None


def test_a_list_without_end_behind_every_question_costs_nothing():
    endless = {"resourceType": "ValueSet", "id": "all", "compose": {"include": [{"concept": [{"code": str(n)} for n in range(40_000)]}]}}
    asked = [{"linkId": f"q{n}", "type": "choice", "text": f"Which {n}?", "answerValueSet": "#all"} for n in range(300)]
    began = time.process_time()
    foreign = read(questionnaire(*asked, contained=[endless]))
    assert time.process_time() - began < 10 and foreign.questions == ()
    assert "has more than 60 answers and is left out" in "\n".join(foreign.warnings)


@pytest.mark.parametrize(("data", "words"), [
    (b"\xff\xfe{", "not UTF-8"), (b"<html>", "XML or a web page"), (b"{", "not JSON"), (b"[]", "begin with a brace"),
    (b"", "not JSON"), (b'{"a": NaN}', "does not allow"), (b'{"title": "\\ud800"}', "does not allow"),
    (b"[" * 100_000, "nested more than"), (b'{"a":' * 70 + b"1" + b"}" * 70, "nested more than"),
    (b" " * (MOST_BYTES + 1), "larger than"), (b'{"resourceType": "Bundle"}', "no Questionnaire"),
])  # fmt: skip
def test_files_that_cannot_be_used_get_one_sentence(data, words):
    with pytest.raises(NotReadable, match=words) as refused:
        read(data)
    assert "\n" not in str(refused.value)


def test_an_unknown_modifier_is_refused_with_its_place():
    turned = choice("q7", "Words", 0, 1, modifierExtension=[{"url": "http://example.org/not", "valueBoolean": True}])
    with pytest.raises(NotReadable, match="q7.*modifierExtension.*example.org/not"):
        read(questionnaire(turned))


@pytest.mark.parametrize("broken", [
    {"item": "x"}, {"item": [1, None, {"linkId": 5, "type": []}]}, {"item": [{"type": "choice", "answerOption": [{}, 3]}]},
    {"title": {"a": 1}, "code": "x", "contained": [{"resourceType": "ValueSet", "expansion": []}]},
    {"item": [{"linkId": "a", "type": "choice", "text": "T", "answerValueSet": 4, "extension": {"url": 1}}]},
    {"derivedFrom": [3], "identifier": [{"system": "http://loinc.org"}], "extension": [{"valueExpression": {}}]},
])  # fmt: skip
def test_shapes_nobody_expects_are_read_around(broken):
    assert read({"resourceType": "Questionnaire", **broken}).scoring == "none"


@pytest.mark.parametrize("item", [
    lambda n: {"linkId": f"a{n}", "type": "x"},
    lambda n: {"linkId": f"a{n}", "type": "text", "text": "hit partner " * 100},
    lambda n: {"linkId": f"a{n}", "type": "choice", "text": "T", "enableWhen": [{}], "answerValueSet": f"http://x/{n}"},
])  # fmt: skip
def test_as_many_items_as_fit_cost_little(item):
    size = len(json.dumps(item(10_000))) + 2
    asked = questionnaire(*(item(n) for n in range((MOST_BYTES - 1_000) // size)))
    began = time.process_time()
    foreign = read(asked)
    assert time.process_time() - began < 5 and foreign.scoring == "none"
    assert max(map(len, foreign.warnings)) < 10_000


def test_words_that_look_like_yaml_stay_words():
    title = 'no: "quoted" #x \\ {a: 1} & *b !!python/object\u0085\u2028'
    foreign = read(questionnaire(choice("a", "- 2026-01-01", 0, 1), choice("b", "~", 0, 1), title=title))
    measure = kept(foreign)
    assert [item.text for item in measure.items] == ["- 2026-01-01", "~"]
    assert measure.title == 'no: "quoted" #x \\ {a: 1} & *b !!python/object'


def test_points_written_as_text_count_and_are_told():
    item = choice("a", "T", 0, 1)
    item["answerOption"][1]["extension"][0]["valueDecimal"] = "2"
    foreign = read(questionnaire(item))
    assert foreign.questions[0].values == (0, 2) and any("written as text" in one for one in foreign.warnings)


def test_a_questionnaire_in_a_bundle_brings_its_value_sets():
    shared = {"resourceType": "ValueSet", "url": "http://example.org/vs", "compose": {"include": [{"concept": [
        {"code": "n", "display": "Never", "extension": [{"url": "x/ordinalValue", "valueDecimal": 0}]},
        {"code": "o", "display": "Often", "extension": [{"url": "x/ordinalValue", "valueDecimal": 1}]}]}]}}  # fmt: skip
    asks = questionnaire({"linkId": "a", "type": "choice", "text": "T", "answerValueSet": "http://example.org/vs"})
    foreign = read({"resourceType": "Bundle", "entry": [{"resource": shared}, {"resource": asks}]})
    assert foreign.questions[0].values == (0, 1) and foreign.scoring == "ordinal"
