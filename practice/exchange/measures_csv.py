"""Measures of one client as CSV: one row per answer (long) or one per occasion (wide). Pure."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from practice.measures.fhir.writing import Occasion
from practice.measures.measure import Measure

# What spreadsheets take for the beginning of a formula, full-width and small forms too (security.md I-4).
_FORMULA = tuple("=+-@\t\r\n＝＋－＠﹦﹢﹣﹫−")
FIXED = ("occasion", "client", "measure", "version", "about", "given_on", "finished_at", "way", "taken_back")
LONG = (*FIXED, "kind", "number", "question", "value", "answer", "prorated_from")


@dataclass(frozen=True)
class Given:
    """One occasion with its instrument as it was frozen."""

    occasion: Occasion
    measure: Measure
    way: str


def long(client: str, given: Sequence[Given]) -> bytes:
    """One row per answer, then one per score. Returns UTF-8 with a byte order mark, as spreadsheets want it."""
    rows = [row for one in given for row in _long_rows(client, one)]
    return _written([LONG, *rows])


def wide(client: str, given: Sequence[Given]) -> bytes:
    """One row per occasion; the columns are every score and every item number that occurs."""
    scored = [one.occasion.scored(one.measure) for one in given]
    scores = list(dict.fromkeys(score.id for one in given for score in one.measure.scores))
    most = max((len(one.measure.items) for one in given if not one.occasion.typed), default=0)
    heading = [*FIXED, "complete", "missing", *(f"{kind}_{id}" for id in scores for kind in ("score", "band")), "prorated",
               *(f"item_{n}" for n in range(1, most + 1))]  # fmt: skip
    rows = []
    for one, found in zip(given, scored, strict=True):
        numbers = [cell for id in scores for cell in (found.scores.get(id), found.bands.get(id))]
        prorated = " ".join(f"{id}:{n}" for id, n in found.prorated.items())
        answers = [one.occasion.answers.get(str(n)) for n in range(1, most + 1)]
        rows.append([*_fixed(client, one), _yes(found.complete), " ".join(map(str, found.missing)), *numbers, prorated,
                     *answers])  # fmt: skip
    return _written([heading, *rows])


def safe(cell: object) -> object:
    """A cell that no spreadsheet takes for a formula: texts that look like one begin with an apostrophe."""
    if isinstance(cell, str):
        cell = cell.replace("\0", "")
        return f"'{cell}" if cell.startswith(_FORMULA) or cell.lstrip().startswith(_FORMULA) else cell
    return "" if cell is None else cell


def _long_rows(client: str, one: Given) -> Iterable[list]:
    fixed = _fixed(client, one)
    for item in () if one.occasion.typed else one.measure.items:
        value = one.occasion.answers.get(str(item.n))
        question = item.text or (f"{item.left} – {item.right}" if item.left else "")
        number, words = (None, value) if item.free else (value, None if value is None else item.label(value))
        yield [*fixed, "answer", item.n, question, number, words, None]
    found = one.occasion.scored(one.measure)
    for score in one.measure.scores:
        if score.id in found.scores:
            yield [*fixed, "score", score.id, score.title, found.scores[score.id], found.bands.get(score.id),
                   found.prorated.get(score.id)]  # fmt: skip


def _fixed(client: str, one: Given) -> list:
    kept = one.occasion
    return [kept.id, client, one.measure.key, one.measure.version, kept.target, kept.given_on.isoformat(),
            kept.finished_at.isoformat(timespec="seconds"), one.way, _yes(kept.struck)]  # fmt: skip


def _yes(fact: bool) -> str:
    return "yes" if fact else "no"


def _written(rows: Iterable[Sequence]) -> bytes:
    sheet = io.StringIO(newline="")
    csv.writer(sheet).writerows([safe(cell) for cell in row] for row in rows)
    return sheet.getvalue().encode("utf-8-sig")
