"""What each question kind needs to be drawn: value, choices, rows, names. One builder per kind, no Flask."""
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from practice.i18n import _
from practice.protocols.codecs import as_date
from practice.protocols.protocol import Field

SPARE = "__n__"  # rows.js puts the next number here


@dataclass(frozen=True)
class Moment:
    """An earlier entry that can be chosen: its id and a few words to know it by."""

    id: str
    label: str


@dataclass(frozen=True)
class LadderSeen:
    """The ladder a question is about. `first`: no rating yet, so every follow-up is asked."""

    low: int = 1
    high: int = 10
    low_words: str = ""
    high_words: str = ""
    first: bool = True
    last: str = ""  # the last position in words, shown as a hint and never preselected


@dataclass(frozen=True)
class Setting:
    """What a builder may need beside the field and its answer."""

    today: date
    ladders: Mapping[str, LadderSeen]
    moments: Mapping[str, tuple[Moment, ...]]


@dataclass(frozen=True)
class Row:
    """One line of a repeating question."""

    n: int | str
    name: str
    questions: tuple["Question", ...] = ()
    value: object = ""
    label: str = ""
    entry: str | None = None
    chosen: bool = False


@dataclass(frozen=True)
class Question:
    """A field with its name in the form and what is in it. `id` is its HTML id."""

    field: Field
    name: str
    value: object = None
    answered: bool = False
    error: str | None = None
    choices: tuple[tuple[str, str], ...] = ()
    own: str = ""
    rows: tuple[Row, ...] = ()
    template: Row | None = None  # an empty row for the script, its place written __n__
    parts: Mapping[str, object] = field(default_factory=dict)
    ladder: LadderSeen = LadderSeen()

    @property
    def id(self) -> str:
        return self.name

    @property
    def kind(self) -> str:
        return self.field.kind

    @property
    def label(self) -> str:
        return self.field.label

    @property
    def hint(self) -> str:
        """Returns the hint, with how many are expected where the protocol says so."""
        pick = self.field.pick
        if pick is None:
            return self.field.hint
        low, high = pick
        many = _("About %(low)s to %(high)s. Fewer is fine.", low=low, high=high) if low != high else ""
        return " ".join(part for part in (self.field.hint, many) if part)


def _plain(item: Field, name: str, answer: object, setting: Setting, answered: bool) -> Question:
    return Question(item, name, "" if answer is None else answer, answered)


def _choice(item: Field, name: str, answer: object, setting: Setting, answered: bool) -> Question:
    choices = tuple((option.id, option.words) for option in item.options)
    own = answer if isinstance(answer, str) and answer not in dict(choices) else ""
    return Question(item, name, None if own else answer, answered, choices=choices, own=own)


def _yes_no(item: Field, name: str, answer: object, setting: Setting, answered: bool) -> Question:
    return Question(item, name, answer, answered, choices=(("yes", _("Yes")), ("no", _("No"))))


def _choices(item: Field, name: str, answer: object, setting: Setting, answered: bool) -> Question:
    choices = tuple((option.id, option.words) for option in item.options)
    given = answer if isinstance(answer, list) else []
    own = "\n".join(str(word) for word in given if word not in dict(choices))
    return Question(item, name, [id for id in given if id in dict(choices)], answered, choices=choices, own=own)


def _scale(item: Field, name: str, answer: object, setting: Setting, answered: bool) -> Question:
    """Nothing is preselected; "" means the client chose not to give a number."""
    return Question(item, name, "" if answered and answer is None else answer, answered)


def _when(item: Field, name: str, answer: object, setting: Setting, answered: bool) -> Question:
    given = answer if isinstance(answer, Mapping) else {}
    typed, day = given.get("date"), as_date(given.get("date"))
    near = {setting.today: "today", setting.today - timedelta(days=1): "yesterday"}
    chosen = near.get(day) or ("other" if typed is not None else None)
    parts = {"day": chosen, "date": typed if chosen == "other" else "", "time": given.get("time") or ""}
    choices = (("today", _("Today")), ("yesterday", _("Yesterday")), ("other", _("Another day")))
    return Question(item, name, given, answered, choices=choices, parts=parts)


