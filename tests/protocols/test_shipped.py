"""The two protocols that come with Attune: complete, in order, and readable by those they are for."""

import re

import pytest

from practice.protocols.answers import labels, show
from practice.protocols.library import load_library
from practice.protocols.protocol import Exercise, Field

LIBRARY = load_library()
NARRATIVE, REPAIR = "narrative-attachment", "attachment-repair"
EIGHTEEN = {
    "relationship-story", "listening-turns", "hope-question", "coping-list", "strengths", "exception-log",
    "miracle-question", "scale-positioning", "value-ranking", "deep-description", "pattern-recognition",
    "micro-experiment", "action-menu", "commitment", "feedback-loop", "progress-narrative", "prevention-plan",
    "celebration",
}  # fmt: skip
UNKIND = re.compile(
    r"\b(patients?|symptoms?|failed|overdue|non-?compliant|disorder|insecure|avoidant|anxious)\b|!", re.I
)


def test_both_load_without_a_fault():
    assert LIBRARY.faults == [] and set(LIBRARY.protocols) == {NARRATIVE, REPAIR}


@pytest.mark.parametrize(("key", "days", "windows"), [
    (NARRATIVE, 40, [(1, 7), (8, 14), (15, 21), (22, 28), (29, 35), (36, 40)]),
    (REPAIR, 50, [(1, 3), (4, 10), (11, 17), (18, 25), (26, 35), (36, 50)]),
])  # fmt: skip
def test_windows_are_those_of_the_articles(key, days, windows):
    protocol = LIBRARY[key]
    assert protocol.days == days
    assert [(phase.first_day, phase.last_day) for phase in protocol.phases] == windows


def test_all_eighteen_exercises_of_342_are_there():
    assert {exercise.id for exercise in LIBRARY[NARRATIVE].all_exercises() if not exercise.ours} == EIGHTEEN
    assert len(LIBRARY[NARRATIVE].mechanisms) == 6 and LIBRARY[NARRATIVE].phases[-1].open_ended
    log = LIBRARY[NARRATIVE].exercise("exception-log")
    assert (log.first_day, log.last_day, log.frequency, log.no_moment) == (8, 28, "daily", True)
    assert LIBRARY[NARRATIVE].exercise("micro-experiment").span == 3


def test_a_reflection_on_closeness_that_is_no_measure_stands_in_the_first_phase_of_both():
    for protocol in LIBRARY.protocols.values():
        page = protocol.exercise("closeness-now")
        assert page.ours and not page.default and page in protocol.phases[0].exercises
        assert "not a measure" in page.title.lower() and "not a measure" in page.intro
        ends = {field.id: {field.low_words, field.high_words} for field in page.fields if field.kind == "scale"}
        assert len(ends) == 6 and all(len(words) == 2 and "" not in words for words in ends.values())


def test_the_reflection_is_read_as_places_with_their_words_and_never_as_a_bare_number():
    page = LIBRARY[NARRATIVE].exercise("closeness-now")
    near, lean = show(page, {"near": 2, "lean": None})
    assert near.value == "2 of 7, from “I like some room” to “I like to be very close”" and "rather not" in lean.value
    assert show(labels(page), {"near": 2})[0].value == near.value, "and so from what was frozen"


def test_the_four_flavours_differ_where_the_articles_do():
    repair = LIBRARY[REPAIR]
    assert [item.id for item in repair.flavours] == ["narrative", "trauma-to-resources", "integrative", "guidance"]
    felt = {item.id: repair.exercise("joint-step", flavour=item.id).safety.felt_safe for item in repair.flavours}
    assert felt == {"narrative": "sufficiently", "trauma-to-resources": "sufficiently", "integrative": "safe",
                    "guidance": "sufficiently"}  # fmt: skip
    story = repair.exercise("attachment-narrative", flavour="guidance").with_light(False)
    assert "key_experiences" not in [item.id for item in story.fields]
    assert {item.id: item.credential for item in repair.flavours}["trauma-to-resources"] == "trauma"


def test_the_usual_set_is_small():
    """clinical.md C.1: all at once would kill homework. Its default for step 2 is a log and a body scan, both daily."""
    for protocol in LIBRARY.protocols.values():
        for flavour in [None, *(item.id for item in protocol.flavours)]:
            for phase in protocol.for_flavour(flavour).phases:
                usual = [item for item in phase.exercises if item.default]
                assert 1 <= len(usual) <= 4, (protocol.key, flavour, phase.id)
                assert sum(item.frequency == "daily" for item in usual) <= 2, (protocol.key, flavour, phase.id)


def test_each_phase_has_what_a_counselor_needs():
    for protocol in LIBRARY.protocols.values():
        assert protocol.stance and protocol.cautions and protocol.faq and protocol.cases
        for phase in protocol.phases:
            assert phase.mechanisms and phase.readiness and len(phase.questions) >= 3 and phase.look_for


def test_work_with_trauma_and_parts_is_never_homework():
    for exercise in LIBRARY[REPAIR].all_exercises():
        if {"parts", "memories"} & set(exercise.modality):
            assert not exercise.assignable and exercise.safety.credential, exercise.id


def test_whatever_asks_to_stay_says_that_leaving_is_allowed():
    assert LIBRARY[REPAIR].exercise("corrective-experiment").safety.leaving_allowed
    assert LIBRARY[REPAIR].exercise("joint-step").safety.leaving_allowed


def test_strengths_do_not_crowd_out_what_is_hard():
    """Issue: every exception and strengths exercise has an equal-size "what is still hard"."""
    for id in ("exception-log", "strengths", "deep-description", "celebration", "progress-narrative", "coping-list"):
        assert LIBRARY[NARRATIVE].exercise(id).ask("still_hard").kind == "text"


def client_words():
    for protocol in LIBRARY.protocols.values():
        yield protocol.key, protocol.client_title
        for flavour in [None, *(item.id for item in protocol.flavours)]:
            view = protocol.for_flavour(flavour)
            yield from ((phase.id, phase.client_title) for phase in view.phases)
            for exercise in view.all_exercises():
                if exercise.assignable:
                    yield from ((exercise.id, words) for words in _said(exercise))


def _said(exercise: Exercise):
    yield from (exercise.client_title, exercise.intro, exercise.safety_words, *exercise.no_moment_words)
    for field in exercise.every_field:
        yield from _asked(field)


def _asked(field: Field):
    yield from (
        field.label,
        field.hint,
        field.add,
        field.low_words,
        field.high_words,
        *(o.words for o in field.options),
    )
    for inner in field.of:
        yield from _asked(inner)


def test_clients_read_short_sentences():
    long = {(id, sentence) for id, words in client_words() for sentence in re.split(r"(?<=[.?:;])\s+", words)
            if len(sentence.split()) > 25}  # fmt: skip
    assert not long, "\n".join(f"{id}: {sentence}" for id, sentence in sorted(long))


def test_clients_read_kind_words():
    hard = {(id, words) for id, words in client_words() if UNKIND.search(words)}
    assert not hard, sorted(hard)


def syllables(word: str) -> int:
    return max(1, len(re.findall(r"[aeiouy]+", re.sub(r"e$", "", word.lower()))))


def test_clients_read_at_grade_six_at_most():
    """Flesch-Kincaid (Kincaid et al. 1975) over all words to the client of a protocol, counted roughly."""
    text = " ".join(words.rstrip(".?") + "." for _id, words in client_words() if len(words.split()) > 3)
    words = re.findall(r"[A-Za-z']+", text)
    sentences = len(re.findall(r"[.?](?=\s|$)", text))
    grade = 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
    assert grade <= 6, grade
