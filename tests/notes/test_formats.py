"""How notes are laid out: the shipped files, the strict reader, which format a note gets."""

import json
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from practice.cli.notes import notes
from practice.notes import formats

HEAD = "format: 1\nid: mine\ntitle: Mine\nabout: How I do it.\nfields:\n"


def faults(text: str) -> list[str]:
    with pytest.raises(formats.FormatFaults) as found:
        formats.read_format(text, "mine.yaml")
    return [str(fault) for fault in found.value.faults]


def test_the_six_are_there_and_the_usual_one_comes_first():
    known = formats.load_formats()
    assert list(known)[0] == "solution-focused" and set(known) == {"soap", "dap", "birp", "girp", "solution-focused", "couple"}
    assert {"better", "talked_about", "step", "agreed"} <= {field.id for field in known["solution-focused"].fields}
    assert [field.named for field in known["couple"].fields][:2] == ["first", "second"] and known["couple"].couple
    for form in known.values():
        assert any(field.promise for field in form.fields), form.key


@pytest.mark.parametrize(("text", "expected"), [
    (HEAD + "  - id: a\n    title: A\n    row: 3\n", 'mine.yaml:8:5 fields[a].row: unknown key "row", did you mean "rows"?'),
    (HEAD + "  - id: a\n    title: A\n  - id: a\n    title: B\n", 'mine.yaml:8:9 fields[a].id: another field is called "a" too.'),
    (HEAD + "  - id: version\n    title: A\n", "means something else on the page"),
    (HEAD + "  - id: safety_said\n    title: A\n", "means something else on the page"),
    (HEAD + "  - id: Not An Id\n    title: A\n", "cannot be an id"),
    (HEAD + "  - id: a\n    title: A\n    named: first\n", "only a format with couple: true"),
    ("format: 2\nid: mine\n", "Attune reads format 1"), ("- a\n", "should begin with a key"), (HEAD + "  - *x\n", "References"),
    (HEAD, "fields"),
])  # fmt: skip
def test_every_fault_stands_at_its_line(text, expected):
    assert any(expected in fault for fault in faults(text)), faults(text)


def test_several_faults_are_told_at_once_and_a_file_is_called_as_its_id(tmp_path):
    assert len(faults("format: 1\nid: 9\nfields:\n  - id: a\n")) >= 3
    (tmp_path / "other.yaml").write_text(HEAD + "  - id: a\n    title: A\n")
    (tmp_path / "bad.yaml").write_bytes(b"\xff")
    found, wrong = formats.check(sorted(tmp_path.glob("*.yaml")))
    assert not found and {fault.code for fault in wrong} == {"file-name", "unreadable"}
    with pytest.raises(formats.FormatFaults):
        formats.load_formats(tmp_path)


def wish(key=None):
    return SimpleNamespace(note_format=key)


@pytest.mark.parametrize(("episode", "counselor", "practice", "joint", "expected"), [
    (None, None, "soap", False, "soap"), (None, "dap", "soap", False, "dap"), ("girp", "dap", "soap", False, "girp"),
    (None, None, "soap", True, "couple"), (None, "dap", "soap", True, "dap"), ("couple", None, "soap", False, "soap"),
    ("couple", None, "soap", True, "couple"), ("gone", None, "gone too", False, "solution-focused"),
])  # fmt: skip
def test_the_nearest_choice_that_fits_counts(episode, counselor, practice, joint, expected):
    assert formats.format_for(wish(episode), wish(counselor), wish(practice), joint).key == expected


def test_a_couples_note_names_the_two_by_how_they_are_called():
    told = formats.labels(formats.load_formats()["couple"], ["陈静", "Haoran"])
    assert (told["a"], told["b"], told["title"]) == ("陈静", "Haoran", "Couple") and told["together"] == "Together"


def test_promises_are_the_lines_of_the_marked_fields():
    known = formats.load_formats()
    body = {"step": "one\n\n two ", "agreed": "three", "talked_about": "no", "plan": "P"}
    assert formats.promises(body, known["solution-focused"]) == ["one", "two", "three"]
    assert formats.promises(body, known["soap"]) == ["P"] and formats.promises(None, None) == []
    assert formats.promises(body, None) == ["one", "two", "three"]  # a format that is gone


def test_words_of_another_format_stand_behind_and_keep_their_titles():
    soap = formats.load_formats()["soap"]
    told = formats.laid_out({"better": "b", "plan": "p", "odd": "o", "objective": ""}, soap, {"odd": "Its title"})
    assert told == [("plan", "What comes next", "p"), ("better", "What is better since last time", "b"), ("odd", "Its title", "o")]
    assert formats.first_words({"plan": "p" * 90, "subjective": "said"}, soap) == "said"


def test_the_command_lists_them_and_names_every_fault_with_its_line(tmp_path):
    (tmp_path / "mine.yaml").write_text(HEAD + "  - id: a\n    title: A\n    row: 3\n")
    listed = CliRunner().invoke(notes, ["list", "--json"])
    assert {row["key"] for row in json.loads(listed.output)} == set(formats.load_formats())
    assert CliRunner().invoke(notes, ["check"]).exit_code == 0
    told = CliRunner().invoke(notes, ["check", str(tmp_path)])
    assert told.exit_code == 1 and "mine.yaml:8:5" in told.output
    assert CliRunner().invoke(notes, ["check", str(tmp_path / "none.yaml"), "--json"]).exit_code == 1
