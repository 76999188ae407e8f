"""The freezing triggers are in place after every migration, on both engines, and the audit cannot be rewritten."""

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError

from practice.audit import triggers
from practice.audit.models import AuditEntry
from practice.cli.migrate import bring_up_to_date
from practice.db import db


def test_every_declared_trigger_is_there(app):
    with db.engine.connect() as connection:
        assert triggers.present(connection) == {
            f"frozen_{table}_{what}" for table, _when, once in triggers.FROZEN for what in ("update", "delete", *once)}  # fmt: skip


def test_a_second_migration_brings_them_back(app):
    with db.engine.begin() as connection:
        triggers.drop(connection)
        assert triggers.present(connection) == set()
    bring_up_to_date(app)
    with db.engine.connect() as connection:
        assert len(triggers.present(connection)) == sum(2 + len(once) for _table, _when, once in triggers.FROZEN)


@pytest.mark.parametrize("deed", [lambda: update(AuditEntry).values(what="nothing"), lambda: delete(AuditEntry)])
def test_the_audit_is_append_only(cast, deed):
    assert db.session.scalars(select(AuditEntry)).first() is not None
    with pytest.raises(DBAPIError, match="never changed"):
        db.session.execute(deed())
    db.session.rollback()
