"""What tests of measures at home start from: instruments made up, agreed with somebody, asked page by page."""

import re

from practice.db import db, new_id
from practice.measures.actions import answer, assign_measure, begin, finish, release
from practice.measures.models import Administration, MeasureAssignment
from tests.measures.samples import today
from tests.people import Cast


def agreed(cast: Cast, key: str = "mood", client=None, *, episode=None, target: str | None = None, way: str = "portal", **more):
    """Agreed by Alma with this client (Ash), asked at home; committed."""
    client, episode = client or cast.ash, episode or cast.ash_episode
    with cast.acting(cast.alma):
        row = assign_measure(episode.id, client.id, key, way=way, rhythm=more.pop("rhythm", "once"), by=cast.alma.id,
                             starts_on=today(), target=target, **more)  # fmt: skip
        db.session.commit()
    return row


def given(cast: Cast, key: str, answers: dict[int, float], client=None, *, episode=None, on=None, target=None, shown=True):
    """Given in session and finished on a day; `shown`: released to the client. Committed."""
    client, episode = client or cast.ash, episode or cast.ash_episode
    with cast.acting(cast.alma):
        row = begin(episode_id=episode.id, client_id=client.id, key=key, way="session", made_id=new_id(), given_by=cast.alma.id,
                    given_on=on or today(), target=target)  # fmt: skip
        for item, value in answers.items():
            answer(row, item, value)
        finish(row)
        if shown:
            release(row, by=cast.alma.id)
        db.session.commit()
    return row


def start(browser, row: MeasureAssignment):
    """Presses Begin; the answer leads to the first question."""
    page = browser.get(f"/portal/questions/{row.id}")
    assert page.status_code == 200, page.status_code
    return browser.post(f"/portal/questions/{row.id}", data={"made": re.search(r'name="made" value="([0-9a-f]{32})"', page.text)[1]})


def begun(browser, row: MeasureAssignment) -> str:
    """The address of what was begun."""
    return start(browser, row).location.split("?")[0]


def say(browser, address: str, n: int, value: str | None = None, do: str = "next", **more):
    """Sends the page of question n."""
    sent = {"n": str(n), "do": do, **({} if value is None else {"value": value}), **more}
    return browser.post(address, data=sent)


def kept(cast: Cast, address: str) -> Administration:
    """The row behind an address, as it is now."""
    with cast.acting(cast.alma):
        found = db.session.get_one(Administration, address.rstrip("/").split("/")[-1], populate_existing=True)
        _seen = found.answers
    db.session.rollback()
    return found
