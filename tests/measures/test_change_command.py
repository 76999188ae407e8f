"""The two commands: the same numbers, or a reason, as JSON and as words."""

import json

import pytest
from click.testing import CliRunner

from practice.cli import cli
from practice.measures import library
from practice.measures.library import MeasureLibrary
from tests.measures.test_change import SIX, measure


@pytest.fixture(autouse=True)
def one_measure(monkeypatch):
    monkeypatch.setattr(library, "load_measures", lambda: MeasureLibrary({"x": measure(change=(SIX,)), "y": measure()}))


def run(*words):
    return CliRunner().invoke(cli, words)


def test_change_as_json():
    told = json.loads(run("change", "x", "--first", "18", "--last", "9", "--json").stdout)
    assert (told["category"], told["threshold"], told["source"], told["rci"]) == ("reliably better", 6, "Barkham 2013", None)
    assert told["reason"].startswith("The index itself cannot be computed because")
    assert "reliably better" in run("change", "x", "--first", "18", "--last", "9").stdout


def test_change_that_cannot_be_computed():
    for more in (("y", "18", "9"), ("x", "99", "9")):
        told = json.loads(run("change", more[0], "--first", more[1], "--last", more[2], "--json").stdout)
        assert told["category"] is None and told["reason"].startswith("cannot be computed because")
    assert run("change", "x", "--first", "high", "--last", "9").exit_code == 2
    gone = run("change", "z", "--first", "1", "--last", "9")
    assert gone.exit_code == 1 and "There are: x, y" in gone.stderr


def test_series_as_json():
    told = json.loads(run("series", "--a", "[12,14,9,10]", "--b", "[10,6,4,5,3,4]", "--down", "--json").stdout)
    assert told == {"nap": 0.9375, "tau": 0.875, "theil_sen": pytest.approx(-1.25, abs=0.3), "pem": 1, "reason": None}
    told = json.loads(run("series", "--a", "[1]", "--b", "[1,2,3]", "--json").stdout)
    assert told["nap"] is told["theil_sen"] is None and "fewer than 3 numbers" in told["reason"]
    told = json.loads(run("series", "--a", "[]", "--b", "[1,2,3]", "--json").stdout)
    assert told["theil_sen"] == 1 and told["pem"] is None and "nothing from before" in told["reason"]


@pytest.mark.parametrize("text", ["[1,", "3", '["a"]', "[true]", "[NaN]", "[1e999]", "{}", "[" * 5000])
def test_series_refuses_in_words(text):
    done = run("series", "--a", text, "--b", "[1,2,3]", "--json")
    assert done.exit_code == 2 and "JSON list of numbers" in done.stderr
