"""Every address that names a record: 404 for whoever has no business there, the same as for an id that does not exist.

A new kind of id in an address is seeded in `seeds` below; the test fails and says so until it is.
"""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select
from werkzeug.routing import Rule

from practice import clock
from practice.access.models import CaseloadAssignment
from practice.clients.models import Consent, Referral
from practice.cosigning.models import CoSign, SupervisionQuestion
from practice.db import db
from practice.emdr.models import EmdrTarget
from practice.episodes.models import Course, Pause, PhaseVisit, TherapySession
from practice.goals.models import Goal, PhaseAgreement
from practice.homework.models import Entry, EntryComment, HomeworkAssignment, Reveal, RevealSay, SharedEntry
from practice.measures.library import load_measures
from practice.measures.models import Administration, MeasureAssignment, MeasureVersion
from practice.notes.models import AmendmentRequest, Contact, ProgressNote, Snippet
from practice.protocols.models import ProtocolVersion
from practice.ratings.models import Ladder
from practice.reports.models import IssuedReport
from practice.safety.models import Flag, Opening, SafetyQuestion

NOWHERE = "0" * 32
NOT_RECORDS = {"counselor_id", "credential_id", "supervision_id", "sign_in_id"}  # colleagues, not clients: owners only


def seeds(cast, episode, client, shared_with=None):
    """{name in an address: id} of one record of every kind in this client's room."""
    now, today, by = clock.now(), clock.now().date(), cast.alma.id
    room = {"episode_id": episode.id, "client_id": client.id}
    frozen = ProtocolVersion(key="k", version="1", text="", words={}, sha256=client.id, stored_at=now)
    session = TherapySession(**room, number=1, starts_at=now - timedelta(days=1), minutes=50, planned_by=by, planned_at=now)
    course = Course(**room, protocol_version_id=frozen.id, pace="days", started_on=today, started_by=by, ended_on=today)
    assignment = HomeworkAssignment(**room, protocol_version_id=frozen.id, phase_id="p", exercise_id="e", title="T",
                                    frequency="once", opens_on=today, agreed_by=by, agreed_at=now)  # fmt: skip
    entry = Entry(**room, assignment_id=assignment.id, exercise_id="e", occurrence="once", kind="answer",
                  protocol_version_id=frozen.id, labels={}, sent_at=now, made_id=client.id, sent_by=client.id)  # fmt: skip
    reveal = Reveal(episode_id=episode.id, client_id=None, exercise_id="e", title="T", place="session", asked_by=by, asked_at=now)
    text = MeasureVersion(key="phq4", version="1", sha256=client.id, text=load_measures().texts["phq4"], origin="shipped", added_at=now)
    measure = MeasureAssignment(**room, version_id=text.id, measure_key="phq4", way="session", rhythm="once", starts_on=today,
                                agreed_by=by, agreed_at=now)  # fmt: skip
    note = ProgressNote(**room, session_id=session.id, author_of=by, questions=[], saved_at=now, signed_at=now, signed_by=by)
    rows = {
        "session_id": session, "course_id": course, "assignment_id": assignment, "entry_id": entry, "note_id": note,
        "visit_id": PhaseVisit(**room, course_id=course.id, phase_id="p", cycle=1, how="entered", entered_on=today,
                               entered_by=by, entered_at=now),
        "contact_id": Contact(**room, kind="call", happened_on=today, line={"with_whom": "", "line": "x"}, written_by=by,
                              written_at=now),
        "amendment_id": AmendmentRequest(**room, words="x", asked_by="client", asked_by_id=client.id, asked_at=now, answer_by=today),
        "ladder_id": Ladder(**room, title="L", low=1, high=10, made_at=now, made_by=by, words={}),
        "target_id": EmdrTarget(**room, words={"memory": "x"}, opened_by=by, opened_at=now),
        "snippet_id": Snippet(counselor_id=by, name="x", words="y", changed_at=now),
        "flag_id": Flag(**room, kind="other", urgency="review", raised_by="counselor", raised_by_id=by, raised_at=now),
        "opening_id": Opening(**room, item="e", opened_by=by, opened_at=now),
        "question_id": SafetyQuestion(**room, exercise_id="e", exercise_title="T", asked_by=by, asked_at=now),
        "pause_id": Pause(**room, since=today, paused_by=by),
        "comment_id": EntryComment(**room, entry_id=entry.id, body="x", by=by, at=now),
        "shared_id": SharedEntry(**room, entry_id=entry.id, title="T", labels={}, shared_by=client.id, shown_as="R",
                                 shared_at=now),
        "measure_assignment_id": measure,
        "administration_id": Administration(**room, assignment_id=measure.id, version_id=text.id, measure_key="phq4", way="session",
                                            made_id=client.id, given_on=today, began_at=now, given_by=by, answers={"1": 1}),
        "reveal_id": reveal,
        "say_id": RevealSay(**room, reveal_id=reveal.id, entry_id=entry.id, asked_at=now, held_back=[]),
        "referral_id": Referral(**room, words={}, consent_to_share=False, made_by=by, made_at=now),
        "consent_id": Consent(**room, kind="counselling", form_version="1", given_on=today, recorded_by=by, recorded_at=now),
        "goal_id": Goal(**room, words={"goal": "x"}, agreed_on=today, made_by=by, made_at=now),
        "agreement_id": PhaseAgreement(**room, course_id=course.id, phase_id="p", phase_title="P", words={"purpose": "x"},
                                       sha256="0", labels={}, made_by=by, made_at=now),
        "cosign_id": CoSign(**room, subject="note", subject_id=note.id, asked_by=by, asked_at=now),
        "supervision_question_id": SupervisionQuestion(**room, words="x", asked_by=by, asked_at=now),
        "lent_id": CaseloadAssignment(practice_id=cast.practice.id, episode_id=episode.id, counselor_id=cast.bo.id, kind="cover",
                                      starts_at=now, ends_at=now + timedelta(days=1)),
        "report_id": IssuedReport(**room, since=today, until=today, title="T", sha256="0", content={}, pdf="", issued_by=by,
                                  issued_at=now),
    }  # fmt: skip
    db.session.add_all([frozen, text, *rows.values()])
    return {name: row.id for name, row in rows.items()} | room


