"""`practice ratings import` as it is called: dry first, everything or nothing, the same file twice adds nothing."""

import json
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from practice.access.scope import everything
from practice.cli import cli
from practice.clients.actions import make_client
from practice.db import db
from practice.episodes.actions import take_on_client
from practice.ratings import queries

REAL = Path(__file__).parents[3] / "shared/real/datasets/kossakowski2017_esm_n1.csv"
pytestmark = pytest.mark.sqlite

FILE = "date,mood\n2012-08-13,5\n2012-08-14,NA\n2012-08-14,4\n2012-08-14,4\n2012-08-15,9\n"


@pytest.fixture
def run(cast, tmp_path):
    def call(text, *more, client="Ash Field"):
        path = text
        if isinstance(text, str):
            path = tmp_path / "ratings.csv"
            path.write_text(text, encoding="utf-8")
        who = ["--client", client] if client else []
        db.session.rollback()  # the command works on a connection of its own
        return CliRunner().invoke(cli, [
            "--data", str(cast.app.config["DATA_DIR"]), "ratings", "import", str(path), *who, "--ladder", "Mood",
            "--date-column", "date", "--value-column", "mood", "--from-range", "1,7", "--missing", "NA,-", *more])  # fmt: skip

    db.session.commit()
    return call


def ladders(cast):
    db.session.rollback()
    with everything("look", cast.practice.id):
        found = queries.ladders_of(cast.ash_episode.id)
    db.session.rollback()
    return found


def test_a_dry_run_writes_nothing(run, cast):
    done = run(FILE, "--json")
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert told == {"rows": 5, "imported": 3, "skipped": [
        {"row": 3, "why": "no answer (NA)"}, {"row": 6, "why": "9 lies outside 1 to 7"}]}  # fmt: skip
    assert "dry run" in done.stderr and ladders(cast) == []


def test_the_same_file_twice_adds_nothing(run, cast):
    first = run(FILE, "--commit", "--json")
    assert first.exit_code == 0 and json.loads(first.stdout)["imported"] == 3
    row = ladders(cast)[0]
    assert (row.title, row.low, row.high, row.imported, row.count) == ("Mood", 1, 7, True, 3)
    again = json.loads(run(FILE, "--commit", "--json").stdout)
    assert again["imported"] == 0
    assert [one["row"] for one in again["skipped"] if one["why"] == "already there"] == [2, 4, 5]
    more = json.loads(run(FILE + "2012-08-14,4\n2012-08-14,6\n", "--commit", "--json").stdout)
    assert more["imported"] == 2 and ladders(cast)[0].count == 5


def test_nothing_half_imported(run, cast, monkeypatch):
    monkeypatch.setattr("practice.episodes.state.set_rating", lambda *a, **k: 1 / 0)
    assert run(FILE, "--commit").exit_code == 1
    assert ladders(cast) == []


def test_a_scale_is_never_changed(run, cast):
    run(FILE, "--commit")
    other = run(FILE, "--commit", "--from-range", "1,10")
    assert other.exit_code == 1 and "Nothing is rescaled" in other.stderr and ladders(cast)[0].count == 3


def test_an_unclear_date_is_asked(run):
    asked = run("date,mood\n01/02/12,5\n")
    assert asked.exit_code == 2 and '--date-format "%d/%m/%y"' in asked.stderr and asked.stdout == ""
    assert run("date,mood\n01/02/12,5\n", "--date-format", "%d/%m/%y").exit_code == 0


def test_a_column_that_is_not_there(run):
    lost = run("day,mood\n01/02/12,5\n")
    assert lost.exit_code == 1 and 'no column "date"' in lost.stderr


def test_who_is_meant(run, cast):
    assert run(FILE, client="Nobody").exit_code == 2
    assert run(FILE, client=cast.ash.id).exit_code == 0
    assert run(FILE, client="  ash   FIELD ").exit_code == 0
    assert run(FILE, "--episode", cast.ash_episode.id, client=None).exit_code == 0
    assert run(FILE, client=None).exit_code == 2
    couple = run(FILE, "--episode", cast.couple.id, client=None)
    assert couple.exit_code == 2 and cast.robin.id in couple.stderr and cast.kim.id in couple.stderr
    foreign = run(FILE, "--episode", cast.couple.id)
    assert foreign.exit_code == 2 and cast.ash_episode.id in foreign.stderr


def test_two_of_one_name_are_listed(run, cast):
    with cast.acting(cast.alma):
        make_client(display_name="Ash Field", by=cast.alma.id)
    db.session.commit()
    two = run(FILE)
    assert two.exit_code == 2 and two.stderr.count("Ash Field") == 3 and cast.ash.id in two.stderr


def test_several_open_episodes_need_a_choice(run, cast):
    with cast.acting(cast.alma):
        second = take_on_client(by=cast.alma.id, on=cast.ash_episode.opened_on, person={"client_id": cast.ash.id})
    db.session.commit()
    several = run(FILE)
    assert several.exit_code == 2 and second[0].id in several.stderr and cast.ash_episode.id in several.stderr


@pytest.mark.skipif(not REAL.exists(), reason="the real data set is not here")
def test_the_real_thing(run, cast):
    began = time.monotonic()
    more = ["--value-column", "mood_satisfi", "--time-column", "beeptime", "--json"]
    dry = json.loads(run(REAL, *more).stdout)
    assert (dry["rows"], dry["imported"]) == (1476, 1473)
    assert {one["why"] for one in dry["skipped"]} == {"no answer (NA)"}
    done = run(REAL, *more, "--commit")
    assert done.exit_code == 0 and json.loads(done.stdout) == dry
    assert time.monotonic() - began < 12  # two runs on a busy machine; one alone takes well under 3 s
    again = json.loads(run(REAL, *more, "--commit").stdout)
    assert again["imported"] == 0 and len(again["skipped"]) == 1476
    row = ladders(cast)[0]
    assert (row.low, row.high, row.count, row.first.said, row.latest.said) == (1, 7, 1473, "5", "5")
    with everything("look", cast.practice.id), cast.app.test_request_context("/"):
        made = queries.chart_of(row.id, zone="Europe/Amsterdam")
    assert made.title == "The rating was 5 on 13 Aug 2012 and 5 on 8 Apr 2013"
    assert made.every and len(made.marks) == 2
