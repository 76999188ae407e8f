"""The figure of scoring: many administrations of PHQ-9, from the answers as they came to scores, bands and flags."""

from random import Random

from practice.bench.figure import Figure
from practice.bench.timing import seconds
from practice.measures.library import load_measures
from practice.measures.scoring import score

TIMES, LIMIT = 10_000, 2.0


def scored() -> list[Figure]:
    """CPU seconds on one core, every set of answers another one, one in fifty with a blank."""
    phq9, chance = load_measures()["phq9"], Random(9)
    given = [[chance.randrange(4) for _ in phq9.items] for _ in range(TIMES)]
    for answers in given[::50]:
        answers[chance.randrange(9)] = None
    cost = seconds(lambda: [score(phq9, answers) for answers in given])
    note = f"{cost / TIMES * 1e6:.0f} microseconds each"
    return [Figure("score-10000", round(cost, 3), "s", LIMIT, cpu_ms=round(cost * 1000, 1), note=note)]