@pytest.fixture
def known(cast):
    with cast.acting(cast.alma):
        found = seeds(cast, cast.couple, cast.robin)
    db.session.commit()
    return found


def rules(app, portal: bool) -> list[Rule]:
    """Addresses with a record's id in them."""
    return [rule for rule in app.url_map.iter_rules()
            if rule.rule.startswith("/portal") == portal and "<id:" in rule.rule and "POST" in rule.methods | {"POST"}
            and not NOT_RECORDS & rule.arguments]  # fmt: skip


def address(rule: Rule, ids: dict[str, str]) -> str:
    def put(match):
        name = match[2]
        assert name in ids or match[1] != "id:", f"Seed a record for <{name}> in tests/house/test_strangers.py: {rule.rule}"
        return "x" if match[1] == "slug:" else ids.get(name, "x")

    return re.sub(r"<(id:|[^>:]*:)?([a-z_]+)>", put, rule.rule)


def masked(text: str) -> str:
    return re.sub(r'name="csrf_token" value="[^"]*"', "", text)


def ask(browser, rule: Rule, ids):
    method = "GET" if "GET" in rule.methods else "POST"
    return browser.open(address(rule, ids), method=method)


def test_a_colleague_finds_nothing(app, cast, known):
    browser = cast.browser(cast.cleo)
    for rule in rules(app, portal=False):
        theirs, nobodys = ask(browser, rule, known), ask(browser, rule, dict.fromkeys(known, NOWHERE))
        assert theirs.status_code == 404, f"{rule.endpoint}: a stranger got {theirs.status_code}; load it with door.find"
        assert masked(theirs.text) == masked(nobodys.text), rule.endpoint


def test_a_partner_finds_nothing(app, cast, known):
    browser = cast.browser(cast.kim)
    for rule in rules(app, portal=True):
        theirs, nobodys = ask(browser, rule, known), ask(browser, rule, dict.fromkeys(known, NOWHERE))
        assert theirs.status_code == 404, f"{rule.endpoint}: the partner got {theirs.status_code}"
        assert masked(theirs.text) == masked(nobodys.text), rule.endpoint


def test_clients_and_counselors_stay_on_their_own_side(app, cast, known):
    """A client at a counselor's address, and the reverse, is asked to sign in there: nothing is shown."""
    for who, portal in ((cast.robin, False), (cast.alma, True)):
        browser = cast.browser(who)
        for rule in rules(app, portal=portal):
            if app.view_functions[rule.endpoint].policy.kind != "public":
                assert ask(browser, rule, known).status_code in (302, 401), rule.endpoint


def test_nobody_signed_in_sees_nothing(app, cast, known):
    browser = app.test_client()
    for rule in app.url_map.iter_rules():
        policy = app.view_functions[rule.endpoint].policy
        if policy.kind != "public":
            known = {**dict.fromkeys(rule.arguments, NOWHERE), **known}
            assert ask(browser, rule, known).status_code in (302, 401), rule.endpoint


def test_the_seeds_reach_every_table_that_pages_name(cast, known):
    with cast.acting(cast.alma):
        assert len(db.session.scalars(select(Flag)).all()) == 1
