"""Flags an occasion raises: an answer somebody must look at, a question about it that was left blank."""

from collections.abc import Mapping
from datetime import datetime

from practice.access.scope import desk_of
from practice.i18n import _, ngettext
from practice.measures.measure import Measure
from practice.measures.models import Administration
from practice.measures.queries import words_of_flags
from practice.measures.scoring import Scored
from practice.safety.actions import raise_flag
from practice.safety.rules import answer_needs_flag


def flag_answer(
    row: Administration, measure: Measure, item: int, value: float | None, before: Mapping[int, float], at: datetime | None
) -> None:
    """Raises a flag for an answer from its mark on, and another where it goes beyond what was flagged; never twice the same.

    `before`: the answers until now. One flag for a screen of several questions, as long as none of them goes higher. Given
    anew after somebody has closed the flag, an answer is news.
    """
    met: dict[str, list[str]] = {}
    for risk in measure.risk:
        if risk.item == item and value is not None and value >= risk.from_:
            met.setdefault(risk.kind, []).append(risk.urgency)
    for kind, urgencies in met.items():
        if answer_needs_flag(value, _flagged(row, measure, kind, before)):
            raise_flag(row.episode_id, row.client_id, kind=kind, urgency="urgent" if "urgent" in urgencies else urgencies[0],
                       source_id=row.id, words=_said(measure, item, value), at=at)  # fmt: skip


def flag_blanks(row: Administration, measure: Measure, scored: Scored, at: datetime | None, *, before: int | None = None) -> None:
    """One flag for each urgency: a screen of several questions that were left blank is one thing to look at. `before`: only
    questions that stand before this one were reached and left out."""
    blank: dict[str, list[int]] = {}
    for found in scored.flags:
        if found.value is None and (before is None or found.item < before):
            blank.setdefault(found.urgency, []).append(found.item)
    for urgency, items in blank.items():
        raise_flag(row.episode_id, row.client_id, kind="not-answered", urgency=urgency, source_id=row.id,
                   words=_left_blank(measure, items), at=at)  # fmt: skip


def _flagged(row: Administration, measure: Measure, kind: str, before: Mapping[int, float]) -> set[float]:
    """The answers of this kind that are known: those its open flags speak of, and those that stood until now."""
    with desk_of(row.episode_id, "whether an answer was flagged already"):
        said = words_of_flags(row.id, kind)
    alike = [other for other in measure.risk if other.kind == kind]
    told = {point.value for other in alike for point in measure.by_n[other.item].scale.points
            if point.value >= other.from_ and _said(measure, other.item, point.value) in said}  # fmt: skip
    return told | {before[other.item] for other in alike if before.get(other.item, other.from_ - 1) >= other.from_}


def _said(measure: Measure, item: int, value: float) -> str:
    label = measure.by_n[item].label(value)
    return _("%(title)s, question %(n)s: %(answer)s", title=measure.title, n=item, answer=label or value)


def _left_blank(measure: Measure, items: list[int]) -> str:
    return ngettext("%(title)s, question %(n)s was not answered: ask.", "%(title)s, questions %(n)s were not answered: ask.",
                    len(items), title=measure.title, n=", ".join(map(str, items)))  # fmt: skip
