"""What was begun at home, as it stands: which question, what was answered, whether it can still be answered."""

from dataclasses import dataclass

from flask import Response, abort, redirect, render_template, url_for
from flask_login import current_user

from practice.access import door
from practice.homework.queries import counselor_of
from practice.measures import walk
from practice.measures.actions import answers_of
from practice.measures.answering import Answer
from practice.measures.measure import Item, Measure
from practice.measures.models import Administration, MeasureAssignment
from practice.measures.queries import Offer, against_home, in_use, measure_of, open_for_client
from practice.measures.standing import not_asked
from practice.portal.views.rooms import Room, room_of

HIDDEN = ("not-remote", "shared-device")  # of these nothing shows at home, not even that they were


@dataclass(frozen=True)
class Sheet:
    """What was begun, as it stands now: every look at the answers is at those kept last."""

    row: Administration
    measure: Measure
    room: Room

    @property
    def answers(self) -> dict[int, Answer]:
        return answers_of(self.row)

    @property
    def asked(self) -> tuple[Item, ...]:
        return walk.asked(self.measure, self.answers)

    @property
    def next(self) -> str:
        """Where to go on."""
        return self.place(walk.resume(self.asked, self.answers))

    def item(self, named: str | None) -> Item | None:
        """The question a page names, while it is asked."""
        return next((item for item in self.asked if str(item.n) == named), None)

    def place(self, item: Item | None, **more) -> str:
        """Where a question stands; without one, the page before it is sent."""
        if item is None:
            return url_for("portal.measure_end", administration_id=self.row.id, **more)
        return url_for("portal.answering", administration_id=self.row.id, at=item.n, **more)

    def looked_at(self, named: str | None) -> str | None:
        """The kind of risk in the answer to the question named; None where nobody has to look at it."""
        risks = [risk for risk in self.measure.risk if str(risk.item) == named]
        return next((risk.kind for risk in risks if self.answers.get(risk.item, risk.from_ - 1) >= risk.from_), None)


def offered(**ids: str) -> Offer | None:
    """What the client who is signed in may answer now and has these ids."""
    offers = open_for_client(current_user.person_id)
    return next((offer for offer in offers if all(getattr(offer, name) == id for name, id in ids.items())), None)


def sheet_of(administration_id: str, *, late: str | None = None) -> Sheet | Response:
    """What was begun, while it can be answered; else the page that says what became of it. `late`: what that page says to
    somebody who sends something more. Aborts with 404 for what was not begun at home, or is not for this device."""
    row = door.find(Administration, administration_id)
    if row.way != "portal":
        abort(404)
    if row.finished_at is not None and row.struck_at is None:
        return sent(row.id, done=late)
    measure = measure_of(row.version_id)
    if offered(administration_id=row.id) is None:
        return _closed(row, against_home(measure, row.episode_id, row.client_id) in HIDDEN)
    room = room_of(row.episode_id)
    return Sheet(row, measure, room) if room.is_open else agreement_first(room)


def not_now(agreed: MeasureAssignment) -> Response:
    """Agreed once and not asked now: a plain page. What cannot be asked at home at all was never here (404)."""
    found = in_use(agreed.measure_key)
    if agreed.way != "portal" or found is None or found.why_not or not_asked(found.measure):
        abort(404)
    return _closed(agreed, against_home(found.measure, agreed.episode_id, agreed.client_id) is not None)


def sent(administration_id: str, **more) -> Response:
    """To the page that says it is with the counselor."""
    return redirect(url_for("portal.measure_sent", administration_id=administration_id, **more), 303)


def agreement_first(room: Room) -> Response:
    return Response(render_template("portal/agreement_first.html", room=room))


def _closed(row: Administration | MeasureAssignment, hidden: bool) -> Response:
    if hidden:
        abort(404)
    return Response(render_template("portal/measure_closed.html", name=counselor_of(row.episode_id)[1]))
