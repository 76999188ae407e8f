"""A prep sheet as one sheet of paper: which blocks stand in which column. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from practice.i18n import _, day, ngettext
from practice.planning.fitting import Block, Item, begun, column
from practice.planning.sheet import LookedBack, Place, Sheet, Step, Written

LEFT, SAID, RIGHT = 62, 58, 37  # letters on a line: the wide column, a quote in it, the narrow column
MOST_TITLE, MOST_UNDER = 52, 88


@dataclass(frozen=True)
class Paper:
    """One printed sheet. `only`: whose it is alone; `flags`: how many wait, told on nobody's shared sheet."""

    title: str
    under: str
    only: str
    flags: int
    left: Sequence[Block]
    right: Sequence[Block]
    lines: int


def on_paper(sheet: Sheet, plan: Mapping[str, Sequence], *, title: str, under: str) -> Paper:
    """The sheet as it is printed; `plan` holds items, questions, exercises and quotes as they were kept."""
    left, lines = column(_wide(sheet, plan), shortest=2)
    right, _rest = column(_narrow(sheet, plan), shortest=4)
    return Paper(begun(title, MOST_TITLE), begun(under, MOST_UNDER), begun(sheet.alone, MOST_TITLE),
                 0 if sheet.shared else len(sheet.flags), left, right, lines)  # fmt: skip


def _wide(sheet: Sheet, plan: Mapping[str, Sequence]) -> list[Block]:
    ticked = [Item(_flat(one["words"]), one["title"], voice=True) for one in plan["quotes"]]
    return [
        Block(_("The plan"), [_planned(one) for one in plan["items"]], LEFT),
        Block(_("For the note, in their words"), ticked, SAID),
        Block(_("To take up today"), [_said(one) for one in sheet.take_up], SAID),
        Block(_("Was too hard, or looked back on"), [*map(_hard, sheet.hard), *map(_looked, sheet.looked_back)], SAID),
        Block(_("Written since last time"), [_said(one) for one in sheet.written], SAID, sheet.more_written),
    ]


def _narrow(sheet: Sheet, plan: Mapping[str, Sequence]) -> list[Block]:
    asked = {f"{one['phase']}:{one['id']}" for one in plan["questions"]}
    questions = [Item(one["text"], mark="☒") for one in plan["questions"]]
    questions += [Item(one.text, mark="☐") for one in sheet.questions if one.key not in asked]
    return [
        Block(_("Where we are"), [item for place in sheet.places for item in _place(place)], RIGHT),
        Block(_("Questions for this phase"), questions, RIGHT),
        Block(_("Ladders"), [Item(f"{step.title}: {stands(step)}", step.moved) for step in sheet.ladders], RIGHT),
        Block(_("Measures"), [_measure(one) for one in sheet.measures], RIGHT),
        Block(_("Promised last time"), [Item(line) for line in sheet.promised], RIGHT),
        Block(_("What recurs"), [Item(line) for line in sheet.recurs], RIGHT),
        Block(_("For this meeting"), [Item(one["title"]) for one in plan["exercises"]], RIGHT),
        Block(_("Homework that is open"), [Item(one.title, state(one.state)) for one in sheet.open_homework], RIGHT),
        Block(_("Best hope"), [Item(hope, voice=True) for _whose, hope in sheet.hopes], RIGHT),
    ]


def stands(step: Step) -> str:
    """Where a ladder stands, on its own axis."""
    if step.now is None:
        return _("no number yet")
    told = {"now": step.now, "before": step.before, "low": step.low, "high": step.high}
    if step.before is None:
        return _("%(now)s on %(low)s to %(high)s, the first", **told)
    if step.before == step.now:
        return _("%(now)s on %(low)s to %(high)s, as last time", **told)
    return _("%(before)s last time, %(now)s now, on %(low)s to %(high)s", **told)


def place_words(place: Place) -> str:
    """The day of the protocol, without judging what lies beyond it."""
    if place.resting:
        return _("resting")
    if place.day is None:
        return _("phase %(number)s: %(phase)s", number=place.number, phase=place.phase)
    told = {"day": place.day, "days": place.days, "number": place.number, "phase": place.phase}
    if place.day > place.days:
        return _("day %(day)s, beyond the %(days)s, phase %(number)s: %(phase)s", **told)
    return _("day %(day)s of %(days)s, phase %(number)s: %(phase)s", **told)


def state(code: str | None) -> str:
    """One of the four states, or nothing where none is told."""
    return {"not-opened": _("Not opened"), "begun": _("Begun"), "sent": _("Sent"), "declined": _("Declined")}.get(code or "", "")


def helped(code: str | None) -> str:
    """What a client said of an exercise when it ended."""
    return {"yes": _("It helped."), "a-little": _("It helped a little."), "no": _("It did not help.")}.get(code or "", _("No answer."))


def _place(place: Place) -> list[Item]:
    words = place_words(place)
    if place.cycle > 1 and not place.resting:
        words = _("%(where)s, cycle %(cycle)s", where=words, cycle=place.cycle)
    return [Item(words), Item(place.purpose)] if place.purpose else [Item(words)]


def _planned(one: Mapping) -> Item:
    minutes = one["minutes"]
    return Item(one["words"], mark="" if minutes is None else ngettext("%(num)s min", "%(num)s min", minutes))


def _said(one: Written) -> Item:
    if one.kind == "declined":
        return Item(_("%(title)s: not this time", title=one.title))
    return Item(_flat(one.excerpt) or one.title, _source(one), voice=bool(one.words))


def _flat(words: str) -> str:
    """Lines of a list one behind the other."""
    return " / ".join(line.strip() for line in words.splitlines() if line.strip())


def _source(one: Written) -> str:
    return ", ".join(part for part in (one.shown_as, one.title, day(one.sent_at)) if part)


def _hard(one: Written) -> Item:
    return Item(_flat(one.excerpt) or one.title, _source(one), voice=bool(one.words))


def _looked(one: LookedBack) -> Item:
    return Item(_flat(one.words) or one.title, f"{one.title}: {helped(one.helpful)}", voice=bool(one.words))


def _measure(one) -> Item:
    words = _("%(title)s: %(value)s (%(low)s to %(high)s), %(day)s", title=one.title, value=one.value, low=one.low, high=one.high,
              day=day(one.on))  # fmt: skip
    return Item(words, one.words)
