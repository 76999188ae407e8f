"""exploration: what Sam may change; who leaks"""
import re
import pytest
from sqlalchemy import select
from practice.db import db
from practice.access.scope import everything
from tests.review.test_sweep import ids, hit  # noqa
from tests.house.test_strangers import address, NOWHERE

@pytest.mark.sqlite
def test_sam_writes(app, cast, ids):
    faults=[]; seen=[]
    b = cast.browser(cast.sam)
    from practice.audit.models import AuditEntry
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/portal") or "POST" not in rule.methods or app.view_functions[rule.endpoint].policy.roles or rule.endpoint in ("accounts.sign_out","accounts.sign_in","accounts.sign_out_everywhere","practices.set_up") : continue
        path = address(rule, {**dict.fromkeys(rule.arguments, NOWHERE), **ids, "key":"narrative-attachment", "phase_id":"meet-each-other"})
        data = {"who": "both", "on-day":"1","on-month":"11","on-year":"2026","given_on-day":"1","given_on-month":"11","given_on-year":"2026","kind":"call","line":"x","body":"x","words":"x","happened_on":"2026-11-01","reason":"completed","value":"3","version":"1","display_name":"Evil","form_version":"1","outcome":"clear","done_on":"2026-11-01","do":"sign","confirm":"1",
          "status":"attended", f"came_{cast.robin.id}":"attended","clock":"10:00","minutes":"50","client":cast.robin.id,"title":"t","low":"a","high":"b","urgency":"review","talked_about":"x","taken_on-day":"1","taken_on-month":"11","taken_on-year":"2026","best_hope":"x",
          "step":"read","policy":"limited-secrets","opened_on-day":"1","opened_on-month":"11","opened_on-year":"2026","until-day":"21","until-month":"11","until-year":"2026","options":"a\nb","client_id":cast.robin.id,"check-client_id":cast.robin.id,"check-on-day":"1","check-on-month":"11","check-on-year":"2026", "first-known": cast.robin.id, f"w{ids['consent_id']}-on-day":"20",f"w{ids['consent_id']}-on-month":"11",f"w{ids['consent_id']}-on-year":"2026"}
        if "consents" in path: data.update(who=cast.robin.id, kind="counselling")
        if "discharge" in path: data.update(who=cast.robin.id)
        before = len(faults)
        r = hit(b, "POST", path, faults, data=data)
        seen.append((rule.endpoint, r.status_code if r is not None else faults[-1][2]))
    open("/tmp/rv_sam.txt","w").write("\n".join(map(str,seen)))
