"""`practice report`: the same report as on screen, found by name, audited, given out only by a named counselor."""

import hashlib

import pytest
from click.testing import CliRunner

from practice.access.scope import everything
from practice.audit.models import AuditEntry
from practice.cli import cli
from practice.db import db
from practice.reports.models import IssuedReport
from tests.reports import life

pytestmark = pytest.mark.pdf


@pytest.fixture
def report(cast, tmp_path, monkeypatch):
    life.live(cast)
    cast.ids = {"couple": cast.couple.id, "alma": cast.alma.id, "practice": cast.practice.id}
    db.session.rollback()
    monkeypatch.setattr("practice.cli.report.open_app", lambda: cast.app)

    def run(*given):
        out = tmp_path / "report.pdf"
        done = CliRunner().invoke(cli, ["report", *given, "--out", str(out)])
        return done, out.read_bytes() if out.exists() else b""

    return run


def kept(cast, found):
    with everything("look", cast.ids["practice"]):
        rows = db.session.scalars(db.select(found)).all()
    db.session.rollback()
    return rows


def test_a_report_by_name(cast, report):
    done, pdf = report("--client", "Ash Field", "--from", "2026-01-01")
    assert done.exit_code == 0, done.output
    assert pdf.startswith(b"%PDF") and kept(cast, IssuedReport.id) == []
    assert "print_report" in kept(cast, AuditEntry.what)


def test_a_couples_episode_gives_the_joint_report(cast, report):
    done, pdf = report("--episode", cast.ids["couple"])
    assert done.exit_code == 0 and pdf.startswith(b"%PDF")


def test_giving_out_needs_a_name_and_the_caseload(cast, report):
    assert report("--client", "Ash Field", "--issue")[0].exit_code == 2
    assert report("--client", "Ash Field", "--issue", "--by", "nobody")[0].exit_code == 1
    assert report("--client", "Ash Field", "--issue", "--by", "cleo")[0].exit_code == 2
    assert kept(cast, IssuedReport.id) == []
    done, pdf = report("--client", "Ash Field", "--issue", "--by", "alma")
    assert done.exit_code == 0, done.output
    assert kept(cast, IssuedReport.issued_by) == [cast.ids["alma"]]
    assert kept(cast, IssuedReport.sha256) == [hashlib.sha256(pdf).hexdigest()]


def test_nobody_of_that_name(report):
    done, pdf = report("--client", "Nobody")
    assert done.exit_code == 2 and not pdf
    assert report("--client", "Ash Field", "--from", "2026-02-01", "--to", "2026-01-01")[0].exit_code == 1
