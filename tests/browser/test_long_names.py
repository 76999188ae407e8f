"""A very long name on a phone breaks between its words or parts, never before its last letter."""

import pytest

from practice.access.scope import everything
from practice.clients.models import Client
from practice.db import db
from tests.portal.measured import given

pytestmark = pytest.mark.browser
NAMES = ("Maximiliane-Konstantinopolitana von Hohenzollern-Sigmaringen", "Wolfeschlegelsteinhausenbergerdorff", "Mwanajumapilikisimani")
# The letters of the name on each line, for every element that holds it and no other element that does.
LINES = """name => [...document.querySelectorAll("main *")]
  .filter(one => one.textContent.includes(name) && ![...one.children].some(inner => inner.textContent.includes(name)))
  .filter(one => one.checkVisibility() && !one.closest(".vh, script, option"))
  .map(one => {
    const lines = new Map(), walk = document.createTreeWalker(one, NodeFilter.SHOW_TEXT), range = document.createRange();
    let seen = 0, from = one.textContent.indexOf(name);
    while (walk.nextNode())
      for (let i = 0; i < walk.currentNode.data.length; i++, seen++) {
        if (seen < from || seen >= from + name.length || !walk.currentNode.data[i].trim()) continue;
        range.setStart(walk.currentNode, i); range.setEnd(walk.currentNode, i + 1);
        const top = Math.round(range.getBoundingClientRect().top);
        lines.set(top, (lines.get(top) || "") + walk.currentNode.data[i]);
      }
    return [...lines.values()];
  })"""


@pytest.mark.parametrize("name", NAMES)
def test_no_last_letter_stands_alone(cast, chromium, name):
    with everything("a longer name"):
        db.session.get_one(Client, cast.ash.id).preferred_name = name
        db.session.commit()
    row = given(cast, "gad7", dict.fromkeys(range(1, 8), 1))
    room, row_id = f"/episodes/{cast.ash_episode.id}/measures/{cast.ash.id}", row.id
    alma, context = cast.browser(cast.alma), chromium.new_context(viewport={"width": 390, "height": 900})
    page = context.new_page()
    page.route("**/*", lambda route: _answered(cast.app, alma, route))
    for tail in (room, f"{room}/choose", f"{room}/of/gad7", f"{room}/agree/phq9", f"/administrations/{row_id}"):
        page.goto(f"http://attune.test{tail}")
        for width in (320, 360, 375, 390, 412):
            page.set_viewport_size({"width": width, "height": 900})
            found = page.evaluate(LINES, name)
            assert found, f"{tail}: the name stands on the page"
            for lines in found:
                assert len(lines[-1]) > 2, f"{tail} at {width}: {lines}"
            assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{tail} at {width}"
    context.close()


def _answered(app, alma, route) -> None:
    """The page as the practice itself answers, without a server. Routes are called apart from the test's own context."""
    with app.app_context():
        found = alma.get(route.request.url.removeprefix("http://attune.test"))
    route.fulfill(status=found.status_code, content_type=found.content_type, body=found.data)
