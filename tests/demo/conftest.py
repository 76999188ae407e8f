"""The sample practice, made once for all of its tests."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from practice import create_app
from practice.access.scope import everything
from practice.cli import cli
from practice.db import db
from practice.practices.queries import the_practice


def run(folder: Path, *words: str):
    result = CliRunner().invoke(cli, ["--data", str(folder), "demo", *words])
    assert result.exit_code == 0, result.output
    return result


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """(data folder, the JSON document) of a sample practice made just now."""
    folder = tmp_path_factory.mktemp("demo") / "data"
    return folder, json.loads(run(folder, "--json", "--port", "8123").stdout)


@pytest.fixture
def told(made):
    """The app on the sample practice, seeing everything."""
    app = create_app(made[0], testing=True)
    with app.app_context(), everything("looking at the sample practice", the_practice().id):
        yield app
        db.session.rollback()
    with app.app_context():
        db.engine.dispose()
