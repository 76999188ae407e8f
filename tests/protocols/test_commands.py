"""`practice protocols`: one JSON document, exit status 0 only on success."""

import json

from click.testing import CliRunner

from practice.cli.protocols import protocols
from practice.protocols import library
from tests.protocols.examples import PROTOCOL, WORDS


def run(*arguments: str):
    return CliRunner().invoke(protocols, [str(item) for item in arguments])


def test_list_prints_what_other_programs_read():
    answer = run("list", "--json")
    assert answer.exit_code == 0
    listed = {item["key"]: item for item in json.loads(answer.stdout)}
    narrative = listed["narrative-attachment"]
    assert set(narrative) == {"key", "version", "flavours", "days", "phases"}
    assert set(narrative["phases"][0]) == {"id", "title", "first_day", "last_day", "exercises"}
    assert set(narrative["phases"][0]["exercises"][0]) == {"id", "title", "frequency", "respondent", "fields"}
    assert narrative["phases"][0]["exercises"][0]["fields"][0].keys() == {"id", "kind"}
    assert listed["attachment-repair"]["flavours"] == ["narrative", "trauma-to-resources", "integrative", "guidance"]
    assert "days 22-28" in run("list").stdout


def test_list_names_a_broken_protocol_and_lists_the_rest(tmp_path, monkeypatch):
    write(tmp_path, "good", PROTOCOL)
    write(tmp_path, "bad", "a: [")
    monkeypatch.setattr(library, "folder", lambda: tmp_path)
    answer = run("list", "--json")
    assert [item["key"] for item in json.loads(answer.stdout)] == ["small-steps"]
    assert "bad is broken" in answer.stderr


def write(place, key, text):
    (place / key).mkdir()
    (place / key / "protocol.yaml").write_text(text)
    (place / key / "en.yaml").write_text(WORDS)
    return place / key


def test_check_accepts_the_shipped_protocols():
    answer = run("check", "--json")
    assert (answer.exit_code, json.loads(answer.stdout)) == (0, [])


def test_check_lists_faults_of_a_file_a_folder_or_a_folder_of_protocols(tmp_path):
    place = write(tmp_path, "bad", PROTOCOL.replace("days: 14", "dayz: 14"))
    for path in (place / "protocol.yaml", place / "en.yaml", place, tmp_path):
        answer = run("check", path, "--json")
        found = json.loads(answer.stdout)
        assert answer.exit_code == 1
        assert {item["code"] for item in found} == {"unknown-key", "missing-key"}
        assert found[0].keys() == {"file", "line", "column", "path", "code", "message"}
    assert 'did you mean "days"?' in run("check", place).stdout


def test_check_says_when_there_is_nothing_to_check(tmp_path):
    answer = run("check", tmp_path / "nowhere", "--json")
    assert answer.exit_code == 1 and json.loads(answer.stdout)[0]["code"] == "unreadable"


def test_preview_prints_every_day():
    answer = run("preview", "attachment-repair", "--flavour", "guidance", "--start", "2026-12-01", "--json")
    days = json.loads(answer.stdout)
    assert len(days) == 50 and days[3]["date"] == "2026-12-04" and days[3]["phase"] == "patterns"
    assert "day  1" in run("preview", "narrative-attachment", "--start", "2026-12-01").stdout


def test_preview_says_what_it_does_not_know():
    assert "narrative-attachment" in run("preview", "narative", "--start", "2026-12-01").output
    assert "guidance" in run("preview", "attachment-repair", "--flavour", "x", "--start", "2026-12-01").output
    for arguments in (
        ["preview", "narative", "--start", "2026-12-01"],
        ["preview", "attachment-repair", "--start", "never"],
    ):
        assert run(*arguments).exit_code != 0
