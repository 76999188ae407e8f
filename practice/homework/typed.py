"""What a page sent, kept as it was typed: a draft holds the fields of its form, and they are understood when it is opened."""

from collections.abc import Iterable, Mapping

from practice.homework import moments
from practice.protocols import answers as codec
from practice.protocols.fitting import fitted
from practice.protocols.protocol import Exercise

KEPT = ("moment", "why", codec.DRAWN)  # beside the questions themselves
ASKED = "q_"
UNSENT = ("no_number", "low_words", "high_words")  # of a position: they follow from it, or go to the ladder


class Typed(Mapping):
    """The fields of a form, {name: [values]}, read the way the codecs read one: the first value, or all of them."""

    def __init__(self, form: Mapping[str, list[str]]) -> None:
        self._form = form

    def __getitem__(self, name: str) -> str:
        return self._form[name][0]

    def __iter__(self):
        return iter(self._form)

    def __len__(self) -> int:
        return len(self._form)

    def getlist(self, name: str) -> list[str]:
        return list(self._form.get(name, ()))


def kept_as_typed(form: Iterable[tuple[str, list[str]]]) -> dict:
    """The content of a draft from the lists of a posted form; nothing is checked and nothing changed."""
    return {"form": {name: values for name, values in form if values and (name.startswith(ASKED) or name in KEPT)}}


def understood(exercise: Exercise, kept: Mapping | None) -> tuple[dict, list[dict], str]:
    """(answers in the open form, finished moments, words beside declining) of a draft, of questions asked now."""
    kept = kept or {}
    if "form" not in kept:
        return fitted(exercise, kept.get("answers")), _each(exercise, kept.get("moments") or []), kept.get("why") or ""
    form = Typed(kept["form"])
    finished = moments.unpack(form.getlist("moment")) if exercise.entry == "log" else []
    return codec.parse(exercise, form), _each(exercise, finished), form.get("why", "")


def _each(exercise: Exercise, finished: list[dict]) -> list[dict]:
    return [fitted(exercise, one) for one in finished]


def same(exercise: Exercise, answers: Mapping, sent: Mapping) -> bool:
    """True when what is typed now says the same as what was sent (`sent`: positions on ladders spelled out)."""
    return all(plain(answers.get(item.id)) == plain(sent.get(item.id)) for item in codec.asked(exercise))


def plain(answer):
    """An answer without what was left empty."""
    if isinstance(answer, Mapping):
        return {key: part for key, part in answer.items() if part not in (None, "", []) and key not in UNSENT} or None
    return None if answer in ("", []) else answer
