"""A FHIR R4 Questionnaire read tolerantly: what was understood, how it will be scored, and what was not taken. Pure."""

import re
import unicodedata
from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from datetime import date

from practice.measures.fhir import instrument
from practice.measures.fhir.codes import claimed
from practice.measures.fhir.instrument import RiskRule, Terms
from practice.measures.fhir.items import Found, Question, gather
from practice.measures.fhir.matching import Match, claims, matched
from practice.measures.fhir.opening import open_questionnaire, words
from practice.measures.fhir.warned import Warned
from practice.measures.measure import Measure

MOST_INSTRUCTIONS = 4_000
NOT_SCORED = "Nothing in this file can be added up here, so it is not scored. Its answers are read as they are."
NOT_ASKED = "Nothing in this file can be asked here, so there is nothing to keep."


@dataclass(frozen=True)
class Foreign:
    """What a file holds. `scoring`: native, ordinal (the file's own points, added up) or none."""

    terms: Terms
    questions: tuple[Question, ...]
    match: Match | None
    scoring: str
    warnings: tuple[str, ...]
    name: str

    @property
    def title(self) -> str:
        return self.terms.title

    @property
    def unruled(self) -> tuple[Question, ...]:
        """Questions of risk without a rule of a native instrument: somebody says from which answer on to look."""
        return () if self.match else tuple(question for question in self.questions if question.risk)

    def as_dict(self) -> dict:
        """Returns `{title, items, scoring, warnings}`, ready for JSON; items is how many questions were taken."""
        return {"title": self.title, "items": len(self.questions), "scoring": self.scoring,
                "warnings": list(self.warnings)}  # fmt: skip

    def key(self, taken: Container[str]) -> str:
        """A key for the instrument file that is none of `taken`."""
        if self.match:
            native = self.match.measure
            same = self.terms.language.split("-")[0] == native.language.split("-")[0]
            first = f"{native.id}-fhir" if same else f"{native.id}-{_slug(self.terms.language)}"
        else:
            first = _slug(self.name) or _slug(self.title) or "questionnaire"
        return next(key for n in range(1, 1_000) if (key := first if n == 1 else f"{first}-{n}") not in taken)

    def text(self, key: str, *, today: date, rules: Mapping[str, RiskRule | None]) -> str:
        """The instrument file. Raises ValueError when nothing can be asked or a question of risk has no rule yet."""
        if not self.questions:
            raise ValueError(NOT_ASKED)
        if missing := [question.link for question in self.unruled if question.link not in rules]:
            raise ValueError(f"{', '.join(missing)}: offer a risk rule before it can be assigned.")
        return instrument.instrument(key, self.terms, self.questions, self.match, today=today, rules=rules)


def read_questionnaire(data: bytes, measures: Mapping[str, Measure]) -> Foreign:
    """Returns what a file holds, with `measures` as the instruments known here. Nothing is ever fetched.

    Raises opening.NotReadable with one sentence when the file as a whole cannot be used.
    """
    questionnaire = open_questionnaire(data)
    warned = Warned()
    terms = _terms(questionnaire, warned)
    found = gather(questionnaire, warned)
    terms = replace(terms, instructions="\n".join(found.instructions)[:MOST_INSTRUCTIONS])
    match = _match(found, questionnaire, measures, warned)
    questions = tuple(found.questions)
    scoring = "native" if match else "ordinal" if any(map(instrument.counted, questions)) else "none"
    _say_scoring(scoring, questions, match, warned)
    _say_language(questions, terms, warned)
    _say_risks(found, questions, match, warned)
    name = words(questionnaire, "name", 60) or words(questionnaire, "id", 60)
    return Foreign(terms, questions, match, scoring, warned.sentences(), name)


def _terms(questionnaire: dict, warned: Warned) -> Terms:
    title = words(questionnaire, "title", 200) or words(questionnaire, "name", 200) or "A questionnaire without a title"
    language = words(questionnaire, "language", 20)
    if not language:
        warned.add("The file names no language; it is taken for English")
    if words(questionnaire, "implicitRules"):
        warned.add("The file names rules that lie elsewhere (implicitRules); they are not used")
    if not words(questionnaire, "copyright"):
        warned.add("The file says nothing about who may use its words")
    if words(questionnaire, "status") in ("retired", "unknown"):
        warned.add(f"The file calls itself {words(questionnaire, 'status')}")
    return Terms(
        title=title, version=words(questionnaire, "version", 60) or "1", language=language or "en", instructions="",
        copyright=words(questionnaire, "copyright"), publisher=words(questionnaire, "publisher", 300),
        source=words(questionnaire, "url", 300) or "The imported FHIR Questionnaire; it names no address of its own.",
    )  # fmt: skip


def _match(found: Found, questionnaire: dict, measures: Mapping[str, Measure], warned: Warned) -> Match | None:
    for measure in claims(claimed(questionnaire), measures.values()):
        if match := matched(found.questions, measure):
            return match
        warned.add(f"The file carries the code of {measure.title}, but its questions or answer points are others; the "
                   f"scoring of {measure.title} is not used")  # fmt: skip
    return None


def _say_scoring(scoring: str, questions: tuple[Question, ...], match: Match | None, warned: Warned) -> None:
    if scoring == "none":
        warned.add((NOT_SCORED if questions else NOT_ASKED).rstrip("."))
    elif scoring == "ordinal":
        warned.add(instrument.OWN_SUM[0].upper() + instrument.OWN_SUM[1:])
        for question in questions:
            if question.free:
                warned.add("is answered in own words and not added up", question.link)
            elif not instrument.counted(question):
                warned.add("its answers carry no points, so it is asked and not added up", question.link)
    elif not match.same_order:
        warned.add(f"The questions stand in another order than in {match.measure.title}")


def _say_language(questions: tuple[Question, ...], terms: Terms, warned: Warned) -> None:
    if terms.language.split("-")[0] == "en":
        return
    for question in questions:
        if any(answer.built_in for answer in question.answers):
            warned.add(f"the answers are the built-in English ones, the question is in “{terms.language}”", question.link)


def _say_risks(found: Found, questions: tuple[Question, ...], match: Match | None, warned: Warned) -> None:
    if match is None:
        for question in questions:
            if question.risk:
                warned.add(f"asks about {question.risk}; offer a risk rule before it can be assigned", question.link)
    for link in found.left_out_risks:
        warned.add("asks about something a human must look at, and could not be taken", link)


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).lstrip("-0123456789")[:48].strip("-")
