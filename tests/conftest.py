"""Fixtures for every test that needs an app: a migrated database per engine, the cast, signed-in browsers."""

import shutil
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask_wtf.csrf import generate_csrf

from practice import create_app
from practice.accounts import passphrases
from practice.cli.migrate import bring_up_to_date
from practice.db import db
from tests import apps, engines
from tests.people import Browser, Cast, bring_in

ENGINES = ("sqlite", "postgresql")


def pytest_configure(config):
    engines.begin_run()


def pytest_unconfigure(config):
    engines.end_run()


def pytest_report_header(config):
    return engines.describe()


def pytest_generate_tests(metafunc):
    """Whatever touches the database runs on both engines; browser and PDF tests run once."""
    if "engine" in metafunc.fixturenames:
        once = {"browser", "pdf", "slow", "sqlite"} & {mark.name for mark in metafunc.definition.iter_markers()}
        names = ENGINES[:1] if once else ENGINES
        metafunc.parametrize("engine", names, indirect=True)


@pytest.fixture(scope="session", autouse=True)
def _quick_hashes():
    """Argon2 at its cheapest: the tests are about what is checked, not how slowly."""
    passphrases._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    passphrases._nobody = passphrases._hasher.hash("nobody")


@pytest.fixture
def engine(request):
    return request.param


@pytest.fixture(scope="session")
def migrated() -> Path:
    """A data folder with an up-to-date, empty SQLite database and its key, to copy from."""

    def make(path: Path) -> None:
        bring_up_to_date(create_app(path / "data", testing=True))

    return engines.once("sqlite", make)


@pytest.fixture(scope="session")
def pg_database(tmp_path_factory, worker_id):
    def migrate(url: str) -> None:
        app = create_app(tmp_path_factory.mktemp("pg") / "data", testing=True, database_url=url)
        bring_up_to_date(app)
        with app.app_context():
            db.engine.dispose()

    return engines.worker_url(migrate, worker_id)


@pytest.fixture(scope="session")
def app_folder(tmp_path_factory) -> Path:
    """Where the data folders of this worker's apps lie."""
    return tmp_path_factory.mktemp("apps")


@pytest.fixture
def app(engine, migrated, app_folder, request):
    """An app as good as new on a fresh database, inside its application context."""
    data = app_folder / engine
    shutil.rmtree(data, ignore_errors=True)
    shutil.copytree(migrated / "data", data) if engine == "sqlite" else data.mkdir()
    shutil.copy(migrated / "data.key", app_folder / f"{engine}.key")
    made = apps.app_for(engine, data, None if engine == "sqlite" else request.getfixturevalue("pg_database"))
    made.test_client_class = Browser
    made.config["WTF_CSRF_ENABLED"] = "csrf" in request.keywords
    # Random letters hold a short name once in a thousand pages.
    made.jinja_env.globals["csrf_token"] = lambda: generate_csrf() if made.config["WTF_CSRF_ENABLED"] else "token"
    with made.app_context():
        yield made
        db.session.rollback()
        if engine == "postgresql":
            _empty()
        db.engine.dispose()


def _empty() -> None:
    """Rows that never change cannot be deleted, so a PostgreSQL database is emptied with triggers asleep.

    By DELETE: for a few rows in sixty tables it takes a twentieth of the time TRUNCATE takes.
    """
    with db.engine.begin() as connection:
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        connection.exec_driver_sql("; ".join(f'DELETE FROM "{table.name}"' for table in db.metadata.sorted_tables))


@pytest.fixture
def cast(app) -> Cast:
    """Alma, Bo, Cleo, Sam; Robin and Kim; Sky - committed."""
    return bring_in(app)
