"""Two scores of one person: more than noise, and across a boundary? Never why.

Published criteria come first. Where there is none, the threshold of Jacobson & Truax (1991) is estimated from a
reliability and a standard deviation in the instrument's file, and is called an estimate wherever it appears. Where the
file lacks one of them there is a reason instead of a number. Which way is better is the file's word alone.
"""

from dataclasses import dataclass, replace

from practice.measures import words
from practice.measures.measure import ChangeCriterion, Cutoff, Measure, Norm, Reliability, Score
from practice.series import reliable

BETTER, SAME, WORSE = "reliably better", "no reliable change yet", "reliably worse"
CONFIDENCE = 95
# A programme lasts about this long; a retest over a like interval says most about it (clinical.md B.1).
PROGRAMME_DAYS = 45
KINDS = ("reliable", "meaningful", "response")


@dataclass(frozen=True)
class Boundary:
    """Where the clinical range begins. `kind`: published, or a, b, c of Jacobson & Truax (1991)."""

    cutoff: Cutoff
    kind: str

    @property
    def at(self) -> float:
        return self.cutoff.at


@dataclass(frozen=True)
class Change:
    """What may be said. `rci` keeps the sign of last minus first; `category` does not depend on it.

    `threshold` is in points: reached for a published criterion (`kind` reliable, meaningful or response), exceeded for
    an estimate. `reason` says why there is no category, `index_reason` why there is no `rci`. `crossed`: out (of the
    clinical range), in, no; None without a boundary. `significant` needs a category and a boundary.
    """

    rci: float | None = None
    threshold: float | None = None
    category: str | None = None
    source: str = ""
    reason: str = ""
    estimated: bool = False
    confidence: float | None = None
    kind: str = ""
    index_reason: str = ""
    reliability: Reliability | None = None
    norm: Norm | None = None
    boundary: Boundary | None = None
    crossed: str | None = None
    significant: str | None = None


def change(measure: Measure, score_id: str, first: float | None, last: float | None) -> Change:
    """From the first score to the last, of the score `score_id` (total, or a subscale). Never raises."""
    score = measure.score(score_id)
    if score is None:
        return Change(reason=words.no_score(score_id, [known.id for known in measure.scores]))
    if first is None or last is None:
        return Change(reason=words.no_total(first is None))
    if outside := [number for number in (first, last) if not score.low <= number <= score.high]:
        return Change(reason=words.outside(outside[0], score.low, score.high))
    found = replace(criterion(score), **_index(score, first, last))
    if score.better == "neither":
        return replace(found, reason=words.no_better_end())
    if found.threshold is None:
        return replace(found, reason=found.index_reason)
    found = replace(found, category=_category(found, score, last - first))
    limit = boundary(score)
    crossed = _crossed(limit, first, last)
    return replace(found, boundary=limit, crossed=crossed, significant=_significant(found.category, crossed))


def criterion(score: Score) -> Change:
    """The threshold alone, before there are two scores: for the band around a baseline. `threshold` None: no criterion."""
    published = [found for kind in KINDS for found in score.change if found.kind == kind]
    if published:
        first = max((found for found in published if found.kind == published[0].kind), key=_strictness)
        return Change(threshold=first.points, source=first.source, confidence=first.confidence, kind=first.kind)
    norm, r = spread(score), reliability(score)
    if norm is None or r is None or not reliable.s_diff(norm.sd, r.value):
        return Change()
    limit = reliable.threshold(norm.sd, r.value, CONFIDENCE)
    return Change(threshold=limit, source=words.estimate(norm, r), estimated=True, confidence=CONFIDENCE, kind="reliable",
                  reliability=r, norm=norm)  # fmt: skip


def reliability(score: Score) -> Reliability | None:
    """The retest nearest to a programme's length; else alpha, which is more optimistic."""
    retests = [found for found in score.reliability if found.type == "retest"]
    nearest = sorted(retests, key=lambda found: abs((found.interval_days or 0) - PROGRAMME_DAYS))
    return next(iter([*nearest, *(found for found in score.reliability if found.type != "retest")]), None)


def spread(score: Score) -> Norm | None:
    """The group whose standard deviation is used: people who came for counselling, else anybody."""
    return _norm(score, "clinical") or _norm(score, "functional")


def uncertainty(score: Score, value: float) -> tuple[float, float] | None:
    """Where 95 of 100 readings of the same state would lie, within the scale; None without reliability or spread."""
    norm, r = spread(score), reliability(score)
    if norm is None or r is None:
        return None
    half = reliable.Z[CONFIDENCE] * reliable.sem(norm.sd, r.value)
    return max(score.low, value - half), min(score.high, value + half)


def boundary(score: Score) -> Boundary | None:
    """The first published cut-off whose far side is the worse one; else c, a or b from the norms; else None."""
    if score.better == "neither":
        return None
    worse = ("at-or-above", "above") if score.better == "lower" else ("below", "at-or-below")
    published = next((found for found in score.cutoffs if found.side in worse), None)
    if published:
        return Boundary(published, "published")
    clinical, functional = _norm(score, "clinical"), _norm(score, "functional")
    way = 1 if score.better == "higher" else -1
    if clinical and functional:
        found = reliable.cutoffs((clinical.mean, clinical.sd), (functional.mean, functional.sd), way > 0)
        kind, at = ("c", found.c) if found.overlap else ("b", found.b)
    elif clinical:
        kind, at = "a", clinical.mean + way * 2 * clinical.sd
    elif functional:
        kind, at = "b", functional.mean - way * 2 * functional.sd
    else:
        return None
    source = "; ".join(norm.source for norm in (clinical, functional) if norm)
    return Boundary(Cutoff(at, worse[0], words.boundary(kind), source), kind) if score.low < at < score.high else None


def _index(score: Score, first: float, last: float) -> dict:
    norm, r = spread(score), reliability(score)
    if norm is None or r is None:
        return {"index_reason": words.no_index(norm is None, r is None)}
    found = reliable.rci(first, last, norm.sd, r.value)
    reason = words.no_error() if found is None else ""
    return {"rci": found, "index_reason": reason, "reliability": r, "norm": norm}


def _category(found: Change, score: Score, moved: float) -> str:
    # Sums of decimal answers carry rounding dust; a published criterion is met by exactly its points.
    points = abs(moved) + 1e-9
    enough = points > found.threshold + 2e-9 if found.estimated else points >= found.threshold
    if not enough:
        return SAME
    return BETTER if (moved > 0) == (score.better == "higher") else WORSE


def _crossed(limit: Boundary | None, first: float, last: float) -> str | None:
    if limit is None:
        return None
    before, after = limit.cutoff.holds(first), limit.cutoff.holds(last)
    return "no" if before == after else "out" if before else "in"


def _significant(category: str, crossed: str | None) -> str | None:
    if crossed is None:
        return None
    if category == BETTER:
        return "recovered" if crossed == "out" else "improved"
    return "deteriorated" if category == WORSE else "unchanged"


def _strictness(found: ChangeCriterion) -> float:
    return found.confidence or 0


def _norm(score: Score, group: str) -> Norm | None:
    return next((norm for norm in score.norms if norm.group == group), None)
