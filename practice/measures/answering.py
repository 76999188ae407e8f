"""Answers as they come in - a list in order, or by question - made into one shape, or refused in words. Numbers where an
item has points, own words where it has none."""

from collections.abc import Iterator, Mapping, Sequence

from practice.i18n import _
from practice.measures.measure import Item, Measure
from practice.measures.resolve import whole
from practice.protocols.codecs import clean, text_fault

Answer = float | str
Answers = Mapping[int | str, Answer | None] | Sequence[Answer | None]
MOST_LETTERS = 20_000  # of one answer in own words


class WrongAnswers(ValueError):
    """Answers that cannot be scored; `faults` says in whole sentences why. Nothing was scored."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        super().__init__(" ".join(faults))


def check_answers(measure: Measure, answers: object) -> list[str]:
    """Returns in sentences what is wrong with the answers; empty when they can be scored. None is "not answered"."""
    try:
        answers_of(measure, answers)
    except WrongAnswers as problem:
        return problem.faults
    return []


def answers_of(measure: Measure, answers: object) -> dict[int, Answer]:
    """Returns what was answered by question number, without the blanks; own words as they are kept. A list may leave off
    unscored questions at its end; in a mapping any question may be left out. Raises WrongAnswers with everything found."""
    if not measure.items:
        raise WrongAnswers([_("%(title)s has no questions here: its numbers are typed in.", title=measure.title)])
    pairs = _by_number(measure, answers)
    faults = [fault for item, value in pairs if (fault := _fault(item, value))]
    if faults:
        raise WrongAnswers(faults)
    given = ((item, value) for item, value in pairs if value is not None)
    kept = ((item.n, own_words(value) if item.free else whole(value)) for item, value in given)
    return {n: value for n, value in kept if value != ""}


def own_words(text: str) -> str:
    """Returns words as they are kept: plain line ends, nothing that cannot be printed, no blanks around them."""
    return clean(text).strip()


def own_words_fault(n: int, text: str) -> str | None:
    """Why words cannot be kept as the answer to question `n`, in a sentence; None when they can."""
    fault = text_fault(own_words(text), MOST_LETTERS)
    return _("Question %(n)s: %(why)s", n=n, why=fault) if fault else None


def _by_number(measure: Measure, answers: object) -> list[tuple[Item, object]]:
    if isinstance(answers, Mapping):
        return _named(measure, answers)
    if not isinstance(answers, Sequence) or isinstance(answers, (str, bytes, bytearray)):
        raise WrongAnswers([_("Answers come as a list in the order of the questions, such as [0, 2, null].")])
    if not _least(measure) <= len(answers) <= len(measure.items):
        raise WrongAnswers([_wrong_length(measure, len(answers))])
    return list(zip(measure.items, answers, strict=False))


def _least(measure: Measure) -> int:
    """How many answers a list holds at least: up to the last question that is scored."""
    return max((place for place, item in enumerate(measure.items, 1) if item.scored), default=len(measure.items))


def _named(measure: Measure, answers: Mapping[object, object]) -> list[tuple[Item, object]]:
    if len(answers) > len(measure.items):
        raise WrongAnswers([_wrong_length(measure, len(answers))])
    found: dict[int, object] = {}
    faults = []
    for name, value in answers.items():
        item = measure.by_n.get(_number(name))
        if item is None:
            faults.append(_("%(title)s has no question %(n)s.", title=measure.title, n=shown(name)))
        elif item.n in found:
            faults.append(_("Question %(n)s is answered twice.", n=item.n))
        else:
            found[item.n] = value
    if faults:
        raise WrongAnswers(faults)
    return [(measure.by_n[n], value) for n, value in sorted(found.items())]


def _number(name: object) -> int:
    """The question a key names; 0, which no question is, when it names none."""
    if isinstance(name, str) and name.isascii() and name.isdigit() and name[0] != "0" and len(name) < 5:
        return int(name)
    return name if type(name) is int else 0


def _wrong_length(measure: Measure, given: int) -> str:
    return _(
        "%(title)s has %(wanted)s questions; answers given: %(given)s.",
        title=measure.title, wanted=len(measure.items), given=given,
    )  # fmt: skip


def _fault(item: Item, value: object) -> str | None:
    if value is None:
        return None
    if item.free:
        if isinstance(value, str):
            return own_words_fault(item.n, value)
        return _("Question %(n)s: the answer is words, not %(value)s.", n=item.n, value=shown(value))
    if type(value) not in (int, float):
        return _("Question %(n)s: the answer is a number, not %(value)s.", n=item.n, value=shown(value))
    if value in item.scale.values:
        return None
    return _(
        "Question %(n)s: %(value)s is none of its answers (%(answers)s).",
        n=item.n, value=shown(value), answers=", ".join(_listed(item)),
    )  # fmt: skip


def _listed(item: Item) -> Iterator[str]:
    values = sorted(item.scale.values)
    if len(values) > 8 and values == list(range(int(values[0]), int(values[-1]) + 1)):
        yield _("%(low)s to %(high)s", low=values[0], high=values[-1])
        return
    yield from map(str, values)


def shown(value: object) -> str:
    """Returns a foreign value, short enough for a sentence."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int) and abs(value) > 10**15:
        return _("a very large number")  # writing out thousands of digits is refused by Python itself
    if isinstance(value, str):
        return f'"{" ".join(clean(value[:40]).split())}"'
    if value is None or isinstance(value, (int, float)):
        return "null" if value is None else str(value)
    return _("something else")
