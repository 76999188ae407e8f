"""What a page opens with, worked out from what its author sent before. Nothing is read or kept here."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

from practice.homework.carrying import Prefill, Source, filled, is_in, value_for
from practice.homework.chain import BESIDE, COLUMNS, FIRST, HELD, KEPT, LATEST, OFFER, VERSIONS, Rule, rules_for
from practice.homework.written import ROWS, WORDS, Written, parts, pieces, words_at
from practice.protocols.protocol import Exercise, Field

Told = Callable[[date], str]
CONTINUED = ("kept-current", "added-to")


def carried(exercise: Exercise, writings: Iterable[Written], *, today: date, told: Told, opens_on: date | None = None) -> Prefill:
    """The page of `exercise` as it opens. `writings`: the author's own pages of one episode, in any order.

    `told` says a day in words. A log and what both write together open empty: the one because each moment is new, the
    other because what one of them wrote alone would reach the partner. Once the exercise was answered, only what is
    newer than the answer comes in by itself; what is older is offered.
    """
    if opens_empty(exercise):
        return Prefill()
    known = sorted(writings, key=lambda one: one.sent_at, reverse=True)
    fields = {field.id: field for field in exercise.fields}
    last = next((one for one in known if one.exercise_id == exercise.id), None)
    sources = list(_continued(fields, last)) if last and _goes_on(exercise) else []
    answers, offers, beside = filled({}, sources), [], []
    for rule in rules_for(exercise.id, exercise.carries_from):
        if rule.to and rule.to not in fields:
            continue
        for source, since in _found(rule, fields.get(rule.to), known, told):
            old = last is not None and since <= last.sent_at and rule.source != exercise.id
            if rule.way == BESIDE:
                beside.append(source)
            elif rule.way == OFFER or old:
                offers.append(source)
            elif not is_in(answers, source):
                sources.append(source)
                answers = filled(answers, [source])
    answers = _with_days(exercise, answers, opens_on, today)
    return Prefill(answers, tuple(sources), tuple(_once(offers, answers)), tuple(beside))


def opens_empty(exercise: Exercise) -> bool:
    """True for a log and for what both write together: nothing is carried into them."""
    return exercise.entry == "log" or exercise.respondent != "each"


def carries(exercise: Exercise) -> bool:
    """False where no earlier page can reach this one: then none need be read."""
    return not opens_empty(exercise) and (_goes_on(exercise) or bool(rules_for(exercise.id, exercise.carries_from)))


def _goes_on(exercise: Exercise) -> bool:
    return exercise.repeats in CONTINUED or exercise.id in VERSIONS


def _continued(fields: dict[str, Field], last: Written) -> Iterator[Source]:
    """The last version, piece by piece."""
    for field in fields.values():
        answer = last.answers.get(field.id)
        if not answer:
            continue
        rows = answer if field.kind in ROWS and isinstance(answer, list) else [answer]
        said = {piece.place: piece.words for piece in pieces(last.labels, last.answers)}
        for n, row in enumerate(rows):
            place = f"{field.id}.{n}" if field.kind in ROWS else field.id
            if field.kind in (*ROWS, *WORDS) and place in said:
                yield Source(field.id, last.on, last.title, said[place], f"{last.id}.{place}.{field.id}", field.kind, row)


def _found(rule: Rule, field: Field | None, known: Sequence[Written], told: Told) -> list[tuple[Source, datetime]]:
    """(piece, since when it is there to be carried) of one rule, in the order they were written."""
    found = []
    for written in _pages(rule, known):
        for place, words in _places(rule, written):
            value = value_for(field, words, told(written.on), _row(field, written, place)) if field else None
            key = f"{written.id}.{place}.{rule.to}" if field else ""
            source = Source(rule.to, written.on, written.title, words, key, field.kind if field else "", value)
            found.append((source, _since(rule, written, place)))
    return sorted(found[: rule.most], key=lambda pair: pair[0].date)


def _since(rule: Rule, written: Written, place: str) -> datetime:
    since = {KEPT: written.kept.get(place), HELD: written.held_since(place)}.get(rule.which)
    return since or written.sent_at


def _pages(rule: Rule, known: Sequence[Written]) -> list[Written]:
    pages = [one for one in known if rule.source in ("*", one.exercise_id)]
    if rule.source == "*":
        named = {one.source for one in rules_for("prevention-plan", None)} | {"prevention-plan"}
        pages = [one for one in pages if one.exercise_id not in named]
    if rule.which == LATEST:
        return pages[:1]
    return pages[-1:] if rule.which == FIRST else pages


def _places(rule: Rule, written: Written) -> Iterator[tuple[str, str]]:
    if rule.which in (KEPT, HELD):
        places = [place for place in written.kept if rule.which == KEPT or written.held_since(place)]
        yield from ((place, words) for place in sorted(places) if (words := words_at(written, place)))
    elif rule.parts:
        for part in rule.parts:
            yield from parts(written, part)
    else:
        yield from ((piece.place, piece.words) for piece in pieces(written.labels, written.answers))


def _row(field: Field, written: Written, place: str) -> dict | None:
    """A row that points to an entry, or takes its place in an order; None where words alone make the row."""
    name, _dot, n = place.partition(".")
    answer = written.answers.get(name)
    source = answer[int(n)] if n and isinstance(answer, list) and int(n) < len(answer) else None
    if field.kind == "rank":
        return source if isinstance(source, dict) else {"id": None, "text": words_at(written, place)}
    if field.kind != "entries":
        return None
    if isinstance(source, dict) and "entry" in source:
        return {"entry": source["entry"], "label": source.get("label") or ""}
    columns = {sub.id: written.answers.get(COLUMNS.get(sub.id, "")) for sub in field.of}
    return {"entry": written.id, "label": words_at(written, place)[:90],
            **{part: words for part, words in columns.items() if isinstance(words, str) and words.strip()}}  # fmt: skip


def _once(offers: Iterable[Source], answers: dict) -> Iterator[Source]:
    """Each offer once, and none that is on the page."""
    seen = set()
    for source in offers:
        if not is_in(answers, source) and (source.place, source.words) not in seen:
            seen.add((source.place, source.words))
            yield source


def _with_days(exercise: Exercise, answers: dict, opens_on: date | None, today: date) -> dict:
    """A plan per day starts with a row for each day it runs."""
    plan = next((field for field in exercise.fields if field.kind == "rows" and exercise.span > 1), None)
    day = plan and next((sub for sub in plan.of if sub.kind == "when"), None)
    if day is None or plan.id in answers:
        return answers
    first = max(opens_on or today, today)
    days = [first + timedelta(days=n) for n in range(exercise.span)]
    return {**answers, plan.id: [{day.id: {"date": one.isoformat(), "time": None}} for one in days]}


