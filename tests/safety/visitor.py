"""A browser for tests that also look into the database themselves."""

from practice.db import db


class Visitor:
    """A signed-in browser. The test's own transaction ends before each request, which works on another connection."""

    def __init__(self, browser) -> None:
        self.browser = browser

    def get(self, *args, **more):
        db.session.rollback()
        return self.browser.get(*args, **more)

    def post(self, *args, **more):
        db.session.rollback()
        return self.browser.post(*args, **more)


def signed_in(cast, who) -> Visitor:
    return Visitor(cast.browser(who))
