"""What the door leaves to a supervisor: a step in their own name, an answer to a question. Security-critical."""

import pytest
from sqlalchemy import inspect, select

import practice.all_models  # noqa: F401
from practice import clock
from practice.access.models import EpisodeRow
from practice.access.scope import OutOfScope
from practice.cosigning.actions import ask_supervisor, talk_over
from practice.cosigning.models import CoSignStep, SupervisionQuestion
from practice.db import db
from tests.cosigning.supervised import waiting_note


def classes(cls=EpisodeRow):
    for one in cls.__subclasses__():
        yield from classes(one)
        if hasattr(one, "__table__"):
            yield one


def test_only_these_two_may_be_written_by_who_reads_along():
    assert {one: one.supervisor_writes for one in classes() if one.supervisor_writes} == {
        CoSignStep: "new", SupervisionQuestion: ("answer_blob", "talked_over_at", "talked_over_by")}  # fmt: skip


@pytest.mark.parametrize("model", sorted(set(classes()) - {CoSignStep}, key=lambda one: one.__name__), ids=lambda one: one.__name__)
def test_a_new_row_of_every_other_class_is_refused(cast, model):
    """Filled in as far as the door looks; it judges before the database does."""
    known = {"episode_id": cast.couple.id, "client_id": cast.robin.id}
    columns = {column.key for column in inspect(model).columns}
    more = {name: cast.sam.id for name in ("by", "author_id") if name in columns}
    door = {"id": cast.couple.id} if "episode_id" not in columns else known
    with cast.acting(cast.sam), pytest.raises(OutOfScope):
        try:
            db.session.add(model(**{**door, **more}))
            db.session.flush()
        finally:
            db.session.rollback()


def test_a_step_in_somebody_elses_name_or_episode_is_refused(cast):
    _note, cosign = waiting_note(cast)
    for values in ({"by": cast.alma.id, "episode_id": cosign.episode_id}, {"by": cast.sam.id, "episode_id": cast.sky_episode.id}):
        with cast.acting(cast.sam), pytest.raises(OutOfScope):
            try:
                db.session.add(CoSignStep(cosign_id=cosign.id, step="signed", at=clock.now(), client_id=None, **values))
                db.session.flush()
            finally:
                db.session.rollback()


def question_of(cast):
    with cast.acting(cast.alma):
        row = ask_supervisor(cast.couple.id, "Do I go too fast?", by=cast.alma.id)
        db.session.commit()
        return row


def test_a_supervisor_talks_a_question_over_and_changes_nothing_else_in_it(cast):
    row = question_of(cast)
    with cast.acting(cast.sam):
        for name, value in (("words", "Other words"), ("episode_id", cast.ash_episode.id), ("asked_by", cast.sam.id)):
            with pytest.raises(OutOfScope):
                setattr(row, name, value)
                db.session.flush()
            db.session.rollback()
        talk_over(row, "Slower at the door", by=cast.sam.id)
        db.session.commit()
    with cast.acting(cast.alma):
        kept = db.session.scalars(select(SupervisionQuestion)).one()
        assert (kept.words, kept.answer, kept.talked_over_by) == ("Do I go too fast?", "Slower at the door", cast.sam.id)


def test_nothing_is_deleted_by_who_reads_along(cast):
    row = question_of(cast)
    with cast.acting(cast.sam), pytest.raises(OutOfScope):
        try:
            db.session.delete(db.session.scalars(select(SupervisionQuestion).where(SupervisionQuestion.id == row.id)).one())
            db.session.flush()
        finally:
            db.session.rollback()
