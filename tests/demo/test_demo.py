"""The sample practice: told whole, told once, and told as the articles tell it."""

import json
import stat
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select

from practice import clock, create_app, printing
from practice.access.scope import ClientScope, Everything, acting_as
from practice.accounts import passphrases
from practice.accounts.models import ClientLogin
from practice.accounts.queries import login_row
from practice.audit.models import AuditEntry
from practice.cli import cli
from practice.clients.models import Client
from practice.db import db
from practice.demo.cast import ZONE
from practice.demo.story import Calendar, sat, sun
from practice.episodes.models import Discharge, Episode, EpisodeState, Pause, PhaseVisit, TherapySession
from practice.goals.models import AgreementName, Goal, GoalStep
from practice.homework.models import Draft, Entry, SharedEntry
from practice.homework.queries import unread
from practice.measures.models import Administration
from practice.notes.models import ProgressNote
from practice.planning.models import Fidelity
from practice.practices.queries import the_practice
from practice.ratings.models import Ladder, Rating
from practice.reports.models import IssuedReport
from practice.safety.models import Opening, Screening
from practice.safety.queries import open_flags
from tests.demo.conftest import run

pytestmark = [pytest.mark.slow, pytest.mark.sqlite, pytest.mark.pdf]


def client_of(login: str) -> str:
    return db.session.scalars(select(ClientLogin.client_id).where(ClientLogin.login == login)).one()


def positions(login: str) -> list[tuple[int, int | None]]:
    found = select(Rating.value, Rating.value_high).where(Rating.client_id == client_of(login)).order_by(Rating.at)
    return [tuple(row) for row in db.session.execute(found)]


def test_json_has_the_agreed_shape(made):
    folder, document = made
    assert list(document) == ["counselors", "clients", "reports", "url"]
    assert document["url"] == "http://127.0.0.1:8123"
    assert [set(one) for one in document["counselors"]] == [{"name", "login", "passphrase", "roles"}] * 3
    assert [set(one) for one in document["clients"]] == [{"name", "login", "passphrase", "episode"}] * 7
    assert printing.available() or len(document["reports"]) == 3
    for path in map(Path, document["reports"]):
        assert path.parent == folder / "reports" and path.read_bytes().startswith(b"%PDF-")
    for private in ("demo.json", *(f"reports/{Path(path).name}" for path in document["reports"])):
        assert stat.S_IMODE((folder / private).stat().st_mode) == 0o600


def test_every_sign_in_works(made, told):
    for kind in ("counselor", "client"):
        for one in made[1][f"{kind}s"]:
            assert passphrases.fits(one["passphrase"], login_row(kind, one["login"])[3]), one["login"]


def deeds(folder: Path) -> int:
    app = create_app(folder, testing=True)
    with app.app_context():
        found = db.session.scalar(select(func.count()).select_from(AuditEntry))
        db.session.rollback()
        db.engine.dispose()
    return found


def test_a_second_run_changes_nothing(made):
    before = deeds(made[0])
    again = run(made[0], "--json")
    assert "already" in again.stderr
    assert json.loads(again.stdout) == made[1] | {"url": "http://127.0.0.1:8000"}
    assert "already" in run(made[0]).stdout
    assert deeds(made[0]) == before > 500


def test_a_real_practice_is_left_alone(tmp_path, made):
    folder = tmp_path / "data"
    run(folder, "--json")
    (folder / "demo.json").unlink()
    refused = CliRunner().invoke(cli, ["--data", str(folder), "demo"])
    assert refused.exit_code == 1 and "not the sample one" in refused.stderr and refused.stdout == ""


def test_chen_jing_goes_from_between_2_and_3_to_between_6_and_7(told):
    given = positions("chen.jing")
    assert given[0] == (2, 3) and given[-1] == (6, 7)
    until_phase_four = select(Rating.value).join(Ladder, Ladder.id == Rating.ladder_id).where(
        Rating.client_id == client_of("chen.jing"), Rating.at < Calendar(clock.today(ZONE), 40, ZONE).planned(28, "00:00"))
    assert set(db.session.scalars(until_phase_four.where(Rating.value_high.is_(None)))) == {3}


def test_the_couple_has_two_ladders_each_from_between_1_and_2_to_5(told):
    for login in ("zhao.lei", "zhou.ting"):
        assert positions(login)[0] == (1, 2) and positions(login)[-1] == (5, None)
    # What both rate together is the evening they set themselves as a goal, not either of them.
    assert db.session.scalars(select(Ladder.title).where(Ladder.client_id.is_(None))).all() == ["Our evenings"]


