"""Search: behind the door, newest first, in any script, and beginning to answer while it reads."""

from datetime import timedelta

from practice import clock
from practice.db import db
from practice.episodes.actions import plan_session
from practice.notes.actions import add_addendum, save_note, save_process_note, sign_note, write_contact
from practice.notes.models import ProgressNote


def wrote(cast, text, *, ago=1, episode=None, client=None, by=None):
    by = by or cast.alma
    with cast.acting(by):
        at = clock.now() - timedelta(days=ago)
        session = plan_session((episode or cast.ash_episode).id, client.id if client else None, starts_at=at, by=by.id)
        note = save_note(session, body={"better": text}, safety={}, questions=[], version=0, by=by.id, at=at)
        db.session.commit()
        return session, note.id


def found(cast, who, q, **more):
    return cast.browser(who).get("/search", query_string={"q": q, **more})


def test_notes_newest_first_with_the_piece_around(cast):
    wrote(cast, "The blue cup broke.", ago=9)
    wrote(cast, "A BLUE door opened.", ago=2)
    page = found(cast, cast.alma, "blue").text
    assert page.index("<mark>BLUE</mark> door") < page.index("The <mark>blue</mark> cup")


def test_chinese(cast):
    wrote(cast, "她说窗边的咖啡让她安静下来。")
    assert "<mark>咖啡</mark>" in found(cast, cast.alma, "咖啡").text


def test_colleagues_partners_and_ended_cover_find_nothing(cast):
    wrote(cast, "a rare heron at dusk")
    assert "heron</mark>" in found(cast, cast.bo, "heron").text, "Bo covers Ash"
    page = found(cast, cast.cleo, "heron").text
    assert "Nothing written has" in page and "dusk" not in page and "Ash" not in page


def test_what_is_only_for_the_author_is_not_looked_through(cast):
    session, _note = wrote(cast, "plain")
    with cast.acting(cast.alma):
        save_process_note(session, "my private heron", version=0, by=cast.alma.id)
        db.session.commit()
    assert "private heron" not in found(cast, cast.alma, "heron").text


def test_contacts_names_and_protocols(cast):
    with cast.acting(cast.alma):
        write_contact(cast.couple.id, cast.kim.id, kind="call", happened_on=clock.now().date(), with_whom="her sister",
                      line="About the narrow bridge", by=cast.alma.id)  # fmt: skip
        db.session.commit()
    assert "<mark>narrow</mark> bridge" in found(cast, cast.alma, "narrow").text
    page = found(cast, cast.alma, "vale").text
    assert "Robin Vale" in page and "Kim Vale" in page
    assert "/protocols/narrative-attachment" in found(cast, cast.alma, "exception").text


def test_hostile_and_empty_wishes(cast):
    wrote(cast, "<script>alert(1)</script> 100% of it_")
    page = found(cast, cast.alma, "<script>").text
    assert "<script>alert" not in page and "&lt;script&gt;</mark>alert" in page
    assert "<mark>100% of</mark>" in found(cast, cast.alma, "100% of").text
    for wish in ("", "   ", "\x00", "%", "_", "'", "\\"):
        assert found(cast, cast.alma, wish).status_code == 200
    assert found(cast, cast.alma, "x", before="soon").status_code == 404


def test_older_ones_behind_the_first_fifty(cast):
    with cast.acting(cast.alma):
        for n in range(53):
            at = clock.now() - timedelta(hours=n)
            write_contact(cast.ash_episode.id, cast.ash.id, kind="call", happened_on=(at - timedelta(days=2)).date(), with_whom="",
                          line=f"heron {n:02}", by=cast.alma.id, at=at)  # fmt: skip
        db.session.commit()
    page = found(cast, cast.alma, "heron").text
    assert page.count("<mark>") == 50 and "heron</mark> 49" in page and "heron</mark> 50" not in page
    older = page.split('before=')[1].split('"')[0]
    rest = cast.browser(cast.alma).get(f"/search?q=heron&before={older}").text
    assert rest.count("<mark>") == 3 and "Older ones" not in rest


def test_the_page_begins_before_the_last_text_was_read(cast):
    wrote(cast, "a rare heron")
    answer = found(cast, cast.alma, "heron")
    assert answer.is_streamed and answer.headers["Cache-Control"] == "no-store"
    assert answer.text.rstrip().endswith("</html>")


def test_a_text_that_does_not_open_is_counted_not_hidden(cast):
    _session, note = wrote(cast, "a rare heron")
    with cast.acting(cast.alma):
        row = db.session.query(ProgressNote).filter_by(id=note).one()
        row.body_blob = row.body_blob[:-1] + bytes([row.body_blob[-1] ^ 1])
        db.session.commit()
    assert "One text could not be opened" in found(cast, cast.alma, "heron").text


def test_a_retracted_note_is_found_and_said_to_be_so(cast):
    _session, note = wrote(cast, "a rare heron")
    with cast.acting(cast.alma):
        row = db.session.query(ProgressNote).filter_by(id=note).one()
        sign_note(row, by=cast.alma.id)
        add_addendum(row, "retraction", "It was another client's.", by=cast.alma.id)
        db.session.commit()
    page = found(cast, cast.alma, "heron").text
    assert "heron</mark>" in page and "retracted" in page
