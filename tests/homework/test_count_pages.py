"""What recurs, on the counselor's page: tags, counts they edit and show, and the flag from a coping list."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from practice import clock
from practice.access.scope import everything
from practice.db import db, new_id
from practice.homework.actions import send_entry, take_back
from practice.homework.actions.tagging import tag, take_off
from practice.homework.models import Entry, EntryTag, Pattern
from practice.homework.queries.carried import _shown
from practice.homework.queries.recurring import PAGE, recurs
from practice.safety.models import Flag
from tests.homework.given import given, on_protocol


@pytest.fixture
def log(cast):
    return given(cast, on_protocol(cast, cast.ash_episode), cast.ash, "exception-log", frequency="daily")


def write(cast, log, *every, kind="answer") -> list[str]:
    found = []
    with cast.acting(cast.ash):
        for n, answers in enumerate(every):
            found.append(send_entry(log, occurrence="once", answers=answers, made_id=new_id(), kind=kind,
                                    at=clock.now() - timedelta(hours=n)).id)  # fmt: skip
        db.session.commit()
    return found


def rows(cast, model):
    with everything("looking after a page", cast.practice.id):
        return db.session.scalars(select(model)).all()


def page_of(cast) -> str:
    return f"/episodes/{cast.ash_episode.id}/recurs/{cast.ash.id}"


def test_from_five_moments_on_the_counselor_edits_shows_and_the_client_reads(cast, log):
    alma, ash, address = cast.browser(cast.alma), cast.browser(cast.ash), page_of(cast)
    write(cast, log, *[{"context": f"Soup {n}", "with_whom": ["partner"]} for n in range(4)])
    assert "Counting begins with five moments" in alma.get(address).text
    write(cast, log, {"context": "Soup", "with_whom": ["partner"], "mood": ["warm"]}, {"context": "Alone"})
    write(cast, log, {"no_moment": "yes", "no_moment_how": "Slept"}, kind="no-moment")
    page = alma.get(address).text
    assert "5 of 6 moments" in page and 'value="with:partner" checked' in page and "Soup 3" in page
    assert "5 of 6" not in ash.get("/portal/recurs").text
    data = {"of": "exception-log", "show": ["with:partner", "made:up"], "words-with:partner": "after cooking together",
            "words-mood:warm": "not ticked"}  # fmt: skip
    assert alma.post(address, data=data).status_code == 303
    shown = ash.get("/portal/recurs").text
    assert "5 of 6 moments: after cooking together" in shown and "not ticked" not in shown
    (pattern,) = rows(cast, Pattern)
    assert (pattern.client_id, pattern.episode_id) == (cast.ash.id, cast.ash_episode.id)
    assert 'value="after cooking together"' in alma.get(address).text
    assert alma.post(address, data={"of": "exception-log"}).status_code == 303
    assert "after cooking together" not in ash.get("/portal/recurs").text


def test_tags_are_counted_and_can_be_taken_off(cast, log):
    entries = write(cast, log, *[{"context": f"Soup {n}"} for n in range(5)])
    alma, address, client_id = cast.browser(cast.alma), page_of(cast), cast.ash.id
    for entry_id in entries:
        assert alma.post(f"/entries/{entry_id}/tags", data={"tag": "where:home"}).status_code == 303
        alma.post(f"/entries/{entry_id}/tags", data={"tag": "where:home"})
        alma.post(f"/entries/{entry_id}/tags", data={"tag": "where:some words of the client"})
    assert len(rows(cast, EntryTag)) == 5 and "5 of 5 moments" in alma.get(address).text
    (tag_id,) = [row.id for row in rows(cast, EntryTag) if row.entry_id == entries[0]]
    assert alma.post(f"/entries/{entries[1]}/tags", data={"off": tag_id}).status_code == 404
    assert alma.post(f"/entries/{entries[0]}/tags", data={"off": tag_id}).status_code == 303
    assert "4 of 5 moments" in alma.get(address).text
    with cast.acting(cast.ash):
        assert db.session.scalars(select(EntryTag)).all() == []
        assert recurs(log.episode_id, client_id, "exception-log", "x").counted == []


def test_what_was_shown_is_counted_anew_when_a_moment_is_taken_back(cast, log):
    entries = write(cast, log, *[{"context": f"Soup {n}", "with_whom": ["partner"]} for n in range(5)],
                    {"context": "Sun", "mood": ["warm"]}, {"context": "Rain"})  # fmt: skip
    alma, ash, address = cast.browser(cast.alma), cast.browser(cast.ash), page_of(cast)
    for entry_id in (entries[0], entries[6]):
        alma.post(f"/entries/{entry_id}/tags", data={"tag": "where:home"})
    words = {"words-with:partner": "with you", "words-mood:warm": "warm ones", "words-where:home": "at the stove"}
    alma.post(address, data={"of": "exception-log", "show": ["with:partner", "mood:warm", "where:home"]} | words)
    alma.post(f"/entries/{entries[1]}/tags", data={"tag": "where:home"})
    assert "5 of 7 moments: with you" in ash.get("/portal/recurs").text
    said = shown_on_paper(cast, log)
    assert "1 of 7 moments: warm ones" in said and "2 of 7 moments: at the stove" in said
    for entry_id in (entries[0], entries[5]):
        take_back_of(cast, entry_id)
    for page in (ash.get("/portal/recurs").text, alma.get(address).text, shown_on_paper(cast, log)):
        assert "4 of 5 moments: with you" in page and "1 of 5 moments: at the stove" in page
        assert "of 7" not in page and "moments: warm ones" not in page
    take_back_of(cast, entries[1])
    for page in (ash.get("/portal/recurs").text, shown_on_paper(cast, log)):
        assert "moments: with you" not in page, "with fewer than five a count says nothing"


def take_back_of(cast, entry_id: str) -> None:
    with cast.acting(cast.ash):
        take_back(db.session.scalars(select(Entry).where(Entry.id == entry_id)).one())
        db.session.commit()


def shown_on_paper(cast, log) -> str:
    """What the pages that look back on the log show beside their questions."""
    with cast.acting(cast.ash):
        return "\n".join(source.title for source in _shown(log.episode_id, cast.ash.id))


def test_a_tag_is_one_of_ours_and_goes_once(cast, log):
    (entry_id,) = write(cast, log, {"context": "Soup"})
    with cast.acting(cast.alma):
        entry = db.session.scalars(select(Entry).where(Entry.id == entry_id)).one()
        with pytest.raises(ValueError):
            tag(entry, "where", "the client's own words", by=cast.alma.id)
        put = tag(entry, "mood", "calm", by=cast.alma.id)
        db.session.commit()
        take_off(put)
        first = put.taken_off_at
        take_off(put)
        assert put.taken_off_at == first
        db.session.commit()


def test_a_long_log_is_turned_fifty_at_a_time(cast, log):
    write(cast, log, *[{"context": f"Soup {n:03}", "where": ["home"]} for n in range(PAGE + 2)])
    alma, address = cast.browser(cast.alma), page_of(cast)
    first, second = alma.get(address).text, alma.get(f"{address}?of=exception-log&page=2").text
    assert first.count('id="moment-') == PAGE and second.count('id="moment-') == 2
    assert "52 of 52 moments" in first and "52 of 52 moments" in second and "Soup 051" in second
    assert alma.get(f"{address}?of=nothing&page=99").status_code == 200


def test_what_sets_things_off_comes_in_their_own_words_and_states_side_by_side(cast):
    course = on_protocol(cast, cast.ash_episode, "attachment-repair", flavour="narrative")
    trigger = given(cast, course, cast.ash, "trigger-log", key="attachment-repair", frequency="daily")
    scan = given(cast, course, cast.ash, "body-scan", key="attachment-repair", frequency="daily", confirmed=True)
    write(cast, trigger, *[{"situation": f"没有回复 {n}", "thoughts": "Gone", "sensations": ["cold"]} for n in range(5)])
    write(cast, scan, {"way": "full", "state_before": "activated", "state_after": "settled"})
    for browser, address in ((cast.browser(cast.alma), page_of(cast)), (cast.browser(cast.ash), "/portal/recurs")):
        logs = "".join(browser.get(f"{address}?of={id}").text for id in ("trigger-log", "body-scan"))
        assert "没有回复 4" in logs and "5 of 5 moments" in logs and "<th scope=\"col\">Before</th>" in logs


def test_a_flag_can_be_raised_from_a_coping_list(cast):
    course = on_protocol(cast, cast.ash_episode)
    (entry_id,) = write(cast, given(cast, course, cast.ash, "coping-list"), {"ways": ["I drink until I sleep"]})
    alma = cast.browser(cast.alma)
    link = f"/episodes/{cast.ash_episode.id}/flags/new?source={entry_id}&client={cast.ash.id}"
    assert link.replace("&", "&amp;") in alma.get(f"/entries/{entry_id}").text
    assert alma.post(link, data={"client": cast.ash.id, "kind": "other", "urgency": "review", "words": "Ask"}).status_code == 302
    assert [row.source_id for row in rows(cast, Flag)] == [entry_id]


def test_whoever_only_reads_changes_nothing(cast, log):
    (entry_id,) = write(cast, log, {"context": "Soup"})
    sam = cast.browser(cast.sam)
    assert sam.get(page_of(cast)).status_code == 200
    assert sam.post(page_of(cast), data={}).status_code == 404
    assert sam.post(f"/entries/{entry_id}/tags", data={"tag": "where:home"}).status_code == 404
