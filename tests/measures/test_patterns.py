"""Patterns of criteria over single answers; none of them is a diagnosis, and none guesses over a blank."""

from practice.measures.scoring import score
from tests.measures.specimens import plain

PHQ9, PCL5, ITQ = plain(9, "phq9-syndrome", high=3), plain(20, "pcl5-clusters"), plain(18, "itq")


def test_phq9_counts_item_nine_from_one_and_the_others_from_two():
    found = score(PHQ9, [2, 1, 2, 2, 2, 1, 1, 1, 1]).pattern
    assert (found["n_core"], found["n_other"], found["n_total"]) == (1, 4, 5) and found["major_syndrome"]
    few = score(PHQ9, [2, 0, 2, 0, 0, 0, 0, 0, 0]).pattern
    assert few["other_syndrome"] and not few["major_syndrome"]
    without_core = score(PHQ9, [1, 1, 3, 3, 3, 3, 3, 3, 3]).pattern
    assert not without_core["major_syndrome"] and not without_core["other_syndrome"]


def test_pcl5_wants_one_one_two_two():
    met = [0] * 20
    for n in (1, 6, 8, 9, 15, 16):
        met[n - 1] = 2
    assert score(PCL5, met).pattern == {"b": 1, "c": 1, "d": 2, "e": 2, "symptoms": 6, "criteria_met": True}
    met[15] = 1
    assert score(PCL5, met).pattern["criteria_met"] is False


def test_itq_names_one_pattern_at_most():
    ptsd, dso, none = [2, 0, 0, 2, 2, 0, 0, 0, 2], [2, 0, 0, 2, 2, 0, 2, 0, 0], [0] * 9
    assert score(ITQ, ptsd + none).pattern["provisional"] == "PTSD"
    assert score(ITQ, ptsd + dso).pattern["provisional"] == "CPTSD"
    assert score(ITQ, none + dso).pattern == {"ptsd_criteria_met": False, "dso_criteria_met": True, "provisional": "none"}
    assert score(ITQ, [*ptsd[:8], 1, *none]).pattern["ptsd_criteria_met"] is False


def test_with_a_blank_no_pattern_is_read():
    assert score(ITQ, [None] + [2] * 17).pattern is None
