"""Builds the sample practice in one transaction: it is either there whole or not at all."""

from datetime import date, timedelta

from flask import g

from practice import clock
from practice.access.door import find
from practice.access.scope import CounselorScope, acting_as, everything
from practice.accounts import actions as accounts
from practice.accounts.models import Counselor
from practice.cosigning import queries as cosigning
from practice.cosigning.actions import sign
from practice.cosigning.models import CoSign
from practice.db import db
from practice.demo import chen_jing, liu_jia, papers, the_couple
from practice.demo.cast import ACCEPTED, COUNSELORS, FLAG_WAIT_HOURS, PRACTICE, SUPERVISES, TOLD_OF_FLAGS, ZONE
from practice.demo.keeping import Kept
from practice.demo.noted import own_words
from practice.demo.others import others
from practice.demo.telling import Telling
from practice.demo.weeks import ahead
from practice.measures.actions import accept
from practice.practices.actions import change_settings, set_up
from practice.practices.models import Practice

SINCE = timedelta(days=90)  # the practice is older than any of its stories


def build() -> tuple[Kept, dict[str, bytes]]:
    """The whole practice, flushed and not committed: (who signs in how, {file name: PDF}).

    Raises printing.PrintingTrouble never: where nothing can be printed there are no PDFs.
    """
    today = clock.today(ZONE)
    with everything("the sample practice is set up"):
        g.practice = practice = set_up(PRACTICE, at=clock.now() - SINCE)
    with everything("its counselors come in", practice.id):
        people = _counselors(practice.id, today)
        _answers_for(practice, people)
    told = {story.key: Telling(story, people[story.counselor], today, ZONE).tell()
            for story in (chen_jing.STORY, the_couple.STORY, liu_jia.STORY, *others(today))}  # fmt: skip
    for key in {supervisor for supervisor, _supervisee, cosigns in SUPERVISES if cosigns}:
        _second_names(people[key])
    with everything("her own words for notes", practice.id):
        own_words(people["nora"].id, clock.now() - SINCE)
    ahead(told, people, today)
    printed = papers.printed(told, practice, today)
    return Kept(practice.id, today.isoformat(), _counselor_rows(), _client_rows(told), sorted(printed)), printed


def _second_names(supervisor: Counselor) -> None:
    """Everything signed a day later but the latest note, which waits."""
    with acting_as(CounselorScope(supervisor.practice_id, supervisor.id, supervises=True)):
        waiting = cosigning.waiting_for(supervisor.id)
        latest = [one for one in waiting if one.subject == "note"][-1:]
        for one in waiting:
            if one not in latest:
                sign(find(CoSign, one.cosign_id), by=supervisor.id, at=min(one.asked_at + timedelta(days=1), clock.now()))


def _answers_for(practice: Practice, people: dict[str, Counselor]) -> None:
    """Who answers a flag, and the conditions of measures accepted by the owner: both come before any risk question."""
    told = {name: people[who].id for name, who in TOLD_OF_FLAGS.items()}
    change_settings(practice, told | {"flag_wait_hours": FLAG_WAIT_HOURS})
    owner = next(people[key] for key, one in COUNSELORS.items() if "owner" in one["roles"])
    for key in ACCEPTED:
        accept(key, by=owner.id, at=clock.now() - SINCE)


def _counselors(practice_id: str, today: date) -> dict[str, Counselor]:
    at = clock.now() - SINCE
    people = {
        key: accounts.add_counselor(practice_id, name=one["name"], login=one["login"], passphrase=one["passphrase"],
                                    roles=one["roles"], scope=one["scope"], at=at)
        for key, one in COUNSELORS.items()
    }  # fmt: skip
    for key, one in COUNSELORS.items():
        for kind, title, years in one["credentials"]:
            accounts.record_credential(people[key], kind, title, date(today.year - years, 5, 1), people[key].id, at=at)
    for supervisor, supervisee, cosigns in SUPERVISES:
        accounts.name_supervisee(people[supervisor], people[supervisee], at=at, cosigns=cosigns)
    db.session.flush()
    return people


def _counselor_rows() -> list[dict]:
    return [{key: one[key] for key in ("name", "login", "passphrase", "roles")} for one in COUNSELORS.values()]


def _client_rows(told: dict[str, Telling]) -> list[dict]:
    """Clients who sign in; whoever was added yesterday has no login yet."""
    return [
        {"name": person["display_name"], "login": person["login"], "passphrase": person["passphrase"],
         "episode": tale.episode.id}
        for tale in told.values() for person in tale.story.people.values() if "login" in person
    ]  # fmt: skip
