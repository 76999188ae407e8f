"""Nonoverlap agrees with the printed values, with R on a real study, and with itself turned around."""

import csv
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.series import nap, pand, pem, pnd, se_of_nap, tau, tau_b, tau_u

REAL = Path(__file__).parents[3] / "shared/real"
PHASE = st.lists(st.integers(0, 10), min_size=3, max_size=12)
NAMES = {"NAP": nap, "Tau": tau, "PEM": pem, "PND": pnd, "PAND": pand, "Tau_U": tau_u,
         "Tau_U_A_vs_B_minus_trendA": tau_u, "SE_NAP_unbiased": se_of_nap}  # fmt: skip
PRINTED = [
    ([20, 20, 26, 25, 22, 23], [28, 25, 24, 27, 30, 30, 29],
     {"NAP": 38.5 / 42, "Tau": 35 / 42, "PEM": 1, "PND": 5 / 7, "PAND": 11 / 13, "SE_NAP_unbiased": 0.069007}),
    ([3, 3, 4, 5], [4, 5, 6, 7, 7], {"NAP": 0.9, "Tau": 0.8, "Tau_U": 0.55}),
    ([1, 2, 3, 4, 5], [6, 7, 8, 9, 10], {"Tau": 1, "Tau_U": 0.6}),
]  # fmt: skip


@pytest.mark.parametrize("a, b, expected", PRINTED)
def test_values_printed_in_articles(a, b, expected):
    """Parker, Vannest & Davis (2011), Behavior Modification 35; Tarlow (2017), Behavior Modification 41."""
    for name, value in expected.items():
        assert NAMES[name](a, b) == pytest.approx(value, abs=1e-6), name


def test_every_vector_of_single_cases():
    rows = vectors("single-case increase", "single-case decrease")
    assert len(rows) == 6
    for row in rows:
        down = row["instrument"].endswith("decrease")
        for name, value in row["expected"].items():
            if name in NAMES:
                found = NAMES[name](row["answers"]["A"], row["answers"]["B"], down)
                assert found == pytest.approx(value, abs=1e-6), (row, name)


def test_a_real_study_agrees_with_r():
    """Schmidt 2007: three children, two behaviours, all sessions of A against all of B (SingleCaseES 0.7.4)."""
    expected = json.loads(real("single_case/Schmidt2007.expected.json").read_text())["series"]
    series = schmidt()
    assert series.keys() == expected.keys()
    for name, told in expected.items():
        a, b, down = *series[name], told["improvement"] == "decrease"
        for effect in ("NAP", "Tau", "Tau_U", "PND", "PAND", "PEM"):
            assert NAMES[effect](a, b, down) == pytest.approx(told["effects"][effect]["est"], abs=1e-6), (name, effect)
        assert se_of_nap(a, b, down) == pytest.approx(told["effects"]["NAP"]["se"], abs=1e-6), name


def test_rank_correlation_with_ties():
    (row,) = vectors("Kendall tau-b")
    assert tau_b(row["answers"]["x"], row["answers"]["y"]) == pytest.approx(0.859, abs=5e-4)
    assert tau_b([1, 2, 3], [4, 4, 4]) is None


@given(PHASE, PHASE)
def test_turned_around_it_says_the_opposite(a, b):
    assert nap(a, b) + nap(b, a) == pytest.approx(1)
    assert nap(a, b) == nap([-v for v in a], [-v for v in b], down=True)
    assert tau(a, b) == pytest.approx(-tau(a, b, down=True))
    assert 0 <= pem(a, b) <= 1 and 0 <= pnd(a, b) <= pand(a, b) + 1


@given(PHASE, PHASE)
def test_a_better_second_phase_never_lowers_it(a, b):
    assert nap(a, [value + 1 for value in b]) >= nap(a, b)
    assert nap(a, [value + 11 for value in b]) == 1 == pand(a, [value + 11 for value in b])


def real(name: str) -> Path:
    if not (REAL / name).exists():
        pytest.skip("the shared real data are not on this machine")
    return REAL / name


def vectors(*instruments: str) -> list[dict]:
    rows = json.loads(real("scores/scoring_vectors.json").read_text())
    return [row for row in rows if row["instrument"] in instruments]


def schmidt() -> dict[str, tuple[list[float], list[float]]]:
    found: dict[str, tuple[list[float], list[float]]] = {}
    with real("single_case/Schmidt2007.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            name = f"{row['Case_pseudonym']} | {row['Behavior_type']}"
            found.setdefault(name, ([], []))["AB".index(row["Condition"])].append(float(row["Outcome"]))
    return found
