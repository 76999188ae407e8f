"""What is reliably worse than somebody's own beginning stands on the look-at list, and only there."""

from practice.db import db
from practice.measures.actions import answer, finish, strike
from practice.measures.queries.worse import worse_than_at_first
from tests.measures.samples import begun


def given(cast, key, values, ago, **more):
    with cast.acting(cast.alma):
        row = begun(cast, key, ago=ago, way="paper", **more)
        for item, value in enumerate(values, 1):
            answer(row, item, value)
        finish(row)
        db.session.commit()
        return row


def noticed(cast, *episodes, scope="therapist"):
    with cast.acting(cast.alma):
        return [(sign.client_id, sign.words) for sign in worse_than_at_first(episodes or [cast.couple.id], scope)]


def test_only_beyond_noise_and_against_the_own_beginning(cast):
    given(cast, "phq9", [1, 1, 1, 0, 0, 0, 0, 0, 0], 60)
    given(cast, "phq9", [2, 2, 1, 1, 1, 0, 0, 0, 0], 40)  # seven against three: four is noise
    assert noticed(cast) == []
    last = given(cast, "phq9", [3, 3, 3, 2, 1, 0, 0, 0, 0], 20)
    [(client, words)] = noticed(cast)
    assert client == cast.robin.id and "PHQ-9: from 3 to 12" in words and "reliably worse" in words
    assert noticed(cast, cast.ash_episode.id) == []
    with cast.acting(cast.alma):
        strike(db.session.merge(last), "typed from another sheet", by=cast.alma.id)
        db.session.commit()
    assert noticed(cast) == []


def test_it_stands_on_the_page_of_whoever_works_with_them(cast):
    given(cast, "gad7", [0] * 7, 60)
    given(cast, "gad7", [2, 2, 2, 0, 0, 0, 0], 20)
    assert "GAD-7: from 0 to 6" in cast.browser(cast.alma).get("/look-at").text
    assert "GAD-7" not in cast.browser(cast.cleo).get("/look-at").text


def test_what_is_asked_alone_is_never_named(cast):
    given(cast, "hark", [0, 0, 0, 0], 60)
    given(cast, "hark", [1, 1, 1, 1], 20)
    assert noticed(cast) == []


def test_whoever_guides_is_told_nothing_of_what_they_may_not_read(cast):
    given(cast, "gad7", [0] * 7, 60)
    given(cast, "gad7", [2, 2, 2, 0, 0, 0, 0], 20)
    assert noticed(cast) and noticed(cast, scope="guidance") == []
    cast.alma.scope = "guidance"
    db.session.commit()
    assert "GAD-7" not in cast.browser(cast.alma).get("/look-at").text
