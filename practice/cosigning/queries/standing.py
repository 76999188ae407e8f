"""Where a document stands that needs a second name, and whose name that is now."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from practice import clock
from practice.access.models import CaseloadAssignment, Supervision
from practice.accounts.models import Counselor
from practice.accounts.queries import supervisors_of
from practice.cosigning.models import CoSign, CoSignStep
from practice.db import db


@dataclass(frozen=True)
class Standing:
    """Where a document stands. state: waiting, look-again or signed; `by_name`, `at`, `words` of whoever said so last.

    While it waits, `names` are the supervisors who may sign now, and `agreed` says whether the clients let them read.
    """

    cosign_id: str
    asked_at: datetime
    state: str
    by_name: str | None = None
    at: datetime | None = None
    words: str | None = None
    credential: str | None = None
    names: tuple[str, ...] = ()
    agreed: bool = True

    @property
    def signed(self) -> bool:
        return self.state == "signed"


@dataclass(frozen=True)
class Step:
    """One thing said about a document, with who said it."""

    step: str
    words: str | None
    name: str
    at: datetime


def standing(subject: str, ids: Collection[str], now: datetime | None = None) -> dict[str, Standing]:
    """{id of the document: where it stands}; what never needed a second name is not in it. At most four queries."""
    found = select(CoSign).where(CoSign.subject == subject, CoSign.subject_id.in_(list(ids)))
    rows = list(db.session.scalars(found)) if ids else []
    if not rows:
        return {}
    last, now = _last_steps([row.id for row in rows]), now or clock.now()
    signers = _signers({row.asked_by for row in rows}, now)
    agreed = _agreed(rows, now)
    return {row.subject_id: _stands(row, last.get(row.id), signers[row.asked_by], row.id in agreed) for row in rows}


def _stands(row: CoSign, last: tuple[CoSignStep, str] | None, names: tuple[str, ...], agreed: bool) -> Standing:
    if last is None or last[0].step == "answered":
        return Standing(row.id, row.asked_at, "waiting", at=row.asked_at, names=names, agreed=agreed)
    step, name = last
    return Standing(row.id, row.asked_at, step.step, step.signed_name or name, step.at, step.words, step.signed_credential,
                    names, agreed)  # fmt: skip


def _last_steps(cosign_ids: list[str]) -> dict[str, tuple[CoSignStep, str]]:
    found = (select(CoSignStep, Counselor.display_name).join(Counselor, Counselor.id == CoSignStep.by)
             .where(CoSignStep.cosign_id.in_(cosign_ids)).order_by(CoSignStep.at, CoSignStep.id))  # fmt: skip
    return {step.cosign_id: (step, name) for step, name in db.session.execute(found)}


def _signers(asked_by: set[str], now: datetime) -> dict[str, tuple[str, ...]]:
    names = defaultdict(tuple)
    for one in supervisors_of(asked_by, now):
        if one.cosigns:
            names[one.supervisee_id] += (one.name,)
    return names


def _agreed(rows: Iterable[CoSign], now: datetime) -> set[str]:
    """Ids of those whose episode the supervisors of `asked_by` may open: what the door asks, asked for the page."""
    held = CaseloadAssignment
    open_ones = select(held.episode_id, held.counselor_id).join(Supervision, Supervision.supervisee_id == held.counselor_id).where(
        held.episode_id.in_({row.episode_id for row in rows}), held.starts_at <= now, held.ends_at.is_(None) | (held.ends_at > now),
        Supervision.cosigns, Supervision.starts_at <= held.supervision_agreed_at,
        Supervision.ends_at.is_(None) | (Supervision.ends_at > now))  # fmt: skip
    pairs = {tuple(pair) for pair in db.session.execute(open_ones)}
    return {row.id for row in rows if (row.episode_id, row.asked_by) in pairs}


def steps_of(cosign_id: str) -> list[Step]:
    """Everything said about one document, in order."""
    found = (select(CoSignStep, Counselor.display_name).join(Counselor, Counselor.id == CoSignStep.by)
             .where(CoSignStep.cosign_id == cosign_id).order_by(CoSignStep.at, CoSignStep.id))  # fmt: skip
    return [Step(row.step, row.words, row.signed_name or name, row.at) for row, name in db.session.execute(found)]


def may_sign(cosign: CoSign, counselor_id: str, now: datetime | None = None) -> bool:
    """Whether this counselor's name is one it waits for now. Whoever asked never signs for both."""
    signers = supervisors_of({cosign.asked_by}, now or clock.now())
    return cosign.asked_by != counselor_id and any(one.cosigns and one.supervisor_id == counselor_id for one in signers)


def cosigners(counselor_id: str, now: datetime | None = None) -> tuple[str, ...]:
    """Names of whoever may sign beside this counselor now; () for who does not work under supervision."""
    return _signers({counselor_id}, now or clock.now())[counselor_id]
