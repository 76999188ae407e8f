"""Scores agree with those other people's programs, tests and papers give; with what was derived from the keys, too."""

import csv
import json
from pathlib import Path
from statistics import mean, stdev

import pytest

from practice.measures.library import load_measures
from practice.measures.scoring import Scored, score, score_entry

REAL = Path(__file__).parents[3] / "shared/real"
VECTORS, CAMCOPS = REAL / "scores/scoring_vectors.json", REAL / "scores/camcops_random_scores.jsonl"
UKM = REAL / "datasets/ukm_phq9_gad7_pss10.csv"
MEASURES = load_measures().measures


def unkeyed(keyed: dict) -> dict:
    """CORE-10 as the person marked it: items 2 and 3 are kept already turned round there."""
    return {n: 4 - value if n in (2, 3) and value is not None else value for n, value in keyed.items()}


# Instrument of a vector -> (key, how its answers become ours).
KEYS = {
    "CORE-10": ("core10", lambda keyed: unkeyed(dict(enumerate(keyed, 1)))),
    "CORE-10 raw": ("core10", list),
    "CORE-10 band": ("core10", lambda given: {"total": given["clinical_score"]}),
    "PHQ-9": ("phq9", list),
    "PHQ-9 band": ("phq9", dict),
    "GAD-7": ("gad7", list),
    "GAD-7 band": ("gad7", dict),
    "PHQ-4": ("phq4", list),
    "PHQ-4 band": ("phq4", dict),
    "ECR-S (Wei 2007, 12 items)": ("ecrs", list),
    "ECR-RS (one target)": ("ecrrs", list),
    "RAS": ("ras", list),
    "CSI-4": ("csi4", list),
    "CSI-16 cutoff": ("csi16", dict),
    "SCS-SF": ("scssf", list),
    "PC-PTSD-5": ("pcptsd5", lambda given: [given["exposure"], *given["items"]]),
    "ITQ": ("itq", lambda given: [*given["P"], *given["C"]]),
    "HARK": ("hark", list),
}
# No key here: other instruments, and statistics that are checked beside their own code.
ELSEWHERE = {
    "ECR-12 (Lafontaine 2016)", "RQ", "HITS", "DERS-18", "Jacobson-Truax RCI", "Jacobson-Truax RCI 90%",
    "Jacobson-Truax cutoffs", "NHS Talking Therapies outcome", "single-case increase", "single-case decrease", "Theil-Sen",
    "Kendall tau-b",
}  # fmt: skip


def crossed(scored: Scored, at: float, id: str = "total") -> bool:
    return at in [cutoff.at for cutoff in scored.cutoffs.get(id, ())]


READ = {
    **{name: lambda scored, id=id: scored.scores[id] for name, id in {
        "total": "total", "clinical_score": "total", "total_mean": "total", "mean": "total", "sum": "sum",
        "anxiety_GAD2": "anxiety", "depression_PHQ2": "depression", "anxiety_mean": "anxiety", "avoidance_mean": "avoidance",
        "anxiety_sum": "anxiety_sum", "avoidance_sum": "avoidance_sum", "ptsd_sum": "ptsd_sum", "dso_sum": "dso_sum",
    }.items()},
    **{name: lambda scored, name=name: scored.pattern[name] for name in ("ptsd_criteria_met", "dso_criteria_met", "provisional")},
    "band": lambda scored: scored.bands["total"],
    "item9_flag": lambda scored: 9 in [flag.item for flag in scored.flags],
    "risk_item6_flag": lambda scored: 6 in [flag.item for flag in scored.flags],
    "anxiety_positive": lambda scored: crossed(scored, 3, "anxiety"),
    "depression_positive": lambda scored: crossed(scored, 3, "depression"),
    "below_cutoff_13.5": lambda scored: crossed(scored, 13.5),
    "notable_dissatisfaction": lambda scored: crossed(scored, 51.5),
    "positive_at_3": lambda scored: crossed(scored, 3),
    "positive_at_4": lambda scored: crossed(scored, 4),
    "positive": lambda scored: crossed(scored, 1),
}  # fmt: skip


def vectors() -> list[dict]:
    return json.loads(VECTORS.read_text(encoding="utf-8")) if VECTORS.is_file() else []


@pytest.mark.skipif(not VECTORS.is_file(), reason="the vectors are not on this machine")
def test_every_vector_has_its_place():
    assert {case["instrument"] for case in vectors()} == KEYS.keys() | ELSEWHERE
    assert sum(case["instrument"] in KEYS for case in vectors()) == 95


