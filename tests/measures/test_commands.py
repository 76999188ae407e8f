"""`practice measures` and `practice score`: what other programs read, and one sentence with exit status 2 else."""

import json

import pytest
from click.testing import CliRunner

from practice.cli.measures import measures
from practice.cli.score import score
from practice.measures import library
from tests.measures.specimens import ENTRY, GATED, MOOD


@pytest.fixture(autouse=True)
def specimens(tmp_path, monkeypatch):
    for name, text in {"mood": MOOD, "gated": GATED, "entry": ENTRY, "bad": "a: ["}.items():
        (tmp_path / f"{name}.yaml").write_text(text)
    monkeypatch.setattr(library, "folder", lambda: tmp_path)
    return tmp_path


def run(command, *arguments: object):
    return CliRunner().invoke(command, [str(item) for item in arguments])


def test_list_prints_what_other_programs_read():
    answer = run(measures, "list", "--json")
    assert answer.exit_code == 0 and "bad is broken" in answer.stderr
    listed = {item["key"]: item for item in json.loads(answer.stdout)}
    assert set(listed) == {"mood", "gated", "entry"}
    assert listed["mood"] == {"key": "mood", "version": "1", "title": "Mood", "items": 5, "licence": "free",
                              "wording": True, "enabled": True}  # fmt: skip
    assert (listed["gated"]["wording"], listed["gated"]["enabled"]) == (False, False)
    assert (listed["entry"]["items"], listed["entry"]["enabled"]) == (0, True)
    assert "without wording, off until" in run(measures, "list").stdout


def test_a_practice_may_say_what_is_enabled():
    from practice.cli.measures import listed
    from tests.measures.specimens import mood

    assert listed([mood()], enabled=lambda measure: False)[0]["enabled"] is False


def test_check_names_file_line_and_fault(specimens):
    answer = run(measures, "check", "--json")
    assert answer.exit_code == 1
    assert {"file", "line", "column", "path", "code", "message"} == set(json.loads(answer.stdout)[0])
    answer = run(measures, "check", specimens / "mood.yaml", specimens / "gated.yaml")
    assert answer.exit_code == 0 and "mood 1: no faults" in answer.stdout
    assert run(measures, "check", specimens / "nowhere.yaml").exit_code == 1


def test_score_prints_the_promised_keys():
    answer = run(score, "mood", "--answers", "[3, 0, 1, 2, null]", "--json")
    assert answer.exit_code == 0
    told = json.loads(answer.stdout)
    assert list(told)[:5] == ["complete", "missing", "scores", "bands", "flags"]
    assert told["scores"] == {"total": 9, "mean": 2} and told["bands"] == {"total": "some"}
    assert told["flags"] == [{"item": 3, "kind": "suicide", "urgency": "urgent", "value": 1}]
    blank = json.loads(run(score, "mood", "--answers", '{"1": 3, "2": 0, "4": 2}', "--json").stdout)
    assert (blank["complete"], blank["missing"], blank["scores"]) == (False, [3], {"mean": 2})


def test_score_in_words():
    said = run(score, "mood", "--answers", "[3, null, 0, 2]").stdout
    assert "screening, not diagnosis" in said and "Total: 6.7 of 0 to 12, some, from 3 of 4 answers" in said
    assert "Look at question 3: left blank" in run(score, "mood", "--answers", "[3, 0, null, 2]").stdout


def test_wording_need_not_be_there_and_totals_may_be_typed_in():
    assert json.loads(run(score, "gated", "--answers", "[1, 1, 1]", "--json").stdout)["scores"] == {"total": 2}
    typed = json.loads(run(score, "entry", "--answers", '{"scores": {"total": 25}}', "--json").stdout)
    assert typed["bands"] == {"total": "upper"}


@pytest.mark.parametrize("arguments", [
    ("mod", "--answers", "[1]"), ("mood",), (), ("mood", "--answers", "[1, 2"), ("mood", "--answers", "[1,1,1,NaN]"),
    ("mood", "--answers", '{"1": 1, "1": 2}'), ("mood", "--answers", '"x"'), ("mood", "--answers", "[" * 50_000),
    ("mood", "--answers", "[1,1,1,true]"), ("mood", "--answers", '[1,1,1,"1"]'), ("mood", "--answers", f"[{'9' * 9000}]"),
    ("mood", "--answers", "[1, 1]"), ("mood", "--answers", "[1,1,1,7]"), ("mood", "--answers", json.dumps([0] * 60_000)),
    ("bad", "--answers", "[]"), ("entry", "--answers", '{"scores": {"total": 99}}'), ("mood", "--answers", '{"\\ud800": 1}'),
    ("\udce9", "--answers", "[]"),
])  # fmt: skip
def test_what_cannot_be_scored_is_one_sentence(arguments):
    answer = run(score, *arguments, "--json")
    assert answer.exit_code == 2 and answer.stdout == ""
    assert answer.stderr.startswith("Error: ") and answer.stderr.count("\n") == 1 and len(answer.stderr) < 300


def test_an_unknown_key_says_what_was_probably_meant():
    assert 'no instrument "moood", did you mean "mood"?' in run(score, "moood", "--answers", "[]").stderr


def test_a_batch_answers_line_by_line(tmp_path):
    file = tmp_path / "many.jsonl"
    lines = [b'{"key": "mood", "answers": [1, 1, 0, 1]}', b"", b"\xff", b'{"key": "moood", "answers": []}', b'{"key": "mood"}',
             b'{"key": "gated", "answers": [0, null, null]}']  # fmt: skip
    file.write_bytes(b"\n".join(lines))
    answer = run(score, "--batch", file)
    told = [json.loads(line) for line in answer.stdout.splitlines()]
    assert len(told) == 6 and answer.exit_code == 2 and "4 lines could not be scored" in answer.stderr
    assert told[0]["scores"]["total"] == 4 and told[5]["scores"] == {"total": 0}
    assert all(set(one) == {"error"} for one in told[1:5])
    file.write_bytes(lines[0])
    assert run(score, "--batch", file).exit_code == 0
    assert run(score, "mood", "--batch", file).exit_code == 2
