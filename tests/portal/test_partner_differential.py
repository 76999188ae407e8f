"""Who has answered is invisible: whatever Robin does alone, every page Kim can get stays the same, byte for byte."""

import re
from datetime import timedelta
from difflib import unified_diff
from io import BytesIO

import pytest
from pypdf import PdfReader

from practice import clock
from practice.clients.models import ReminderSent, ReminderWish
from practice.db import db
from practice.homework.actions import comment, mark_discussed, send_entry
from practice.homework.actions.revealing import ask_author
from practice.homework.models import (
    Entry,
    EntryTag,
    HomeworkAssignment,
    Kept,
    LookBack,
    PaperSheet,
    Pattern,
    SharedEntry,
)
from practice.homework.queries.revealed import waiting_says
from practice.notes.queries import amendments_waiting
from practice.safety.actions import acknowledge, raise_flag, record_screening, write_crisis_plan
from practice.safety.queries import waiting_questions
from tests.homework.given import given, today
from tests.portal import measured
from tests.portal.kims_world import World, addresses, around, differing, world
from tests.portal.test_pages import fields, rows

SECRET = "Only Robin knows this"


def _post(world: World, assignment, deed: str, **data):
    page = fields(world.robin.get(f"/portal/homework/{assignment.id}"))
    answer = world.robin.post(f"/portal/homework/{assignment.id}/{deed}", data=page | data)
    assert answer.status_code in (200, 303), (deed, answer.status_code)
    return answer


def _rows(world: World, who, make):
    """`make`: a function of the room, since a row belongs to the practice of the scope it is made in."""
    with world.cast.acting(who):
        db.session.add_all(make({"episode_id": world.cast.couple.id, "client_id": world.cast.robin.id}))
        db.session.commit()


def opens_a_page(world):
    assert world.robin.get(f"/portal/homework/{world.own['hope-question'].id}").status_code == 200


def begins_a_draft(world):
    _post(world, world.own["hope-question"], "draft", sequence="1", q_small_difference=SECRET)


def begins_what_both_do(world):
    _post(world, world.joint, "draft", sequence="1", q_debrief=SECRET)


def sends(world):
    _post(world, world.own["hope-question"], "send", do="send", q_small_difference=SECRET)


def sends_a_log_twice(world):
    for words in (SECRET, "And again"):
        _post(world, world.own["exception-log"], "send", do="send", q_no_moment="yes", q_no_moment_how=words)


def takes_back(world):
    page = world.robin.get("/portal/pages").get_data(as_text=True)
    newest = page.split('id="page-')[1][:32]
    assert world.robin.post(f"/portal/pages/{newest}/take-back").status_code == 303


def declines(world):
    _post(world, world.own["coping-list"], "decline", decline="too-hard", why=SECRET)


def declines_what_both_do(world):
    _post(world, world.joint, "decline", decline="not-for-me", why=SECRET)


def rates(world):
    given = {"value": "2", "first_sign": SECRET}
    assert world.robin.post(f"/portal/ladders/{world.ladder.id}", data=given).status_code == 303


def asks_for_help(world):
    assert world.robin.post("/portal/help/tell", data={"words": SECRET, "episode": world.cast.couple.id}).status_code == 303


def asks_for_a_change_and_hears_no(world):
    assert world.robin.post("/portal/record", data={"words": SECRET, "episode": world.cast.couple.id}).status_code == 303
    with world.cast.acting(world.cast.alma):
        asked = next(one for one in amendments_waiting() if one.client_id == world.cast.robin.id)
    assert world.alma.post(f"/amendments/{asked.request_id}", data={"step": "declined", "words": SECRET}).status_code == 302
    assert world.robin.post(f"/portal/record/{asked.request_id}/disagree", data={"words": SECRET}).status_code == 303


def is_asked_to_open_an_answer(world):
    with world.cast.acting(world.cast.alma):
        ask_author(world.entry, place="session", by=world.cast.alma.id)
        db.session.commit()


def says_no_to_opening_it(world):
    with world.cast.acting(world.cast.robin):
        say = waiting_says(world.cast.robin.id)[0][0].id
        db.session.rollback()
    assert world.robin.post(f"/portal/reveal/{say}", data={"do": "no"}).status_code == 303


def says_that_it_does_not_feel_safe(world):
    with world.cast.acting(world.cast.robin):
        question = waiting_questions(world.cast.robin.id)[0].id
        db.session.rollback()
    assert world.robin.post(f"/portal/safe/{question}", data={"answer": "no"}).status_code == 303


