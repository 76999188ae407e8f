"""The codec of the ladder question: carries what was posted; homework turns it into a Rating and keeps only its id.

A ladder's own ends may differ from 1-10 (imports keep the file's scale), so the number is checked against the
field's bounds here and against the ladder's where the rating is made.
"""
from collections.abc import Mapping
from datetime import date

from practice.i18n import _
from practice.protocols.codecs import MAX_LINE, Form, Text, clean, text_fault
from practice.protocols.protocol import Field

WORDS = ("past", "keeps_from_lower", "first_sign", "low_words", "high_words")


class Ladder(Text):
    """`value`, `value_high` (the next step, for "between 2 and 3"), `no_number` and the follow-up words."""

    def blank(self, field: Field) -> object:
        return {}

    def parse(self, field: Field, form: Form, name: str, today: date | None) -> object:
        typed = form.get(f"{name}-value", "")
        value = _step(typed, field)
        high = form.get(f"{name}-value_high", "")
        # The box beside the steps says "between this one and the next"; a number is taken as it is.
        above = value + 1 if high == "next" and value is not None else _step(high, field)
        return {
            "value": value,
            "value_high": above if value is not None and above != value else None,
            "no_number": value is None and (form.get(f"{name}-value") == "" or form.get(f"{name}-no_number") == "yes"),
            **{part: clean(form.get(f"{name}-{part}")) for part in WORDS},
        }

    def empty(self, answer: object) -> bool:
        if not isinstance(answer, Mapping):
            return True
        told = any(str(answer.get(part) or "").strip() for part in WORDS if not part.endswith("_words"))
        return not (answer.get("ref") or answer.get("value") is not None or answer.get("no_number") or told)

    def fault(self, field: Field, answer: object) -> str | None:
        if not isinstance(answer, Mapping):
            return _("Please choose one of the steps.")
        if "ref" in answer:
            return None
        value, high = answer.get("value"), answer.get("value_high")
        if value is not None and not _fits(value, field):
            return _("Please choose one of the steps.")
        if high is not None and (value is None or not _fits(high, field) or high != value + 1):
            return _("“Between two steps” means one step and the next one up.")
        for part in WORDS:
            if problem := text_fault(answer.get(part) or "", MAX_LINE if part.endswith("_words") else Text.limit):
                return problem
        return None

    def show(self, field: Field, answer: object) -> tuple[str, ...]:
        if self.empty(answer):
            return ()
        if answer.get("ref"):
            return (_("A position on the ladder"),)
        value, high = answer.get("value"), answer.get("value_high")
        if value is None:
            where = _("I’d rather not give a number") if answer.get("no_number") else ""
        elif high is None:
            where = _("%(value)s of %(high)s", value=value, high=field.high)
        else:
            where = _("between %(low)s and %(up)s of %(high)s", low=value, up=high, high=field.high)
        return tuple(line for line in (where, *(answer.get(part) or "" for part in WORDS[:3])) if line)


def _step(typed: str, field: Field) -> int | None:
    value = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 4 else None
    return value if value is not None and _fits(value, field) else None


def _fits(value: object, field: Field) -> bool:
    return type(value) is int and field.low <= value <= field.high
