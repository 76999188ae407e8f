"""Signing a note, and what is added later. A signed row never changes; later words are rows of their own."""

from datetime import datetime, timedelta

from sqlalchemy import select

from practice import clock
from practice.accounts.queries import signature_of
from practice.audit.actions import record
from practice.cosigning.actions import ask
from practice.db import db
from practice.episodes.models import TherapySession
from practice.i18n import zone
from practice.notes import digest, happened
from practice.notes.actions import versions
from practice.notes.models import Addendum, ProgressNote
from practice.notes.queries import labels_of, words_of
from practice.notes.quoting import stands_in, with_passage
from practice.notes.troubles import AlreadyRetracted, AlreadySigned, NothingWritten, NotInTheNote, NotYet

SAME = timedelta(minutes=10)  # the same words sent twice within it are one addition: a double press, Back, a retry


def sign_note(note: ProgressNote, *, by: str, at: datetime | None = None) -> None:
    """Sign: from now on the row never changes. Whoever calls has asked for the passphrase.

    Kept with it: name, qualifications and zone as they stand now, the titles of the fields, when the meeting was, and the
    digest of all it says. Days later is fine and shows. Raises AlreadySigned, NothingWritten, NotYet.
    """
    hold(note)
    if note.signed_at:
        raise AlreadySigned(note)
    if not any((note.body or {}).values()):
        raise NothingWritten
    now = at or clock.now()
    met_at = db.session.scalars(select(TherapySession.starts_at).where(TherapySession.id == note.session_id)).one()
    if clock.today(zone(), met_at) > clock.today(zone(), now):
        raise NotYet
    signature = signature_of(by, clock.today(zone(), now))
    note.labels = {**labels_of(note), digest.HAPPENED: digest.stamp(met_at)}
    note.happened = happened.signed(note.happened)  # what was left out stays out
    versions.keep(note, "signed", by, now)
    # All at once and last: the first statement that sees `signed_at` freezes the row.
    with db.session.no_autoflush:
        note.signed_name, note.signed_credential, note.signed_zone = signature.name, signature.credential, signature.zone
        note.sha256 = digest.of_note(note)
        note.signed_at, note.signed_by = now, by
    ask("note", note.id, episode_id=note.episode_id, client_id=note.client_id, by=by, at=now)
    record("sign_note", note)


def hold(row) -> None:
    """The row as it stands now, with nobody else signing or adding to it until this is over."""
    db.session.flush()
    db.session.refresh(row, with_for_update=True)


def add_addendum(note: ProgressNote, kind: str, body: str, *, by: str, happened_at: datetime | None = None, passage: str = "",
                 at: datetime | None = None) -> Addendum:  # fmt: skip
    """A later, dated and signed addition: addendum, correction, late-entry or retraction.

    A correction may quote the `passage` it corrects; a late entry says when it happened. Raises NothingWritten, NotYet,
    NotInTheNote, AlreadyRetracted (only one retraction: it strikes the note through, and `body` is its reason).
    """
    if not body.strip():
        raise NothingWritten
    now = at or clock.now()
    if happened_at and clock.today(zone(), happened_at) > clock.today(zone(), now):
        raise NotYet
    if passage.strip() and not stands_in(passage, words_of(note)):
        raise NotInTheNote
    text = with_passage(passage, body)
    hold(note)
    before = list(db.session.scalars(select(Addendum).where(Addendum.note_id == note.id, Addendum.kind == kind)))
    if twice := [one for one in before if (one.body, one.written_by) == (text, by) and abs(now - one.written_at) < SAME]:
        return twice[0]
    if before and kind == "retraction":
        raise AlreadyRetracted
    signature = signature_of(by, clock.today(zone(), now))
    addendum = Addendum(episode_id=note.episode_id, client_id=note.client_id, note_id=note.id, kind=kind, body=text,
                        written_by=by, written_at=now, happened_at=happened_at, signed_name=signature.name,
                        signed_credential=signature.credential, signed_zone=signature.zone,
                        sha256=digest.of_addendum(kind, text, note.id, happened_at, now))  # fmt: skip
    db.session.add(addendum)
    ask("addendum", addendum.id, episode_id=note.episode_id, client_id=note.client_id, by=by, at=now)
    record("retract_note" if kind == "retraction" else "add_addendum", note)
    return addendum
