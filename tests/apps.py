"""One app per engine and worker, as good as new for each test.

Making an app, compiling its templates and its statements took half the time of a test. What a test may have changed on
the app (settings, extensions, words of the templates) is put back; one that got another address is thrown away.
"""

from dataclasses import dataclass, field
from pathlib import Path

from flask import Flask

from practice import create_app
from practice.db import db


def _copies(found: dict) -> dict:
    return {key: list(value) if isinstance(value, list) else value for key, value in found.items()}


@dataclass
class Kept:
    """An app and what it was like when it was made."""

    app: Flask
    addresses: int
    before: list = field(default_factory=list)

    def __post_init__(self) -> None:
        self.before = [(place, _copies(place)) for place in self._places()]

    def _places(self) -> list[dict]:
        app = self.app
        return [app.config, app.extensions, app.jinja_env.globals, app.view_functions, app.before_request_funcs,
                app.after_request_funcs, app.teardown_request_funcs, app.error_handler_spec]  # fmt: skip

    def put_back(self) -> None:
        for place, was in self.before:
            place.clear()
            place.update(_copies(was))
        self.app._got_first_request = False


_kept: dict[str, Kept] = {}


def app_for(engine: str, data: Path, url: str | None) -> Flask:
    """The app of this worker on `engine`; its data folder is always `data`."""
    known = _kept.get(engine)
    if known and known.addresses == _addresses(known.app):
        known.put_back()
        return known.app
    made = create_app(data, testing=True, database_url=url)
    if known:
        db._app_engines.pop(known.app, None)  # an engine's listeners know the app: it would stay for ever
    _kept[engine] = Kept(made, _addresses(made))
    return made


def _addresses(app: Flask) -> int:
    return sum(1 for _rule in app.url_map.iter_rules())
