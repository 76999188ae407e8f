"""Frozen protocols, read back from the text a course was begun on."""

from functools import lru_cache

from sqlalchemy import select

from practice.db import db
from practice.protocols.models import ProtocolVersion
from practice.protocols.protocol import Protocol
from practice.protocols.reader import read

_BY_VERSION: dict[str, str] = {}  # version id -> sha256: both never change, so a second look costs no query


def protocol_of(version_id: str, flavour: str | None = None, lang: str = "en") -> Protocol:
    """Returns the protocol as it was frozen, in one flavour and language; read once per process and text.

    Raises LookupError for an unknown version or flavour.
    """
    sha256 = _BY_VERSION.get(version_id)
    found = _READ.get(sha256)
    if found is None:
        version = db.session.scalars(select(ProtocolVersion).where(ProtocolVersion.id == version_id)).one_or_none()
        if version is None:
            raise LookupError(version_id)
        sha256 = _BY_VERSION[version_id] = version.sha256
        found = _READ.get(sha256) or _READ.setdefault(sha256, read(version.text, version.words))
    return found if flavour is None and lang == found.lang else _spoken(sha256, flavour, lang)


_READ: dict[str | None, Protocol] = {}


@lru_cache(maxsize=64)
def _spoken(sha256: str, flavour: str | None, lang: str) -> Protocol:
    return _READ[sha256].for_flavour(flavour, lang)


def version_with(practice_id: str, sha256: str) -> ProtocolVersion | None:
    """The stored version of a practice with this text, if any."""
    return db.session.scalars(
        select(ProtocolVersion).where(ProtocolVersion.practice_id == practice_id, ProtocolVersion.sha256 == sha256)
    ).one_or_none()
