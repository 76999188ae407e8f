"""Everything wrong with a protocol is said at once, with its line, whatever the file holds."""

import pytest

from practice.protocols.faults import ProtocolFaults
from practice.protocols.reader import read
from tests.protocols.examples import PROTOCOL, WORDS


def faults(text: str = PROTOCOL, words: str = WORDS, **more) -> list:
    with pytest.raises(ProtocolFaults) as caught:
        read(text, {"en": words}, **more)
    return caught.value.faults


def codes(*pair: str) -> set[str]:
    return {fault.code for fault in faults(PROTOCOL.replace(*pair))}


def test_the_example_is_healthy():
    protocol = read(PROTOCOL, {"en": WORDS})
    assert (protocol.key, protocol.days, [phase.id for phase in protocol.phases]) == (
        "small-steps",
        14,
        ["begin", "go_on"],
    )


def test_all_faults_come_at_once_with_line_and_column():
    broken = (
        PROTOCOL.replace("respondent: each\n        default", "respondant: each\n        default")
        .replace("kind: scale", "kind: scal")
        .replace("days: [8, 14]", "days: [5, 14]")
        .replace("carries_from: log.what", "carries_from: log.wat")
        .replace("frequency: after:log", "frequency: after:lag")
        .replace("{id: log, again", "{id: lug, again")
    )
    found = {(fault.line, fault.column, fault.code) for fault in faults(broken, WORDS.replace("hope:", "hape:"))}
    assert found == {
        (23, 9, "unknown-key"), (21, 9, "missing-key"), (27, 30, "bad-value"), (30, 20, "points-nowhere"),
        (32, 23, "points-nowhere"), (36, 11, "window-overlaps"), (39, 9, "again-undefined"),
        (15, 16, "words-missing"), (15, 17, "words-unused"),
    }  # fmt: skip


def test_messages_name_the_path_and_guess_the_word():
    [fault] = faults(
        PROTOCOL.replace(
            "respondent: each\n        carries", "respondent: each\n        carrys_from: log\n        carries"
        )
    )
    assert str(fault) == (
        'protocol.yaml:32:9 phases[begin].exercises[walk].carrys_from: unknown key "carrys_from", '
        'did you mean "carries_from"?'
    )


@pytest.mark.parametrize(("old", "new", "code"), [
    ("id: small-steps", "id: Small", "bad-id"),
    ("version: 1.0.0", "version: 1.0", "wrong-type"),
    ("format: 1", "format: 2", "format"),
    ("days: 14", "days: 10", "window-outside"),
    ("days: [1, 7]", "days: [7, 1]", "window-backwards"),
    ("days: [8, 14]", "days: [1, 14]", "window-overlaps"),
    ("  - id: go_on", "  - id: begin", "duplicate-id"),
    ("- {id: mood, kind: scale, low: 0, high: 10}", "- {id: what, kind: text}", "duplicate-id"),
    ("options: [home, out]", "options: [home, home]", "duplicate-id"),
    ("low: 0, high: 10", "low: 10, high: 0", "bad-range"),
    ("kind: line}", "kind: line, options: [a]}", "misplaced-key"),
    ("kind: line}", "kind: entries}", "missing-key"),
    ("kind: line}", "kind: entries, from: lug, of: [{id: a, kind: rows}]}", "points-nowhere"),
    ("hides: [walk]", "hides: [wolk]", "points-nowhere"),
    ("omits: [mood]", "omits: [mod]", "points-nowhere"),
    ("    mechanisms: [notice]", "    mechanisms: [notise]", "points-nowhere"),
    ("again: true, default", "again: true, fields: [], default", "again-override"),
    ("questions: [hope]", "open_ended: true\n    questions: [hope]", "open-ended"),
    ("frequency: daily", "frequency: sometimes", "bad-value"),
    ("default: true", "default: yes", "wrong-type"),
    ("languages: [en]", "languages: [en, zh]", "words-missing"),
    ("days: 14", "days: 14\ndays: 15", "duplicate-key"),
    ("kind: text, required", "kind: text, id: no_moment, required", "duplicate-key"),
    ("{id: how,", "{id: distress_after,", "reserved-id"),
])  # fmt: skip
def test_each_fault_has_its_code(old, new, code):
    assert code in codes(old, new)


def test_measures_are_looked_up_only_when_known():
    with_measure = PROTOCOL.replace("frequency: daily", "measure: raas\n        frequency: daily")
    assert read(with_measure, {"en": WORDS}).exercise("log").measure == "raas"
    assert read(with_measure, {"en": WORDS}, known_measures=["raas"])
    assert [fault.code for fault in faults(with_measure, known_measures=["ecr"])] == ["points-nowhere"]


@pytest.mark.parametrize(("text", "code"), [
    ("", "wrong-type"),
    ("- a", "wrong-type"),
    ("a: &x 1\nb: *x", "alias"),
    ("a: &x 1", "anchor"),
    ("\n".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9) if n else 'x'}]" for n in range(9)), "alias"),
    ("a: &a {b: *a}", "alias"),
    ("base: &b {x: 1}\na:\n  <<: *b", "merge"),
    ("a: !!python/object/apply:os.system ['true']", "tag"),
    ("a: !!timestamp '2026-01-01'", "tag"),
    ("%TAG ! tag:evil.example,2026:\n---\na: !x 1", "tag"),
    ("a: 2026-13-45", "timestamp"),
    ("a: 2026-11-24 10:00:00", "timestamp"),
    ("[" * 3000, "too-deep"),
    ("a: " + "{b: " * 3000, "too-deep"),
    ("\n".join(" " * n + "a:" for n in range(100)), "too-deep"),
    ("- " * 3000 + "a", "too-deep"),
    ("a: 1\na: 2", "duplicate-key"),
    ("? [a, b]\n: c", "bad-key"),
    (": c", "bad-key"),
    ("a: 1\n---\nb: 2", "several-documents"),
    ("x" * 300_000, "too-large"),
    ("a: [", "syntax"),
    ("a: 'open", "syntax"),
    ("a:\n\t- b", "syntax"),
    ("a: b: c", "syntax"),
    ("a: \x00", "syntax"),
    ("a: \ud800", "syntax"),
    ("%YAML 9.9\n---\na: 1", "syntax"),
    ("a: " + "9" * 6000, "unknown-key"),
])  # fmt: skip
def test_hostile_text_is_answered_in_words(text, code):
    assert code in {fault.code for fault in faults(text)}
    assert code in {fault.code for fault in faults(words=text)}


def test_words_that_look_like_other_things_stay_words():
    words = WORDS.replace("Go out.", "no").replace("To begin.", "1:30").replace("For trying out.", "12:30:45")
    protocol = read(PROTOCOL, {"en": words})
    assert protocol.exercise("walk").intro == "no"
    assert (protocol.phase("begin").purpose, protocol.summary) == ("1:30", "12:30:45")


def test_a_fault_in_the_words_names_the_words_file():
    [fault] = faults(words=WORDS.replace("    sentence: What now?\n", ""), file="protocols/x/protocol.yaml")
    assert (fault.file, fault.line, fault.code) == ("protocols/x/en.yaml", 17, "words-missing")
