"""What the tests of the plan start from."""

from practice.db import db
from practice.episodes.queries import current_course
from practice.goals.actions import keep_agreement, set_goal
from practice.goals.agreement import first_words, typed_in
from practice.ratings.actions import make_ladder, rate

PLUM = "I sit by the window and the phone lies somewhere else"


def goal_of(cast, episode, client, goal=PLUM, **more):
    """A goal of one client (None: of both); committed."""
    with cast.acting(cast.alma):
        row = set_goal(episode.id, client.id if client else None, goal=goal, by=cast.alma.id, **more)
        db.session.commit()
    return row


def ladder_of(cast, episode, client, value=None):
    """A ladder of one client (None: of both), rated once where a value is given; committed."""
    with cast.acting(cast.alma):
        row = make_ladder(episode.id, client.id if client else None, title="Steady", words={"low": "a", "high": "b"}, by=cast.alma.id)
        db.session.flush()
        if value:
            rate(row, value=value, source="session", by=cast.alma.id)
        db.session.commit()
    return row


def agreed(cast, episode, client, phase="resources", **changed):
    """The agreement of a phase as the protocol words it, with some words `changed`; committed."""
    with cast.acting(cast.alma):
        view = current_course(episode.id)
        words = first_words(view.protocol.phase(phase), ["A quiet evening"], couple=client is None)
        row = keep_agreement(view.course, client.id if client else None, view.protocol.phase(phase),
                             typed=typed_in(words) | changed, by=cast.alma.id)  # fmt: skip
        db.session.commit()
    return row
