"""exploration"""
import re, traceback, json
import pytest
from practice.db import db
from practice import clock
from tests.house.test_strangers import seeds, address, NOWHERE
from tests.reports.life import live

ODD = ["", "\x00", "\ud800", "a\x00b", "x"*5000, "-1", "99999999999999999999999", "0001-01-01", "9999-12-31", "99999-01-01", "2026-13-45", "[]", "{}", "null", "0"*32, "z"*32, "ff"*16, "١٢", "1e5", "NaN", "both", "each", "on", "yes", "\u202e", "0001-01-01T00:00:00+14:00","9999-12-31T23:59:59-14:00", "2026-01-01T00:00"]

@pytest.fixture
def ids(cast):
    live(cast)
    from sqlalchemy import select
    from practice.notes.actions import write_contact
    from practice.notes.models import ProgressNote
    from practice.safety.actions import raise_flag, ask_if_safe, open_item
    from practice.safety.models import SafetyQuestion, Opening
    from practice.clients.actions import record_referral
    from practice.clients.models import Consent
    from practice.episodes.actions import pause
    from practice.episodes.models import TherapySession
    from practice.homework.models import HomeworkAssignment, Entry, SharedEntry
    from practice.ratings.models import Ladder
    ep = cast.couple.id
    with cast.acting(cast.alma):
        one = lambda m, *w: db.session.scalars(select(m).where(m.episode_id == ep, m.client_id == cast.robin.id, *w)).first().id
        found = {"episode_id": ep, "client_id": cast.robin.id, "session_id": one(TherapySession), "assignment_id": one(HomeworkAssignment), "entry_id": one(Entry),
          "ladder_id": one(Ladder), "note_id": one(ProgressNote), "consent_id": one(Consent)}
        found["session2"] = db.session.scalars(select(TherapySession).where(TherapySession.episode_id == ep, TherapySession.client_id.is_(None))).first().id
        found["shared_id"] = db.session.scalars(select(SharedEntry).where(SharedEntry.episode_id == ep)).first().id
        found["contact_id"] = write_contact(ep, cast.robin.id, kind="call", happened_on=clock.now().date(), with_whom="x", line="y", by=cast.alma.id).id
        found["flag_id"] = raise_flag(ep, cast.robin.id, kind="other", urgency="review", words="z").id
        found["referral_id"] = record_referral(ep, cast.robin.id, reason="r", options=["a","b"], consent_to_share=False, by=cast.alma.id).id
        found["pause_id"] = pause(cast.couple, since=clock.now().date(), by=cast.alma.id).id
        q = SafetyQuestion(episode_id=ep, client_id=cast.robin.id, exercise_id="e", exercise_title="T", asked_by=cast.alma.id, asked_at=clock.now())
        o = Opening(episode_id=ep, client_id=cast.robin.id, item="e", opened_by=cast.alma.id, opened_at=clock.now())
        db.session.add_all([q, o])
        found["question_id"], found["opening_id"] = q.id, o.id
        found["report_id"] = NOWHERE
    db.session.commit()
    return found

def hit(browser, method, path, faults, **kw):
    db.session.rollback()
    try:
        r = browser.open(path, method=method, **kw)
        if r.status_code >= 500:
            faults.append((method, path[:150], r.status_code, str(kw)[:150]))
        return r
    except Exception as e:
        db.session.rollback()
        tb = traceback.extract_tb(e.__traceback__)
        inner = [f"{f.filename.split('/')[-1]}:{f.lineno}" for f in tb if "/work/main/practice" in f.filename][-3:]
        faults.append((method, path[:150], type(e).__name__, str(e)[:150], inner, str(kw)[:120]))

def test_get_params(app, cast, ids):
    faults = []
    for who, portal in ((cast.alma, False), (cast.robin, True), (cast.sam, False)):
        b = cast.browser(who)
        for rule in app.url_map.iter_rules():
            if rule.rule.startswith("/portal") != portal or "GET" not in rule.methods or rule.endpoint in ("static","portal.leave") or "pdf" in rule.endpoint: continue
            path = address(rule, {**dict.fromkeys(rule.arguments, NOWHERE), **ids, "counselor_id": cast.bo.id, "key":"narrative-attachment", "phase_id": "x"})
            hit(b, "GET", path, faults)
    with open(f"/tmp/rv_get_{app.config['DATABASE_URL'][:6]}.txt","w") as f:
        for x in faults: f.write(repr(x)+"\n")
    params = {"/clients":["q","after"], "/reports":["page"], "/inbox":["page","show"], f"/episodes/{cast.couple.id}/notes":["before"],
      f"/ladders/{ids['ladder_id']}":["month","session"], "/protocols/narrative-attachment/days":["start","flavour"], f"/episodes/{cast.couple.id}/begin":["protocol","flavour"],
      f"/episodes/{cast.couple.id}/homework/new":["phase","exercise"], f"/episodes/{cast.couple.id}/flags/new":["source"], "/clients/new":["kind","client"], f"/episodes/{cast.couple.id}":["view","page"],"/sign-in":["next","done"], "/":["done"], f"/episodes/{cast.couple.id}/report":["done"]}
    b = cast.browser(cast.alma)
    from urllib.parse import quote
    for path, names in params.items():
        for n in names:
            for v in ODD:
                hit(b, "GET", path+f"?{n}="+quote(v.encode("utf8","surrogatepass")), faults)
    b = cast.browser(cast.robin)
    for path, names in {"/portal/pages":["page"],"/portal/sign-in":["next"],f"/portal/homework/{ids['assignment_id']}":["occurrence","draft"]}.items():
        for n in names:
            for v in ODD:
                hit(b, "GET", path+f"?{n}="+quote(v.encode("utf8","surrogatepass")), faults)
    with open(f"/tmp/rv_get_{app.config['DATABASE_URL'][:6]}.txt","w") as f:
        for x in faults: f.write(repr(x)+"\n")
