"""Attune: case management for counselors. create_app(): config -> db -> gate -> blueprints; nothing else."""

import logging
from importlib import import_module
from pathlib import Path

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

FEATURES = (
    "accounts", "practices", "today", "clients", "episodes", "protocols", "safety", "ratings", "measures", "emdr", "notes", "goals",
    "homework", "planning", "reports", "record", "workspace", "portal", "exchange", "calendar", "supervision",
)  # fmt: skip


def create_app(data: Path, *, testing: bool = False, database_url: str | None = None) -> Flask:
    """The app on the data folder `data`. Raises vault.KeyProblem, db.DriverMissing,
    config.SettingProblem or gate.Undeclared."""
    from practice import config, db, i18n, signed_in, vault, web
    from practice.access import door, gate
    from practice.audit import hook
    from practice.calendar.queries import invitations_of, noted_among, taken_elsewhere
    from practice.episodes.state import set_name
    from practice.homework.actions import end_tokens, slide
    from practice.homework.queries.dates import dates_of
    from practice.measures.queries.worse import worse_than_at_first
    from practice.record.queries.sources import source_of
    from practice.safety.actions import close_cosigned

    place = config.assets()
    app = Flask(__name__, template_folder=str(place / "templates"), static_folder=str(place / "static"))
    app.config.from_mapping(config.settings(data, testing=testing, database_url=database_url))
    if app.config["PROXIES"]:  # only then is X-Forwarded-For believed, and only that many steps of it
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=app.config["PROXIES"], x_proto=app.config["PROXIES"], x_host=0)
    app.logger.setLevel(logging.INFO)
    app.extensions["vault"] = vault.Vault(app.config["KEYS"].fields)
    db.init_app(app)
    door.init_app()
    i18n.init_app(app)
    hook.init_app(app)  # before web: what was done is committed first, then the disclosure is written down
    web.init_app(app)
    signed_in.init_app(app)
    gate.init_app(app, signed_in.identify, signed_in.portal_closed, signed_in.handed)
    app.extensions["renamed"] = set_name  # the caseload keeps names; clients/ lies below episodes/
    app.extensions["homework-dates"] = (dates_of, slide)  # a rest moves them; episodes/ lies below homework/
    app.extensions["signed-out-everywhere"] = end_tokens  # open pages stop adding to drafts; accounts/ lies below homework/
    app.extensions["flag_sources"] = [source_of]  # what a flag came from; safety/ lies below all of it
    app.extensions["cosigned"] = {"flag": close_cosigned}  # what takes effect with the second name; safety/ lies above cosigning/
    app.extensions["look_at"] = [worse_than_at_first]  # slower signs of other features: (episode ids, scope) -> [LookAt]
    app.extensions.update(busy=[taken_elsewhere], noted=[noted_among], invitations=[invitations_of])  # for a session's page
    for feature in FEATURES:
        app.register_blueprint(import_module(f"practice.{feature}.views").bp)
    gate.check_declared(app)
    return app
