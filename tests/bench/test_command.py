"""`practice bench`: the JSON other programs read, and a name that is not there."""

import json

from click.testing import CliRunner

from practice.cli import cli


def test_the_json_names_every_figure_asked_for(tmp_path):
    names = ["caseload-8", "caseload-8-unaudited", "client-25-over-10", "autosave-note", "later-visit-weight"]
    done = CliRunner().invoke(cli, ["--data", str(tmp_path / "data"), "bench", *names, "--json", "--small", "--rounds", "2"])
    rows = json.loads(done.stdout)
    assert sorted(row["name"] for row in rows) == sorted(names)
    assert all({"name", "ratio", "cpu_ms", "hello_cpu_ms", "queries", "note"} <= row.keys() for row in rows)
    first = next(row for row in rows if row["name"] == "caseload-8")
    assert first["ratio"] > 1 and first["queries"] == 4 and first["hello_cpu_ms"] < first["cpu_ms"]
    assert not (tmp_path / "data").exists()  # nobody's data is touched
    missed = [row for row in rows if row["missed"]]
    assert done.exit_code == (1 if missed else 0)
    assert all(row["name"] in done.stderr for row in missed)


def test_an_unknown_name_lists_those_there_are():
    done = CliRunner().invoke(cli, ["bench", "caseload-9", "--small"])
    assert done.exit_code == 1 and "caseload-8" in done.stderr
