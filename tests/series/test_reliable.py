"""Jacobson & Truax by the book, by every vector, and by R on answers of real people."""

import csv
import json
from itertools import chain
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.series import alpha, cutoffs, rci, reliable, sem, threshold
from tests.series.test_nonoverlap import real, vectors


def test_the_articles_own_example():
    """Means 40 and 60, SD 7.5, r .80 (Jacobson & Truax 1991)."""
    assert reliable.s_diff(7.5, 0.8) == pytest.approx(4.74, abs=0.005)
    assert rci(32.5, 47.5, 7.5, 0.8) == pytest.approx(3.16, abs=0.005)
    found = cutoffs((40, 7.5), (60, 7.5), higher_is_better=True)
    assert (found.a, found.b, found.c, found.overlap) == (55, 45, 50, True)


def test_every_vector_of_the_index():
    rows = vectors("Jacobson-Truax RCI")
    assert len(rows) == 6
    for row in rows:
        given_, told = row["answers"], row["expected"]
        found = rci(given_["x1"], given_["x2"], given_["sd"], given_["rxx"])
        assert found == pytest.approx(told["RCI"], abs=5e-5)
        assert sem(given_["sd"], given_["rxx"]) == pytest.approx(told["SE"], abs=5e-5)
        assert reliable.s_diff(given_["sd"], given_["rxx"]) == pytest.approx(told["S_diff"], abs=5e-5)
        assert threshold(given_["sd"], given_["rxx"]) == pytest.approx(told["threshold_95"], abs=5e-4)
        assert (abs(found) > 1.96) is told["reliable"]


def test_every_vector_of_the_cutoffs():
    rows = vectors("Jacobson-Truax cutoffs")
    assert len(rows) == 3
    for row in rows:
        told = row["answers"]
        found = cutoffs((told["m_clinical"], told["sd_clinical"]), (told["m_functional"], told["sd_functional"]),
                        told["higher_is_better"])  # fmt: skip
        for name, value in row["expected"].items():
            assert getattr(found, name) == pytest.approx(value, abs=0.005), (row, name)


def test_ninety_percent():
    """CORE-10: SD 7.7, alpha .90; the manual rounds z to 1.65 and publishes 6 (Barkham et al. 2013)."""
    (row,) = vectors("Jacobson-Truax RCI 90%")
    assert reliable.s_diff(7.7, 0.9) == pytest.approx(row["expected"]["S_diff"], abs=5e-4)
    assert threshold(7.7, 0.9, 90) == pytest.approx(row["expected"]["threshold"], abs=0.02)


def test_ranges_that_do_not_meet():
    assert not cutoffs((10, 1), (60, 1), higher_is_better=True).overlap
    assert not cutoffs((60, 1), (10, 1), higher_is_better=False).overlap


@pytest.mark.parametrize("name", ["ukm_phq9_gad7_pss10", "bfi_sapa_600"])
def test_answers_of_real_people_agree_with_r(name):
    with real(f"datasets/{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        people = list(csv.DictReader(file))
    for scale in json.loads(real(f"datasets/{name}.expected.json").read_text()):
        turned = set(chain([scale["reverse"]] if isinstance(scale["reverse"], str) else scale["reverse"]))
        ends = scale["min"] + scale["max"]
        rows = [[answer(person[item], ends if item in turned else None) for item in scale["items"]] for person in people]
        whole = [row for row in rows if None not in row]
        assert len(whole) == scale["n_complete"]
        assert alpha(whole) == pytest.approx(scale["alpha"], abs=1e-8)
        assert sem(scale["sd_total"], alpha(whole)) == pytest.approx(scale["sem"], abs=1e-7)
        assert 1.96 * sqrt(2) * scale["sem"] == pytest.approx(scale["rci_95_threshold"], abs=1e-7)
        assert threshold(scale["sd_total"], alpha(whole)) == pytest.approx(scale["rci_95_threshold"], abs=1e-6)
        first = [None if None in row else sum(row) for row in rows[:10]]
        assert first == scale["first10_totals"]


def answer(cell: str, ends: int | None) -> int | None:
    if cell in ("", "NA"):
        return None
    return int(cell) if ends is None else ends - int(cell)


@given(st.floats(-100, 100), st.floats(-100, 100), st.floats(0.1, 50), st.floats(0, 0.99))
def test_the_index_exceeds_its_z_where_the_points_exceed_the_threshold(first, last, sd, r):
    limit = threshold(sd, r)
    if abs(abs(last - first) - limit) > 1e-6:
        assert (abs(rci(first, last, sd, r)) > 1.96) is (abs(last - first) > limit)
    assert rci(first, last, sd, r) == pytest.approx(-rci(last, first, sd, r))


@given(st.floats(0.1, 20), st.floats(0, 0.98))
def test_a_better_instrument_needs_fewer_points(sd, r):
    assert threshold(sd, r + 0.01) < threshold(sd, r)
    assert threshold(sd, r, 90) < threshold(sd, r, 95)
