"""Every request that changes something carries a token; only leaving the portal, and adding to a draft by the page's own
token, do not."""

import pytest

from practice.web import csrf
from tests.entrances import Browser
from tests.house import tree

FREE = {
    "practice.portal.views.entrance.leave",  # leaving never asks anything back
    "practice.portal.views.drafts.append_draft",  # it carries a token of its own, which proves more
}
SAFE = {"GET", "HEAD", "OPTIONS"}


def changing(app) -> list[tuple[str, str, str]]:
    """(endpoint, method, path) of everything that may change something."""
    names = {"key": "phq9"}  # what an address names by a word; everything else is an id
    return [(rule.endpoint, method, rule.build({name: names.get(name, "0" * 32) for name in rule.arguments})[1])
            for rule in app.url_map.iter_rules() for method in sorted(rule.methods - SAFE)]


@pytest.mark.sqlite
def test_what_goes_without_a_token(app):
    assert csrf._exempt_views == FREE and not csrf._exempt_blueprints, "Only these may go without a token."


@pytest.mark.sqlite
def test_nothing_changes_without_a_token(app):
    visitor = Browser(app)
    faults = []
    for endpoint, method, path in changing(app):
        if endpoint not in ("portal.leave", "portal.append_draft"):
            with app.app_context():
                answer = visitor.client.open(path, method=method, data={"words": "a long text that somebody typed, line by line"})
            if answer.status_code != 401 or "a long text that somebody typed" not in answer.get_data(as_text=True):
                faults.append(f"{method} {path} ({endpoint}) answered {answer.status_code}")
    tree.nothing(faults, "Leave csrf.exempt out; without a token the page comes back with what was typed.")
    assert len(changing(app)) > 10


@pytest.mark.sqlite
def test_only_posts_change_things(app):
    other = [f"{method} {path}" for _endpoint, method, path in changing(app) if method != "POST"]
    tree.nothing(other, "Forms and our scripts send POST.")