def keeps_words(world):
    _rows(world, world.cast.robin, lambda room: [Kept(**room, entry_id=world.entry.id, place="first_sign", kept_at=clock.now())])


def looks_back(world):
    _rows(world, world.cast.robin, lambda room: [
        LookBack(**room, assignment_id=world.own["hope-question"].id, helpful="no", words=SECRET, said_at=clock.now())])  # fmt: skip


def wants_reminders(world):
    me = world.cast.robin
    _rows(world, me, lambda _room: [
        ReminderWish(client_id=me.id, wanted=True, email="robin@example.org", said_at=clock.now()),
        ReminderSent(client_id=me.id, on_date=today(), claimed_at=clock.now())])  # fmt: skip


def writes_on_paper(world):
    cast, row = world.cast, world.own["coping-list"]
    _rows(world, cast.alma, lambda room: [
        PaperSheet(**room, code="ABCD2345", assignment_id=row.id, phase_id=row.phase_id, exercise_id=row.exercise_id,
                   protocol_version_id=row.protocol_version_id, printed_by=cast.alma.id, printed_at=clock.now())])  # fmt: skip
    with cast.acting(cast.alma):
        send_entry(row, occurrence="once", answers={"ways": [SECRET]}, made_id="paper", on_behalf_of=True)
        db.session.commit()


def is_read_and_answered(world):
    cast, now = world.cast, clock.now()
    with cast.acting(cast.alma):
        mark_discussed(world.entry, by=cast.alma.id)
        comment(world.entry, SECRET, by=cast.alma.id)
    _rows(world, cast.alma, lambda room: [
        EntryTag(**room, entry_id=world.entry.id, facet="where", word="home", by=cast.alma.id, at=now),
        Pattern(**room, exercise_id="exception-log", lines=[{"words": SECRET, "count": 6, "of": 9}], drawn_by=cast.alma.id,
                drawn_at=now)])  # fmt: skip


def is_given_more_to_do(world):
    given(world.cast, world.course, world.cast.robin, "value-ranking", message=SECRET, confirmed=True)


def is_asked_alone_again(world):
    with world.cast.acting(world.cast.alma):
        record_screening(world.cast.couple.id, world.cast.robin.id, done_on=today(), outcome="clear", words=SECRET,
                         by=world.cast.alma.id, at=clock.now() + timedelta(seconds=1))  # fmt: skip
        db.session.commit()


def begins_a_measure(world):
    address = measured.begun(world.robin, world.measures["phq4"])
    assert measured.say(world.robin, address, 1, "3").status_code == 303


def answers_that_they_think_of_dying(world):
    address = measured.begun(world.robin, world.measures["phq9"])
    assert measured.say(world.robin, address, 9, "3").location.endswith("?at=10&after=9")


def sends_a_measure(world):
    address = measured.begun(world.robin, world.measures["gad7"])
    for n in range(1, 8):
        measured.say(world.robin, address, n, "3")
    assert world.robin.post(f"{address}/end").location.endswith("/sent")


def is_asked_about_violence_and_shown_a_result(world):
    """What a counselor then names a concern closes what both do together, in neutral words: the one thing Kim may notice."""
    cast = world.cast
    measured.given(cast, "hark", dict.fromkeys(range(1, 5), 0), cast.robin, episode=cast.couple, shown=False)
    measured.given(cast, "k6", dict.fromkeys(range(1, 7), 4), cast.robin, episode=cast.couple)


def is_asked_something_more(world):
    measured.agreed(world.cast, "k10", world.cast.robin, episode=world.cast.couple)


def is_flagged_and_makes_a_plan(world):
    cast = world.cast
    cast.practice.flag_named_id = cast.bo.id
    with cast.acting(cast.alma):
        flag = raise_flag(cast.couple.id, cast.robin.id, kind="suicide", urgency="urgent", words=SECRET)
        db.session.flush()
        acknowledge(flag, words=SECRET, by=cast.alma.id)
        write_crisis_plan(cast.couple.id, cast.robin.id, words={"signs": SECRET}, by=cast.alma.id)
        db.session.commit()