def test_two_people_are_called_zhou_ting(told):
    found = db.session.scalars(select(Client).where(Client.display_name == "Zhou Ting")).all()
    assert {one.id for one in found} == {client_of("zhou.ting"), client_of("ting.zhou")}
    assert len({one.birth_date for one in found}) == 2


def test_the_days_are_those_of_the_stories(told):
    today = clock.today(ZONE)
    numbers = {row.shown_as: (today - row.day_one).days + 1 for row in db.session.scalars(select(EpisodeState))
               if row.day_one}  # fmt: skip
    assert numbers["Jing"] == 40 and numbers["Zhao Lei"] == 42
    assert db.session.scalar(select(func.count()).select_from(Discharge)) == 0, "no outcome is told"


def test_the_screens_have_something_of_everything(told):
    today = clock.today(ZONE)
    meetings = db.session.execute(select(TherapySession.planned_by, TherapySession.starts_at)).all()
    per_counselor = Counter(by for by, moment in meetings if clock.today(ZONE, moment) == today)
    assert sorted(per_counselor.values()) == [1, 3]
    assert [(flag.urgency, flag.raised_by) for flag in open_flags()] == [("review", "counselor")]
    assert len(db.session.scalars(select(ProgressNote.id).where(ProgressNote.signed_at.is_(None))).all()) == 1
    assert {"answer", "declined", "no-moment"} == set(db.session.scalars(select(Entry.kind)))
    assert unread() >= 5
    for model in (Pause, Draft, SharedEntry, Screening, Opening):
        assert db.session.scalar(select(func.count()).select_from(model)), model.__name__
    assert 2 in set(db.session.scalars(select(PhaseVisit.cycle)))
    assert db.session.scalar(select(func.count()).select_from(IssuedReport)) == (0 if printing.available() else 1)
    assert any("\u4e00" <= letter <= "\u9fff" for entry in db.session.scalars(select(Entry))
               for letter in json.dumps(entry.answers, ensure_ascii=False))  # fmt: skip


def test_nothing_is_told_ahead_of_time(told):
    now = clock.now()
    assert not [one for one in db.session.scalars(select(Administration)) if one.finished_at > now or one.given_on > clock.today(ZONE)]
    assert not [entry for entry in db.session.scalars(select(Entry)) if entry.sent_at > now]
    assert not [one for one in db.session.scalars(select(Rating)) if one.at > now]
    assert not [note for note in db.session.scalars(select(ProgressNote)) if note.saved_at > now]


def test_partners_read_only_their_own_room_and_what_was_shared(told):
    lei, ting = client_of("zhao.lei"), client_of("zhou.ting")
    with acting_as(ClientScope(the_practice().id, lei)):
        assert {entry.client_id for entry in db.session.scalars(select(Entry))} == {lei}
        assert {copy.shared_by for copy in db.session.scalars(select(SharedEntry))} == {lei, ting}


def test_whoever_was_added_yesterday_has_an_empty_record(told):
    song = db.session.scalars(select(Client).where(Client.display_name == "Song Yi")).one()
    assert (clock.today(ZONE) - clock.today(ZONE, song.created_at)).days == 1
    assert not db.session.scalars(select(Entry).where(Entry.client_id == song.id)).all()
    assert db.session.scalar(select(func.count()).select_from(Episode)) == 7


@pytest.mark.parametrize("day", ["2026-11-16", "2026-11-21", "2026-11-22"])
def test_weekends_lie_in_their_week_whatever_day_it_is(day):
    calendar = Calendar(clock.date.fromisoformat(day), 40, ZONE)
    for week in range(1, 6):
        for marked, weekday in ((sat(week), 5), (sun(week), 6)):
            found = calendar.date(marked)
            assert found.weekday() == weekday
            assert calendar.date(7 * week - 6) <= found <= calendar.date(7 * week)


def test_goals_and_agreements_are_told(told):
    with acting_as(Everything("looking at the plan")):
        goals = {goal.id: goal for goal in db.session.scalars(select(Goal))}
        assert len(goals) == 5 and sum(goal.client_id is None for goal in goals.values()) == 1
        assert all(goal.ladder_id for goal in goals.values())
        assert {step.status for step in db.session.scalars(select(GoalStep))} == {"going", "resting", "reviewed", "reworded"}
        how = Counter(name.how.partition(":")[0] for name in db.session.scalars(select(AgreementName)))
        assert how == {"screen": 3, "paper": 2}
        assert [row.how for row in db.session.scalars(select(Fidelity))] == ["skipped"]
