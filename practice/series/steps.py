"""What may be said of a 1-10 ladder without statistics: a step, or a sustained shift (clinical.md B.3)."""

from collections.abc import Sequence

STEP, SHIFT, TWICE = 1, 2, 2


def step_of(values: Sequence[float]) -> str | None:
    """`step up`, `step down`, `sustained shift up`, `sustained shift down`; None where nothing moved by a whole rung.

    Counted from the first rating, in rungs of a ladder of ten. One rung is a step: a reason to talk, never a verdict.
    A shift is two rungs or more on two ratings in a row, the latest among them.
    """
    if len(values) < 2:
        return None
    moved = [value - values[0] for value in values[1:]]
    latest = moved[-TWICE:]
    for way, word in ((1, "up"), (-1, "down")):
        if len(latest) == TWICE and all(way * step >= SHIFT for step in latest):
            return f"sustained shift {word}"
        if way * moved[-1] >= STEP:
            return f"step {word}"
    return None