@pytest.mark.parametrize("case", [case for case in vectors() if case["instrument"] in KEYS], ids=lambda case: case["instrument"])
def test_a_vector(case):
    key, ours = KEYS[case["instrument"]]
    given = ours(case["answers"])
    scored = (score_entry if "total" in given else score)(MEASURES[key], given)
    for name, wanted in case["expected"].items():
        found = READ[name](scored)
        assert found == (pytest.approx(wanted, abs=5e-5) if isinstance(wanted, float) else wanted), name


def camcops(task: str) -> list[dict]:
    if not CAMCOPS.is_file():
        pytest.skip("the CamCOPS cases are not on this machine")
    return [case for line in CAMCOPS.read_text().splitlines() if (case := json.loads(line))["task"] == task]


def of(case: dict) -> dict:
    answers = {int(name.removeprefix("q")): value for name, value in case["answers"].items()}
    return unkeyed(answers) if case["task"] == "Core10" else answers


@pytest.mark.parametrize(("task", "key"), [("Phq9", "phq9"), ("Gad7", "gad7"), ("Pcl5", "pcl5"), ("Core10", "core10")])
def test_camcops_counts_the_same(task, key):
    seen = 0
    for case in camcops(task):
        scored = score(MEASURES[key], of(case))
        if case["is_complete"]:
            wanted = case["scores"].get("clinical_score", case["scores"]["total_score"])
            assert scored.complete and scored.scores["total"] == wanted
            seen += 1
        elif sum(value is None for value in of(case).values()) > 1:
            assert not scored.complete and "total" not in scored.scores
    assert seen == 6


def test_camcops_finds_the_same_patterns():
    for case in camcops("Phq9"):
        if case["is_complete"]:
            found, wanted = score(MEASURES["phq9"], of(case)).pattern, case["scores"]
            assert (found["n_core"], found["n_other"], found["n_total"]) == (wanted["n_core"], wanted["n_other"], wanted["n_total"])
            assert (found["major_syndrome"], found["other_syndrome"]) == (wanted["is_mds"], wanted["is_ods"])
    for case in camcops("Pcl5"):
        if case["is_complete"]:
            found, wanted = score(MEASURES["pcl5"], of(case)).pattern, case["scores"]
            assert (found["symptoms"], found["criteria_met"]) == (wanted["num_symptomatic"], wanted["ptsd"])
            assert [found[name] for name in "bcde"] == [wanted[f"num_symptomatic_{name}"] for name in "bcde"]


@pytest.mark.skipif(not UKM.is_file(), reason="the data set is not on this machine")
@pytest.mark.parametrize(("scale", "key"), [("PHQ-9", "phq9"), ("GAD-7", "gad7")])
def test_a_real_sample_has_the_totals_r_gives_it(scale, key):
    expected = json.loads(UKM.with_suffix(".expected.json").read_text())
    wanted = next(one for one in expected if one["scale"] == scale)
    with UKM.open(encoding="utf-8-sig", newline="") as file:
        rows = [[int(row[name]) if row[name].isdigit() else None for name in wanted["items"]] for row in csv.DictReader(file)]
    totals = [score(MEASURES[key], row).scores.get("total") for row in rows]
    found = [total for total in totals if total is not None]
    assert totals[:10] == wanted["first10_totals"] and len(found) == wanted["n_complete"]
    assert mean(found) == pytest.approx(wanted["mean_total"]) and stdev(found) == pytest.approx(wanted["sd_total"])


def test_the_ecrr_key_is_the_one_four_implementations_share():
    """All ones and all sevens, clinical.md A.1."""
    low, high = (score(MEASURES["ecrr"], [value] * 36).scores for value in (1, 7))
    assert (round(low["anxiety"], 3), low["avoidance"]) == (1.667, 5) and (round(high["anxiety"], 3), high["avoidance"]) == (6.333, 3)


def test_raas_is_keyed_six_six_six():
    """Reversed are 8, 13, 17 (close) and 2, 7, 16, 18 (depend); anxiety 3, 4, 9, 10, 11, 15 (clinical.md A.1)."""
    assert score(MEASURES["raas"], [1] * 18).scores == {"close": 3, "depend": pytest.approx(22 / 6), "anxiety": 1}
    only = score(MEASURES["raas"], [5 if n in (3, 4, 9, 10, 11, 15) else 1 for n in range(1, 19)])
    assert only.scores["anxiety"] == 5 and only.scores["close"] == 3
