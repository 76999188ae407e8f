"""Positions given inside an exercise: each becomes a Rating, and the entry keeps only where to find it."""

from datetime import datetime

from practice.homework.models import Entry
from practice.homework.queries import ladder_for
from practice.protocols.groups import CODECS
from practice.protocols.protocol import Exercise, Field
from practice.ratings.actions import make_ladder, rate
from practice.ratings.checks import Complaints
from practice.ratings.models import Ladder

FOLLOW_UPS = ("past", "keeps_from_lower", "first_sign")


class NotYet(Exception):
    """Something must be looked at before it can be sent; `words` is {field id: sentence}."""

    def __init__(self, words: dict[str, str]) -> None:
        super().__init__(", ".join(words))
        self.words = words




def with_ratings(exercise: Exercise, answers: dict, entry: Entry, at: datetime) -> dict:
    """The answers with every position on a ladder replaced by {"ref": rating}. What was left empty is left out."""
    ladders = {field.id: field for field in exercise.fields if field.kind == "ladder"}
    kept = {}
    for key, answer in answers.items():
        if key not in ladders or (isinstance(answer, dict) and "ref" in answer):
            kept[key] = answer
        elif not CODECS["ladder"].empty(answer):
            try:
                kept[key] = {"ref": _placed(ladders[key], answer, entry, at)}
            except Complaints as problem:
                raise NotYet({key: str(problem)}) from problem
    return kept


def _placed(field: Field, answer: dict, entry: Entry, at: datetime) -> str:
    ladder = ladder_for(entry.episode_id, entry.client_id) or make_ladder(
        entry.episode_id, entry.client_id, title=field.label, low=field.low or 1, high=field.high or 10,
        words={"low": answer.get("low_words"), "high": answer.get("high_words")}, by=entry.sent_by, at=at)  # fmt: skip
    _name_ends(ladder, answer)
    told = {part: answer.get(part) for part in FOLLOW_UPS if answer.get(part)}
    rating = rate(ladder, value=answer.get("value"), value_high=answer.get("value_high"), by=entry.sent_by, words=told,
                  source="session" if entry.on_behalf_of else "portal", at=at)  # fmt: skip
    return rating.ref


def _name_ends(ladder: Ladder, answer: dict) -> None:
    """What the ends mean may be said with a first position; words that stand are never replaced."""
    words = dict(ladder.words or {})
    for end in ("low", "high"):
        if answer.get(f"{end}_words") and not words.get(end):
            words[end] = answer[f"{end}_words"]
    if words != (ladder.words or {}):
        ladder.words = words
