import re
import pytest
from sqlalchemy import select
from practice.db import db
from practice.access.scope import everything
from practice.homework.models import Entry, Draft
from practice.ratings.models import Rating, Ladder
from practice.ratings.queries import ladders_of
from tests.homework.given import given, on_protocol, today
from tests.portal.test_pages import rows, send, _let_go  # noqa
from practice.protocols.library import load_library

def test_a_position_goes_with_the_answer_that_is_taken_back(cast):
    course = on_protocol(cast, cast.ash_episode)
    ash, alma = cast.browser(cast.ash), cast.browser(cast.alma)
    protocol = load_library()["narrative-attachment"]
    exercise, field = next((e, f) for e in protocol.all_exercises() if e.assignable and e.respondent == "each" for f in e.fields if f.kind == "ladder")
    row = given(cast, course, cast.ash, exercise.id, confirmed=True)
    name = f"q_{field.id}"
    data = {f"{name}-value": "4", f"{name}-past": "Secret past", f"{name}-low_words": "Secret floor"}
    r = send(ash, row, **data)
    assert r.status_code == 303, r.text
    db.session.rollback()
    assert "Secret past" in alma.get(f"/ladders/{rows(cast, Ladder)[0].id}").text
    entry = rows(cast, Entry)[0]
    assert ash.post(f"/portal/pages/{entry.id}/take-back").status_code == 303
    for path in (f"/episodes/{cast.ash_episode.id}", f"/ladders/{rows(cast, Ladder)[0].id}", "/", f"/episodes/{cast.ash_episode.id}/report"):
        page = alma.get(path).text
        assert "Secret" not in page and "4 of 10" not in page, path
    assert "Secret past" in ash.get(f"/portal/homework/{row.id}").text
    r = send(ash, row, **data)
    assert r.status_code == 303
    assert "Secret past" in alma.get(f"/ladders/{[l for l in rows(cast, Ladder) if not l.ended_at][0].id}").text
