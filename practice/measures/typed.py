"""What a page sends, made into answers: each on its own, with its complaint at the question. Pure."""

from collections.abc import Mapping

from practice.i18n import _
from practice.measures.answering import Answer, WrongAnswers, own_words, own_words_fault
from practice.measures.measure import Item, Measure, Score
from practice.measures.words import number
from practice.protocols.codecs import clean

TARGET = 80  # letters of whom it is about


def about(typed: str | None) -> str | None:
    """Whom it is about, on one line and without what cannot be kept; None for nobody."""
    return " ".join(clean(typed).split())[:TARGET] or None


def value_of(item: Item, typed: str) -> Answer | None:
    """The value of one answer as sent; None where nothing was chosen or written. Raises WrongAnswers for what is no answer."""
    typed = own_words(typed) if item.free else typed.strip()
    if not typed:
        return None
    if item.free:
        if fault := own_words_fault(item.n, typed):
            raise WrongAnswers([fault])
        return typed
    found = next((point.value for point in item.scale.points if str(point.value) == typed), None)
    if found is None:
        raise WrongAnswers([_("Question %(n)s: “%(typed)s” is none of its answers.", n=item.n, typed=typed[:40])])
    return found


def read_answers(measure: Measure, sent: Mapping[str, str]) -> tuple[dict[int, Answer], dict[int, str]]:
    """(answers, complaints by question) of a page that holds all questions, each under `q_<n>`."""
    answers, complaints = {}, {}
    for item in measure.items:
        try:
            value = value_of(item, sent.get(f"q_{item.n}", ""))
        except WrongAnswers as problem:
            complaints[item.n] = problem.faults[0]
            continue
        if value is not None:
            answers[item.n] = value
    return answers, complaints


def read_scores(measure: Measure, sent: Mapping[str, str]) -> tuple[dict[str, float], dict[str, str]]:
    """(numbers, complaints) by score, each under `s_<id>`; a decimal comma is fine."""
    numbers, complaints = {}, {}
    for one in measure.scores:
        typed = sent.get(f"s_{one.id}", "").strip()
        if not typed:
            continue
        value = _number(typed)
        if value is None or not one.low <= value <= one.high:
            complaints[one.id] = _outside(one)
        else:
            numbers[one.id] = value
    return numbers, complaints


def _number(typed: str) -> float | None:
    plain = typed.replace(",", ".", 1).removeprefix("-")
    if len(typed) > 12 or not plain.replace(".", "", 1).isdigit() or not plain.isascii():
        return None
    value = float(typed.replace(",", ".", 1))
    return int(value) if value == int(value) else value


def _outside(one: Score) -> str:
    return _("Please type a number from %(low)s to %(high)s.", low=number(one.low), high=number(one.high))
