"""A couple's sheets: the shared one tells nothing of what one of them wrote, and each has a sheet of their own."""

from datetime import timedelta

import pytest

from practice import clock
from practice.bench.counting import counted
from practice.db import db
from practice.episodes.models import TherapySession
from practice.homework.actions import share, take_up, withdraw_share
from practice.homework.models import Entry, HomeworkAssignment, SharedEntry
from practice.planning.queries import prep_sheet
from practice.ratings.actions import make_ladder, rate
from practice.safety.actions import raise_flag
from tests.homework.given import given, on_protocol
from tests.people import reload
from tests.planning.meetings import meeting, rows, send, today

PRIVATE = "I told nobody that I slept at my sister's."
ADDRESSES = ("prep", "prep/room")


@pytest.fixture
def couple(cast):
    """A joint meeting of Robin and Kim tomorrow, and what each was given."""
    course = on_protocol(cast, cast.couple)
    homework = {one.id: given(cast, course, one, "hope-question") for one in (cast.robin, cast.kim)}
    return meeting(cast, cast.couple), homework


def pages(cast, session_id):
    alma = cast.browser(cast.alma)
    return {path: alma.get(f"/sessions/{session_id}/{path}").data for path in ADDRESSES}


def everything_private(cast, client, assignment):
    """Robin writes, says it is too hard, moves on a ladder; the counselor marks it, raises a flag and plans alone."""
    first = send(cast, client, assignment, PRIVATE)
    send(cast, client, assignment, "hard", kind="declined", decline="too-hard")
    with cast.acting(cast.alma):
        take_up(reload(Entry, first), by=cast.alma.id)
        ladder = make_ladder(cast.couple.id, client.id, title="Staying in the room", by=cast.alma.id)
        db.session.flush()
        rate(ladder, value=4, source="session", by=cast.alma.id)
        raise_flag(cast.couple.id, client.id, kind="other", urgency="review", words="x", by=cast.alma.id)
        reload(HomeworkAssignment, assignment.id).ended_at = clock.now()
        db.session.commit()
    return first


def test_the_shared_sheet_is_the_same_to_the_letter_whatever_one_of_them_wrote(cast, couple):
    session_id, homework = couple
    before = pages(cast, session_id)
    everything_private(cast, cast.robin, homework[cast.robin.id])
    cast.browser(cast.alma).post(f"/sessions/{session_id}/prep/{cast.robin.id}", data=rows(("Robin's own", "5"), version="0"))
    assert pages(cast, session_id) == before


@pytest.mark.pdf
def test_the_shared_page_of_paper_too(cast, couple):
    session_id, homework = couple
    alma, day = cast.browser(cast.alma), (today() + timedelta(days=1)).isoformat()
    paths = (f"/sessions/{session_id}/prep.pdf", f"/day/{day}/prep.pdf")
    before = [alma.get(path).data for path in paths]
    everything_private(cast, cast.robin, homework[cast.robin.id])
    assert [alma.get(path).data for path in paths] == before and before[0].startswith(b"%PDF")


def test_each_has_a_sheet_of_their_own_named_and_linked_always(cast, couple):
    session_id, homework = couple
    everything_private(cast, cast.robin, homework[cast.robin.id])
    alma = cast.browser(cast.alma)
    shared, robin, kim = (alma.get(f"/sessions/{session_id}/prep{path}").text for path in ("", f"/{cast.robin.id}", f"/{cast.kim.id}"))
    for client in (cast.robin, cast.kim):
        assert f'href="/sessions/{session_id}/prep/{client.id}"' in shared
    assert "only you, Robin" in robin and "only you, Kim" in kim and "only you" not in shared
    assert "sister" in robin and "Staying in the room" in robin and "One open flag" in robin
    for words in ("sister", "Staying in the room", "open flag"):
        assert words not in kim and words not in shared
    assert "Start note" in shared and "Start note" not in robin  # nothing of it goes into the shared note by itself


def test_only_what_was_opened_stands_on_the_shared_sheet_and_leaves_with_it(cast, couple):
    session_id, homework = couple
    entry_id = send(cast, cast.robin, homework[cast.robin.id], "A word for both")
    with cast.acting(cast.robin):
        shared_id = share(reload(Entry, entry_id)).id
        db.session.commit()
    alma, at = cast.browser(cast.alma), f"/sessions/{session_id}/prep"
    assert "A word for both" in alma.get(at).text and f"/entries/{entry_id}" not in alma.get(at).text
    assert "A word for both" in alma.get(f"{at}/room").text
    alma.post(at, data=rows(version="0", quote=shared_id))
    with cast.acting(cast.robin):
        withdraw_share(reload(SharedEntry, shared_id))
        db.session.commit()
    for path in ("", "/room"):
        assert "A word for both" not in alma.get(at + path).text


def test_the_room_shows_no_way_to_anything_of_one_of_them(cast, couple):
    session_id, homework = couple
    everything_private(cast, cast.robin, homework[cast.robin.id])
    page = cast.browser(cast.alma).get(f"/sessions/{session_id}/prep/room").text
    assert cast.robin.id not in page and cast.kim.id not in page and "/entries/" not in page and "/inbox" not in page


def test_a_meeting_alone_has_one_sheet_and_no_shared_one(cast):
    on_protocol(cast, cast.couple)
    session_id = meeting(cast, cast.couple, cast.kim)
    alma = cast.browser(cast.alma)
    assert "only you, Kim" in alma.get(f"/sessions/{session_id}/prep").text
    assert alma.get(f"/sessions/{session_id}/prep/{cast.kim.id}").location == f"/sessions/{session_id}/prep"
    assert alma.get(f"/sessions/{session_id}/prep/{cast.robin.id}").status_code == 404
    assert alma.post(f"/sessions/{session_id}/prep/{cast.robin.id}", data=rows(version="0")).status_code == 404


def test_plans_of_three_rooms_do_not_meet(cast, couple):
    session_id, _homework = couple
    alma, at = cast.browser(cast.alma), f"/sessions/{session_id}/prep"
    for path, words in (("", "Of both"), (f"/{cast.robin.id}", "Of one"), (f"/{cast.kim.id}", "Of the other")):
        assert alma.post(at + path, data=rows((words, "5"), version="0")).status_code == 303
    found = {path: alma.get(at + path).text for path in ("", f"/{cast.robin.id}", f"/{cast.kim.id}")}
    assert all(sum(words in page for page in found.values()) == 1 for words in ("Of both", "Of one", "Of the other"))


def test_as_many_statements_whatever_was_written(cast, couple):
    session_id, homework = couple

    def asked(room):
        with cast.acting(cast.alma), counted(cast.app) as found:
            prep_sheet(reload(TherapySession, session_id), today(), room, scope="therapist")
        return len(found.page)

    def more(*numbers):
        for number in numbers:
            send(cast, cast.robin, homework[cast.robin.id], f"word {number}")
            with cast.acting(cast.alma):
                ladder = make_ladder(cast.couple.id, cast.robin.id, title=f"L{number}", by=cast.alma.id)
                db.session.flush()
                rate(ladder, value=3, source="session", by=cast.alma.id)
                db.session.commit()
        return {room: asked(room) for room in ("shared", cast.robin.id)}

    assert more(0) == more(*range(1, 12))