def _ladder(item: Field, name: str, answer: object, setting: Setting, answered: bool) -> Question:
    given = answer if isinstance(answer, Mapping) else {}
    seen = setting.ladders.get(item.id) or LadderSeen(item.low, item.high, item.low_words, item.high_words)
    value = "" if given.get("no_number") else given.get("value")
    return Question(item, name, value, answered, parts=given, ladder=seen)


def _list(item: Field, name: str, answer: object, setting: Setting, answered: bool) -> Question:
    lines = _padded(answer, _start(item, 3), "")
    rows = tuple(Row(n, f"{name}-{n}", value=line) for n, line in enumerate(lines))
    return Question(item, name, answer, answered, rows=rows, template=Row(SPARE, f"{name}-{SPARE}"))


def _rows(item: Field, name: str, answer: object, setting: Setting, answered: bool) -> Question:
    filled = _padded(answer, _start(item, 1), {})
    rows = tuple(_row(item, name, n, row, setting) for n, row in enumerate(filled))
    return Question(item, name, answer, answered, rows=rows, template=_row(item, name, SPARE, {}, setting))


def _rank(item: Field, name: str, answer: object, setting: Setting, answered: bool) -> Question:
    given = [row for row in answer if isinstance(row, Mapping)] if isinstance(answer, list) else []
    rows = tuple(
        Row(n, f"{name}-{n}", value=row.get("id") or "", label=row.get("text") or item.words_of(row.get("id") or ""))
        for n, row in enumerate(given)
    )
    placed = {row.value for row in rows}
    left = tuple((option.id, option.words) for option in item.options if option.id not in placed)
    return Question(item, name, answer, answered, choices=left, rows=rows)


def _entries(item: Field, name: str, answer: object, setting: Setting, answered: bool) -> Question:
    """Every earlier entry is offered; those chosen carry their words; moments from further back come last."""
    given = [row for row in answer if isinstance(row, Mapping)] if isinstance(answer, list) else []
    chosen = {row.get("entry"): row for row in given if row.get("entry")}
    offered = {moment.id: moment.label for moment in setting.moments.get(item.id, ())}
    known = offered | {id: row.get("label") or "" for id, row in chosen.items() if id not in offered}
    listed = [({**chosen.get(id, {}), "entry": id, "label": label}, id in chosen) for id, label in known.items()]
    own = [row for row in given if not row.get("entry")]
    listed += [(row, True) for row in (own if own or known else [{}])]
    rows = tuple(_row(item, name, n, row, setting, picked) for n, (row, picked) in enumerate(listed))
    return Question(item, name, answer, answered, rows=rows, template=_row(item, name, SPARE, {}, setting))


def _row(item: Field, name: str, n: int | str, row: object, setting: Setting, chosen: bool = False) -> Row:
    given = row if isinstance(row, Mapping) else {}
    below = f"{name}-{n}"
    inner = tuple(
        BUILDERS[sub.kind](sub, f"{below}-{sub.id}", given.get(sub.id), setting, _kept(sub, given)) for sub in item.of
    )
    return Row(n, below, inner, label=given.get("label") or "", entry=given.get("entry"), chosen=chosen)


def _kept(sub: Field, row: Mapping) -> bool:
    """A row's scale is stored as None also when nobody touched it, so None preselects nothing there."""
    return row.get(sub.id) is not None


def _start(item: Field, usual: int) -> int:
    return min(3, item.pick[0] or 1) if item.pick else usual


def _padded(answer: object, least: int, empty: object) -> list:
    given = list(answer) if isinstance(answer, list) else []
    return given + [empty] * max(0, least - len(given))


BUILDERS = {
    "text": _plain, "line": _plain, "number": _plain, "when": _when, "choice": _choice, "choices": _choices,
    "yes_no": _yes_no, "scale": _scale, "ladder": _ladder, "list": _list, "rows": _rows, "rank": _rank,
    "entries": _entries,
}
