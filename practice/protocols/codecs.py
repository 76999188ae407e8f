"""One codec per question kind that holds a single answer: form to JSON, what is wrong with it, JSON to words.

`parse` is tolerant: a draft keeps what was typed, even where sending will ask about it. `fault` is asked on sending
and takes any JSON, since answers also arrive by import. Field names: the name given, plus `-<part>`.
"""
import re
from collections.abc import Mapping
from datetime import date, time, timedelta

from practice.config import MAX_TEXT
from practice.i18n import _
from practice.protocols.protocol import Field

Form = Mapping[str, str]  # a MultiDict: several values may stand under one name
MAX_LINE = 1_000
MAX_CHOICES = 50
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_CLOCK = re.compile(r"[0-9]{2}:[0-9]{2}")
_NUMBER = re.compile(r"[-+]?[0-9]{1,9}([.,][0-9]{1,4})?")


def clean(text: str | None) -> str:
    """Returns the text with plain line ends, without NUL, control characters or halves of characters."""
    return _UNSEEN.sub("", (text or "").replace("\r\n", "\n").replace("\r", "\n"))


def many(form: Form, name: str) -> list[str]:
    """Returns all values posted under a name."""
    return form.getlist(name) if hasattr(form, "getlist") else [form[name]] if name in form else []


def text_fault(text: object, limit: int = MAX_TEXT) -> str | None:
    """Returns in words why a text cannot be kept, else None."""
    if not isinstance(text, str):
        return _("This answer should be words.")
    if _UNSEEN.search(text):
        return _("There is a character in here that we cannot keep. Please type this part again.")
    if len(text) > limit:
        return _(
            "This is %(length)s characters long; up to %(limit)s fit here. Please shorten it or send it in parts.",
            length=f"{len(text):,}", limit=f"{limit:,}",
        )
    return None


class Text:
    """A text of any length up to 100,000 characters."""

    limit = MAX_TEXT

    def blank(self, field: Field) -> object:
        return ""

    def parse(self, field: Field, form: Form, name: str, today: date | None) -> object:
        return clean(form.get(name))

    def empty(self, answer: object) -> bool:
        return not (isinstance(answer, str) and answer.strip())

    def fault(self, field: Field, answer: object) -> str | None:
        return text_fault(answer, self.limit)

    def show(self, field: Field, answer: object) -> tuple[str, ...]:
        return () if self.empty(answer) else (answer,)


class Line(Text):
    """A single line."""

    def parse(self, field: Field, form: Form, name: str, today: date | None) -> object:
        return " ".join(clean(form.get(name)).split())


class Choice(Text):
    """One option id, or own words where they are welcome."""

    limit = MAX_LINE

    def blank(self, field: Field) -> object:
        return None

    def parse(self, field: Field, form: Form, name: str, today: date | None) -> object:
        own = " ".join(clean(form.get(f"{name}-own")).split()) if field.own else ""
        given = form.get(name)
        return given if given in {option.id for option in field.options} else own or None

    def fault(self, field: Field, answer: object) -> str | None:
        if answer is None or answer in [option.id for option in field.options]:
            return None
        return text_fault(answer, self.limit) if field.own else _("Please choose one of these.")

    def show(self, field: Field, answer: object) -> tuple[str, ...]:
        return () if self.empty(answer) else (field.words_of(answer),)


class YesNo(Choice):
    """Yes, no, or left open."""

    def parse(self, field: Field, form: Form, name: str, today: date | None) -> object:
        given = form.get(name)
        return given if given in ("yes", "no") else None

    def fault(self, field: Field, answer: object) -> str | None:
        return None if answer in ("yes", "no", None) else _("Please choose one of these.")

    def show(self, field: Field, answer: object) -> tuple[str, ...]:
        words = {"yes": _("Yes"), "no": _("No")}
        return (words[answer],) if answer in ("yes", "no") else ()


class Choices(Text):
    """Any number of option ids, then own words."""

    def blank(self, field: Field) -> object:
        return []

    def parse(self, field: Field, form: Form, name: str, today: date | None) -> object:
        known = [option.id for option in field.options]
        given = set(many(form, name))
        own = [line.strip() for line in clean(form.get(f"{name}-own")).split("\n")] if field.own else []
        return [id for id in known if id in given] + [line for line in own if line]

    def empty(self, answer: object) -> bool:
        return not answer

    def fault(self, field: Field, answer: object) -> str | None:
        if not isinstance(answer, list) or len(answer) > MAX_CHOICES:
            return _("Up to %(most)s answers fit here.", most=MAX_CHOICES)
        known = {option.id for option in field.options}
        for item in answer:
            if not isinstance(item, str) or (item not in known and not field.own):
                return _("Please choose from these.")
            if problem := text_fault(item, MAX_LINE):
                return problem
        return None

    def show(self, field: Field, answer: object) -> tuple[str, ...]:
        return tuple(field.words_of(item) for item in answer if isinstance(item, str)) if answer else ()


