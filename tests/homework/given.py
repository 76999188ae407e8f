"""What homework tests start from: an episode on a protocol, and exercises given in it."""

from datetime import timedelta

from practice import clock
from practice.db import db
from practice.episodes.actions import begin_course
from practice.homework.actions import assign
from practice.protocols.library import load_library
from tests.people import ZONE


def today():
    return clock.today(ZONE)


def on_protocol(cast, episode, key="narrative-attachment", *, flavour=None, phase=None):
    """A course of `episode`, begun ten days ago; committed."""
    library = load_library()
    with cast.acting(cast.alma):
        course = begin_course(
            episode, protocol=library[key], source=library.texts[key], flavour=flavour, first_phase=phase,
            started_on=today() - timedelta(days=10), by=cast.alma.id, counselor_scope="therapist", credentials=())
        db.session.commit()
    return course


def given(cast, course, client, exercise_id, *, frequency="once", key="narrative-attachment", phase=None, **more):
    """An exercise agreed with one client (None: both together); committed."""
    protocol = load_library()[key]
    phase_id = phase or next(p.id for p in protocol.phases if any(e.id == exercise_id for e in p.exercises))
    with cast.acting(cast.alma):
        row = assign(
            course.episode_id, client.id if client else None, protocol=protocol, version_id=course.protocol_version_id,
            course_id=course.id, phase_id=phase_id, exercise_id=exercise_id, flavour=course.flavour, cycle=1,
            frequency=frequency, opens_on=more.pop("opens_on", today()), by=cast.alma.id, **more)  # fmt: skip
        db.session.commit()
    return row
