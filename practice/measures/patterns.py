"""Named rules over single answers, shown as a pattern of criteria and never as a diagnosis. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

Answers = Mapping[int, float]


@dataclass(frozen=True)
class Pattern:
    """`items`: all it needs; `read` is called only when each of them is answered."""

    items: tuple[int, ...]
    read: Callable[[Answers], dict]


def phq9_syndrome(answers: Answers) -> dict:
    """The PHQ-9 algorithm (Kroenke, Spitzer & Williams 2001): item 9 counts from 1, the others from 2."""
    core = sum(answers[n] >= 2 for n in (1, 2))
    other = sum(answers[n] >= 2 for n in range(3, 9)) + (answers[9] >= 1)
    several = core + other
    return {
        "n_core": core, "n_other": other, "n_total": several,
        "major_syndrome": core >= 1 and several >= 5,
        "other_syndrome": core >= 1 and 2 <= several <= 4,
    }  # fmt: skip


CLUSTERS = {"b": (range(1, 6), 1), "c": (range(6, 8), 1), "d": (range(8, 15), 2), "e": (range(15, 21), 2)}


def pcl5_clusters(answers: Answers) -> dict:
    """PCL-5 against the DSM-5 clusters (VA National Center for PTSD): an item counts from 2; B 1, C 1, D 2, E 2."""
    counts = {name: sum(answers[n] >= 2 for n in items) for name, (items, _) in CLUSTERS.items()}
    met = all(counts[name] >= needed for name, (_, needed) in CLUSTERS.items())
    return {**counts, "symptoms": sum(counts.values()), "criteria_met": met}


def itq(answers: Answers) -> dict:
    """ITQ criteria (Cloitre et al. 2018), items P1-P9 then C1-C9; each counts from 2.

    Both patterns met count as CPTSD alone; the second without the first is "none".
    """
    ptsd = _itq_half(answers, 0)
    dso = _itq_half(answers, 9)
    name = ("CPTSD" if dso else "PTSD") if ptsd else "none"
    return {"ptsd_criteria_met": ptsd, "dso_criteria_met": dso, "provisional": name}


def _itq_half(answers: Answers, before: int) -> bool:
    """Three pairs, one of each at least, and one of the three items on what it gets in the way of."""
    groups = ((1, 2), (3, 4), (5, 6), (7, 8, 9))
    return all(any(answers[before + n] >= 2 for n in group) for group in groups)


PATTERNS = {
    "phq9-syndrome": Pattern(tuple(range(1, 10)), phq9_syndrome),
    "pcl5-clusters": Pattern(tuple(range(1, 21)), pcl5_clusters),
    "itq": Pattern(tuple(range(1, 19)), itq),
}
