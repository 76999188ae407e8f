"""The chain between exercises: which words of which page a page opens with. Knowledge, no machinery.

A coping list is unrated and may hold ways that are not safe: nothing of it goes anywhere by itself. It is offered for
the menu of actions, one press a line; into the prevention plan only with the client's tick and after it was looked at
together (as everything else there).
"""

from dataclasses import dataclass

IN, OFFER, BESIDE = "in", "offer", "beside"  # put in; put in with a press; only to be read
LATEST, FIRST, ALL, KEPT, HELD = "latest", "first", "all", "kept", "held"

# Read for "all that was ticked", with the newest first; a log is read to this length.
LOGS = ("exception-log", "trigger-log", "body-scan", "two-other-views", "after-each-attempt")
# What opens with one's own last version, whatever its protocol says about repeating.
VERSIONS = ("attachment-narrative", "progress-narrative", "prevention-plan")


@dataclass(frozen=True)
class Rule:
    """Words of `parts` (fields, or row columns) of an exercise go to the field `to` ("": beside the page).

    which: of the latest page, the first, all (newest first), what was ticked (kept), ticked and talked over (held).
    """

    to: str
    source: str
    parts: tuple[str, ...] = ()
    way: str = IN
    which: str = LATEST
    most: int = 5


RULES: dict[str, tuple[Rule, ...]] = {
    "deep-description": (Rule("chosen", "exception-log", which=KEPT),),
    "pattern-recognition": (Rule("evidence", "deep-description", ("chosen",)),),
    "micro-experiment": (
        Rule("condition", "pattern-recognition", ("doing_together", "surroundings", "state", "other")),
        Rule("", "micro-experiment", ("learned",), BESIDE),
    ),
    "action-menu": (
        Rule("actions", "micro-experiment", which=KEPT, most=20),
        Rule("actions", "coping-list", ("ways",), OFFER, ALL, 30),
        Rule("actions", "micro-experiment", ("plan.what_i_do", "condition"), OFFER, ALL, 10),
        Rule("", "pattern-recognition", ("doing_together", "surroundings", "state", "other"), BESIDE),
    ),
    "commitment": (
        Rule("experiments", "feedback-loop", ("adjust",), OFFER, LATEST, 1),
        Rule("experiments", "action-menu", ("actions",), OFFER, LATEST, 20),
        Rule("", "value-ranking", ("focus", "action"), BESIDE),
    ),
    "feedback-loop": (
        Rule("tried", "commitment", ("experiments.try",)),
        Rule("", "commitment", ("experiments.learn", "experiments.know"), BESIDE),
    ),
    "value-ranking": (
        Rule("values", "value-ranking", ("values",), IN, LATEST, 10),
        Rule("focus", "value-ranking", ("values",), OFFER, LATEST, 3),
    ),
    "scale-positioning": (
        Rule("position", "miracle-question", ("first_sign",)),
        Rule("", "miracle-question", ("i_do",), BESIDE),
    ),
    "corrective-experiment": (
        Rule("", "trigger-log", ("situation", "thoughts"), BESIDE, ALL, 6),
        Rule("my_version", "corrective-experiment", ("my_version",), OFFER),
    ),
    "after-each-attempt": (Rule("", "corrective-experiment", ("my_version", "stop_rule"), BESIDE),),
    "progress-narrative": (
        Rule("start", "relationship-story", ("important", "struggles"), IN, FIRST),
        Rule("on_the_way", "exception-log", (), IN, KEPT, 6),
        Rule("on_the_way", "deep-description", ("chosen.doing",), IN, ALL, 3),
        Rule("on_the_way", "feedback-loop", ("happened",), IN, ALL, 3),
        Rule("on_the_way", "exception-log", ("behaviour",), OFFER, ALL, 6),
        Rule("learned_self", "strengths", ("learned",)),
        Rule("learned_self", "micro-experiment", ("learned",), IN, ALL, 3),
        Rule("learned_self", "feedback-loop", ("learned",), IN, ALL, 3),
        Rule("learned_relationship", "deep-description", ("chosen.capability",), IN, ALL, 3),
        Rule("learned_relationship", "pattern-recognition", ("doing_together",)),
        Rule("now", "exception-log", ("information", "context"), IN, LATEST, 2),
        Rule("proud_of", "strengths", ("got_through", "persist")),
        Rule("hope", "relationship-story", ("hopes",), IN, FIRST),
        Rule("hope", "miracle-question", ("first_sign",)),
        Rule("still_hard", "feedback-loop", ("still_hard",)),
        Rule("still_hard", "exception-log", ("still_hard",)),
    ),
    "prevention-plan": (
        Rule("early_signs", "trigger-log", (), IN, HELD, 10),
        Rule("early_signs", "exception-log", ("still_hard",), OFFER, ALL, 3),
        Rule("early_signs", "feedback-loop", ("still_hard",), OFFER, ALL, 3),
        Rule("what_i_can_do", "action-menu", (), IN, HELD, 20),
        Rule("what_i_can_do", "commitment", (), IN, HELD, 10),
        Rule("what_i_can_do", "micro-experiment", (), IN, HELD, 10),
        Rule("what_i_can_do", "corrective-experiment", (), IN, HELD, 10),
        Rule("what_i_can_do", "value-ranking", (), IN, HELD, 5),
        Rule("what_i_can_do", "commitment", ("experiments.try",), OFFER, ALL, 6),
        Rule("what_helps", "coping-list", (), IN, HELD, 20),
        Rule("what_helps", "*", (), IN, HELD, 20),
        Rule("what_helps", "feedback-loop", ("learned",), OFFER, ALL, 4),
    ),
}

# What a picked moment of the log brings along when it is described more deeply: {column there: field of the log}.
COLUMNS = {"context": "context", "thinking": "thoughts", "doing": "behaviour", "feeling": "emotions"}


def rules_for(exercise_id: str, carries_from: str | None) -> tuple[Rule, ...]:
    """The rules of an exercise; one we do not know is shown beside it what its protocol says it carries from."""
    if exercise_id in RULES:
        return RULES[exercise_id]
    source, _dot, part = (carries_from or "").partition(".")
    return (Rule("", source, (part,) if part else (), BESIDE),) if source else ()


def sources_of(exercise_id: str, carries_from: str | None) -> frozenset[str]:
    """The exercises a page is opened from, its own earlier versions included."""
    return frozenset({rule.source for rule in rules_for(exercise_id, carries_from)} - {"*"} | {exercise_id})