DEEDS = (  # compared after each row: a page for each deed would take minutes
    (opens_a_page, begins_a_draft, begins_what_both_do, sends),
    (sends_a_log_twice, takes_back, declines, declines_what_both_do),
    (rates, asks_for_help, asks_for_a_change_and_hears_no, is_asked_to_open_an_answer),
    (says_no_to_opening_it, says_that_it_does_not_feel_safe, keeps_words, looks_back, is_flagged_and_makes_a_plan),
    (begins_a_measure, answers_that_they_think_of_dying, sends_a_measure, is_asked_about_violence_and_shown_a_result,
     is_asked_something_more),
    (wants_reminders, writes_on_paper, is_read_and_answered, is_given_more_to_do, is_asked_alone_again),
)


def test_whatever_robin_does_alone_kims_side_stays_the_same_to_the_byte(cast):
    here = world(cast)
    around(here)  # what a first visit leaves behind in Kim's own room is there before anything is compared
    before = around(here)
    assert sum(page[1] == 200 and b"</html>" in page[2] for page in before) > 25, "too little of Kim's side was there to be compared"
    assert differing(before, around(here)) == [], "two visits without any deed differ: name what is random in kims_world.RANDOM"
    for deeds in DEEDS:
        for deed in deeds:
            deed(here)
        changed = differing(before, around(here))
        assert changed == [], f"Robin {', '.join(deed.__name__ for deed in deeds)}, and Kim can tell: {changed}"
    assert SECRET.encode() not in b"".join(page[2] for page in around(here))


def _paper(here: World, assignment_id: str, **how) -> str:
    """The words of a printed sheet, without the code that is new on each."""
    page = here.alma.post(f"/homework/{assignment_id}/paper", data=how)
    assert page.mimetype == "application/pdf"
    words = "\n".join(sheet.extract_text() for sheet in PdfReader(BytesIO(page.data)).pages)
    return re.sub(r"[A-Z0-9]{4} [A-Z0-9]{4}", "CODE", words)


@pytest.mark.pdf
def test_the_paper_kim_gets_stays_the_same_too(cast):
    here = world(cast)
    entries = {row.assignment_id: row.id for row in rows(cast, Entry) if row.client_id == cast.kim.id}
    sheets = [(row.id, how) for row in rows(cast, HomeworkAssignment) if row.client_id in (cast.kim.id, None)
              for how in ({"fill": "half"}, {"fill": entries.get(row.id, "blank")})]  # fmt: skip
    before = [_paper(here, id, **how) for id, how in sheets]
    for deed in (begins_what_both_do, sends, declines, rates, keeps_words, writes_on_paper, is_read_and_answered):
        deed(here)
    after = [_paper(here, id, **how) for id, how in sheets]
    changed = [line for old, new in zip(before, after, strict=True) for line in unified_diff(old.split("\n"), new.split("\n"), n=0)]
    assert not changed, changed[:12]
    assert "Kim Vale smiles" in "".join(before) and SECRET not in "".join(before)


@pytest.mark.sqlite
def test_the_comparison_notices_what_robin_shows(cast):
    here = world(cast)
    before = around(here)
    page = here.robin.post(f"/portal/pages/{here.entry.id}/share", data={"do": "share"})
    assert page.status_code == 303
    assert any("/portal/shared" in line for line in differing(before, around(here)) + addresses(here))


def _with_body(answer):
    answer.data += b"<!-- 1 of 2 has written -->"


def _with_header(answer):
    answer.headers["X-Sent"] = "1"


@pytest.mark.sqlite
@pytest.mark.parametrize("leak", [_with_body, _with_header])
def test_the_comparison_notices_a_leak_planted_anywhere(cast, leak):
    """A page or a header that knows whether anybody has written is found, wherever in the portal it is."""
    here = world(cast)
    around(here)
    before = around(here)
    for endpoint in ("portal.home", "portal.ladder", "portal.private"):
        honest = cast.app.view_functions[endpoint]

        def telling(*args, honest=honest, **values):
            answer = cast.app.make_response(honest(*args, **values))
            leak(answer)
            return answer

        telling.policy = honest.policy
        cast.app.view_functions[endpoint] = telling
        assert differing(before, around(here)), endpoint
        cast.app.view_functions[endpoint] = honest
    assert differing(before, around(here)) == []


@pytest.mark.sqlite
def test_the_comparison_notices_a_row_more_in_reach(cast):
    """Where the door opened a little too far, the list of ids itself would differ."""
    here = world(cast)
    before = around(here)
    _rows(here, cast.alma, lambda room: [
        SharedEntry(episode_id=room["episode_id"], client_id=None, entry_id=here.entry.id, title="T", labels={},
                    shared_by=cast.robin.id, shown_as="Robin", shared_at=clock.now())])  # fmt: skip
    assert differing(before, around(here))
