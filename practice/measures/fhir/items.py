"""The items of a foreign questionnaire: which become questions, which words stand above them, what is left out. Pure."""

from dataclasses import dataclass, field

from practice.measures.fhir.answers import answers_of, extension
from practice.measures.fhir.codes import coded, risk_kind
from practice.measures.fhir.lists import DIFFICULTY, Answer
from practice.measures.fhir.opening import MOST_LETTERS, NotReadable, dicts, words
from practice.measures.fhir.warned import Warned

MOST_QUESTIONS = 300
_LISTS = {"choice", "coding", "open-choice", "integer", "decimal"}
_SAID = {"display", "group"}
_WORDS = {"string", "text"}
_LANGUAGES = {"text/fhirpath": "FHIRPath", "text/cql": "CQL", "text/cql-identifier": "CQL"}


@dataclass(frozen=True)
class Question:
    """One item that becomes a question; without `answers` it takes own words. `weighted`: every answer carries points of
    the file or of a built-in list."""

    link: str
    text: str
    answers: tuple[Answer, ...]
    codes: tuple[str, ...] = ()
    yes_no: bool = False

    @property
    def free(self) -> bool:
        return not self.answers

    @property
    def weighted(self) -> bool:
        return not self.free and all(answer.points is not None for answer in self.answers)

    @property
    def values(self) -> tuple[int | float, ...]:
        """What is stored for each answer: its points, else the number it names, else its place from 0."""
        if self.weighted:
            return tuple(answer.points for answer in self.answers)
        if all(answer.label.lstrip("-").isdecimal() and answer.label.isascii() for answer in self.answers):
            return tuple(int(answer.label) for answer in self.answers)
        return tuple(range(len(self.answers)))

    @property
    def difficulty(self) -> bool:
        """The question how difficult the problems made it, asked beside PHQ-9 and GAD-7 and in no score."""
        return {answer.code for answer in self.answers} == DIFFICULTY

    @property
    def risk(self) -> str | None:
        return risk_kind(self.text, self.codes)


@dataclass
class Found:
    """What a walk through the items gathered."""

    questions: list[Question] = field(default_factory=list)
    instructions: list[str] = field(default_factory=list)
    left_out_risks: list[str] = field(default_factory=list)
    links: set[str] = field(default_factory=set)


def gather(questionnaire: dict, warned: Warned) -> Found:
    """Every question in the order of the file. Raises NotReadable when there are too many."""
    sets = {}
    for one in dicts(questionnaire, "contained"):
        if one.get("resourceType") == "ValueSet":
            sets |= {f"#{words(one, 'id', 200)}": one, words(one, "url", 400): one}
    expressions(questionnaire, "the Questionnaire itself", warned)
    found = Found()
    _walk(dicts(questionnaire, "item"), found, sets, warned)
    return found


def expressions(holder: dict, link: str, warned: Warned) -> bool:
    """Notes formulas on an item or the whole: they are never evaluated. True when the item is the result of one."""
    worked_out = False
    for one in dicts(holder, "extension"):
        name = words(one, "url", 300).rsplit("/", 1)[-1]
        formula = one.get("valueExpression")
        if not isinstance(formula, dict):
            continue
        language = _LANGUAGES.get(words(formula, "language", 40), words(formula, "language", 40) or "an unnamed one")
        if name == "sdc-questionnaire-enableWhenExpression":
            warned.add(f"conditions are not used (written in {language})", link)
        else:
            warned.add(f"scored in another language ({language}); not used", link)
        worked_out = worked_out or name == "sdc-questionnaire-calculatedExpression"
    return worked_out


def _walk(items: list[dict], found: Found, sets: dict[str, dict], warned: Warned) -> None:
    for item in items:
        link = words(item, "linkId", 120) or "an item without linkId"
        if link in found.links:
            warned.add("this linkId stands in the file more than once", link)
        found.links.add(link)
        _conditions(item, link, warned)
        if words(item, "type", 40) in _SAID:
            _said(item, link, found, warned)
        elif (question := _question(item, link, sets, warned)) is not None:
            if len(found.questions) >= MOST_QUESTIONS:
                raise NotReadable(f"The file asks more than {MOST_QUESTIONS} questions.")
            found.questions.append(question)
        elif risk_kind(words(item, "text"), coded(item)):
            found.left_out_risks.append(link)
        _walk(dicts(item, "item"), found, sets, warned)


def _said(item: dict, link: str, found: Found, warned: Warned) -> None:
    text = words(item, "text")
    if item.get("repeats") is True:
        warned.add("may be repeated in the file; it is asked once", link)
    if text and not found.questions:
        found.instructions.append(text)
    elif text:
        warned.add(f"these words are not shown: “{text[:120]}”", link)


def _question(item: dict, link: str, sets: dict[str, dict], warned: Warned) -> Question | None:
    kind = words(item, "type", 40)
    if expressions(item, link, warned) or item.get("readOnly") is True:
        warned.add("is worked out and not asked; left out", link)
        return None
    if _hidden(item):
        warned.add("is hidden in the file; left out", link)
        return None
    if kind in _WORDS:
        return _own_words(item, link, warned)
    if kind not in _LISTS and kind != "boolean":
        warned.add(f"takes {_taken(kind)}, not an answer from a list; left out", link)
        return None
    if item.get("repeats") is True:
        warned.add("takes several answers at once; left out", link)
        return None
    answers = (Answer("No"), Answer("Yes")) if kind == "boolean" else answers_of(item, link, sets, warned)
    text = _text(item, link, warned)
    if len(answers) < 2 or not text:
        if text and (answers or kind not in ("integer", "decimal")):
            warned.add("has no list of answers; left out", link)
        return None
    _also(item, kind, link, warned)
    return Question(link, text, answers, coded(item), kind == "boolean")


def _own_words(item: dict, link: str, warned: Warned) -> Question | None:
    """A place to write in. Words raise no flag, so a question about danger is not asked in this way."""
    text = _text(item, link, warned)
    if text and risk_kind(text, coded(item)):
        warned.add("takes words, which raise no flag; left out", link)
        return None
    if item.get("repeats") is True:
        warned.add("may be repeated in the file; it is asked once", link)
    return Question(link, text, (), coded(item)) if text else None


def _text(item: dict, link: str, warned: Warned) -> str:
    """The words of a question; "" where there are none, or far too many."""
    text = words(item, "text", MOST_LETTERS + 1) or next((words(one, "display") for one in dicts(item, "code")), "")
    if text and len(text) <= MOST_LETTERS:
        return text
    warned.add("has no words or far too many; left out", link)
    return ""


def _hidden(item: dict) -> bool:
    return (extension(item, "questionnaire-hidden") or {}).get("valueBoolean") is True


def _conditions(item: dict, link: str, warned: Warned) -> None:
    if item.get("enableWhen"):
        warned.add("conditions are not used; what is taken is always asked", link)
        if any(isinstance(one.get("answerInteger"), str) for one in dicts(item, "enableWhen")):
            warned.add("a condition compares with a number written as text", link)


def _also(item: dict, kind: str, link: str, warned: Warned) -> None:
    if kind == "open-choice":
        warned.add("own words beside the listed answers are not kept", link)
    if extension(item, "questionnaire-unit"):
        warned.add("a unit is not kept", link)


def _taken(kind: str) -> str:
    known = {"date": "a date", "dateTime": "a date and time", "time": "a time of day",
             "quantity": "a number with a unit", "attachment": "a file", "reference": "a link", "url": "a link"}  # fmt: skip
    return known.get(kind, f"“{kind}”" if kind else "something unnamed")
