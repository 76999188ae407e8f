"""Freezing a protocol: the exact text a course is begun on."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime

from practice import clock
from practice.access.scope import current
from practice.audit.actions import record
from practice.db import db
from practice.protocols.models import ProtocolVersion
from practice.protocols.protocol import Protocol
from practice.protocols.queries import version_with


def store_version(
    protocol: Protocol, source: tuple[str, Mapping[str, str]], *, at: datetime | None = None
) -> ProtocolVersion:
    """The frozen text of `protocol`; stored once per practice and text, then reused.

    `source` is (protocol.yaml, {language: words file}), as library.Library.texts has it.
    """
    text, words = source[0], dict(source[1])
    sha256 = fingerprint(text, words)
    found = version_with(current().practice_id, sha256)
    if found is None:
        found = ProtocolVersion(
            key=protocol.key,
            version=protocol.version,
            text=text,
            words=words,
            sha256=sha256,
            stored_at=at or clock.now(),
        )
        db.session.add(found)
        record("store_version", found)
    return found


def fingerprint(text: str, words: Mapping[str, str]) -> str:
    """SHA-256 over the structure and every words file, so that a changed word is another version."""
    whole = json.dumps([text, sorted(words.items())], ensure_ascii=False)
    return hashlib.sha256(whole.encode()).hexdigest()
