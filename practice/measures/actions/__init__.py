"""Verbs of measures: decided, agreed, begun, answered, finished, released, struck."""

from practice.measures.actions.agreeing import agree_steps, assign_measure
from practice.measures.actions.ending import end_assignment
from practice.measures.actions.giving import answer, answers_of, begin, finish
from practice.measures.actions.granting import accept, install, record_basis, switch
from practice.measures.actions.keeping import enter_score, release, strike
from practice.measures.actions.reading import look_at
from practice.measures.actions.storing import store_version, version_for
from practice.measures.refused import (
    AlreadyFinished,
    NoResponsePlan,
    NotAgreeable,
    NotEnabled,
    NotRemote,
    Refused,
    TooSoon,
)
from practice.measures.scoring import WrongAnswers

__all__ = [
    "AlreadyFinished",
    "NoResponsePlan",
    "NotAgreeable",
    "NotEnabled",
    "NotRemote",
    "Refused",
    "TooSoon",
    "WrongAnswers",
    "accept",
    "agree_steps",
    "answer",
    "answers_of",
    "assign_measure",
    "begin",
    "end_assignment",
    "enter_score",
    "finish",
    "install",
    "look_at",
    "record_basis",
    "release",
    "store_version",
    "strike",
    "switch",
    "version_for",
]