class Number(Text):
    """A number between the field's bounds. A draft keeps what was typed, also when it is no number."""

    def blank(self, field: Field) -> object:
        return None

    def parse(self, field: Field, form: Form, name: str, today: date | None) -> object:
        typed = clean(form.get(name)).strip()
        if not _NUMBER.fullmatch(typed):
            return typed[:MAX_LINE] or None
        value = float(typed.replace(",", "."))
        return int(value) if value.is_integer() else value

    def empty(self, answer: object) -> bool:
        return answer is None or answer == ""

    def fault(self, field: Field, answer: object) -> str | None:
        if answer is None:
            return None
        low, high = field.low, field.high
        fits = type(answer) in (int, float) and (low is None or answer >= low) and (high is None or answer <= high)
        if fits:
            return None
        if low is not None and high is not None:
            return _("Please write a number from %(low)s to %(high)s.", low=low, high=high)
        return _("Please write a number, such as 5.")

    def show(self, field: Field, answer: object) -> tuple[str, ...]:
        return () if self.empty(answer) else (f"{answer} {field.unit}".strip(),)


class Scale(Number):
    """A whole number on a row of steps; None means the client would rather not give one."""

    def parse(self, field: Field, form: Form, name: str, today: date | None) -> object:
        typed = form.get(name, "")
        value = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 5 else None
        return value if value is not None and field.low <= value <= field.high else None

    def fault(self, field: Field, answer: object) -> str | None:
        problem = super().fault(field, answer)
        return problem or (_("Please choose one of the steps.") if isinstance(answer, float) else None)

    def show(self, field: Field, answer: object) -> tuple[str, ...]:
        if self.empty(answer):
            return (_("I’d rather not give a number"),)
        if field.low_words and field.high_words:  # a step alone says nothing to whoever reads it later
            return (_("%(value)s of %(high)s, from “%(low_words)s” to “%(high_words)s”", value=answer, high=field.high,
                      low_words=field.low_words, high_words=field.high_words),)  # fmt: skip
        return (_("%(value)s of %(high)s", value=answer, high=field.high),)


class When(Text):
    """A day and, where asked, a time: stored as {"date", "time"}. A draft keeps a date nobody can read as typed."""

    def blank(self, field: Field) -> object:
        return {"date": None, "time": None}

    def parse(self, field: Field, form: Form, name: str, today: date | None) -> object:
        day, typed = form.get(f"{name}-day"), clean(form.get(f"{name}-date")).strip()[:40]
        near = {"today": today, "yesterday": today - timedelta(days=1)}.get(day) if today else None
        # "" keeps "another day" chosen while its date is still empty.
        chosen = near.isoformat() if near else typed or ("" if day else None)
        clock = clean(form.get(f"{name}-time")).strip()[:20] if field.when_only != "date" else ""
        return {"date": chosen, "time": clock or None}

    def empty(self, answer: object) -> bool:
        return not (isinstance(answer, Mapping) and (answer.get("date") or answer.get("time")))

    def fault(self, field: Field, answer: object) -> str | None:
        if not isinstance(answer, Mapping):
            return _("Please choose a day.")
        day, clock = answer.get("date"), answer.get("time")
        if day and as_date(day) is None:
            return _("Please write the day as year-month-day, such as 2026-11-24.")
        if clock and as_time(clock) is None:
            return _("Please write the time as hours and minutes, such as 18:30.")
        if day == "" or (clock and not day):
            return _("Please choose a day.")
        return None

    def show(self, field: Field, answer: object) -> tuple[str, ...]:
        if self.empty(answer):
            return ()
        day = as_date(answer.get("date"))
        words = f"{day:%a} {day.day} {day:%b %Y}" if day else str(answer.get("date") or "")
        return (", ".join(part for part in (words, answer.get("time")) if part),)


def as_date(typed: object) -> date | None:
    """Returns the date of an ISO text between 1900 and 2200, else None."""
    try:
        day = date.fromisoformat(typed) if isinstance(typed, str) and len(typed) == 10 else None
    except ValueError:
        return None
    return day if day and 1900 <= day.year <= 2200 else None


def as_time(typed: object) -> time | None:
    """Returns the time of `HH:MM`, else None."""
    try:
        return time.fromisoformat(typed) if isinstance(typed, str) and _CLOCK.fullmatch(typed) else None
    except ValueError:
        return None
