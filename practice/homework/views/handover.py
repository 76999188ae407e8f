"""Handing the tablet over: one homework opens on it for the client, and nothing else until a counselor signs in there."""

from flask import abort, g, render_template, url_for
from flask_login import current_user

from practice import clock
from practice.access import door, gate
from practice.accounts.actions import end_sign_in, hand_over
from practice.accounts.views import cookies
from practice.homework.models import HomeworkAssignment
from practice.homework.occurrences import occurrences
from practice.homework.queries import Gate, agreed_of, asked_of, exercise_of, names_of, together_with
from practice.homework.views import bp
from practice.homework.wording import reason_words
from practice.i18n import _
from practice.safety.queries import works_on
from practice.safety.rules import FELT_SAFE


@bp.post("/homework/<id:assignment_id>/hand-over")
@gate.counselor()
def handover(assignment_id: str):
    """Signs the counselor out of this browser and opens the homework on it for its client."""
    found = door.find(HomeworkAssignment, assignment_id)
    if not works_on(found.episode_id):
        abort(404)
    client_id = found.client_id or found.scribe_id
    if reasons := _against(found, client_id):
        return render_template("homework/not_handed.html", assignment=found, reasons=reasons,
                               name=names_of([client_id]).get(client_id, "")), 422  # fmt: skip
    handle = hand_over(found.id, client_id, by=current_user.person_id, practice_id=current_user.practice_id)
    end_sign_in(current_user.get_id())
    return cookies.handed_over(handle, url_for("portal.homework", assignment_id=found.id))


def _against(found: HomeworkAssignment, client_id: str) -> list[str]:
    """What stands in the way, in sentences. What is not open for this client at home is not open on the tablet either."""
    if found.ended_at is not None or client_id not in {part.client_id for part in together_with(found.episode_id)}:
        return [_("It is not asked any more.")]
    if not occurrences(agreed_of(found), clock.today(g.practice.zone)):
        return [_("Its first day has not come yet.")]
    if not g.practice.crisis_contacts:
        return [_("No client page opens before there are numbers to call in the practice’s settings.")]
    codes = [code for code in Gate(found.episode_id, current_user.person_id).against(exercise_of(found), [client_id])
             if code != FELT_SAFE]  # fmt: skip
    if codes:
        return [reason_words(code) for code in codes]
    return [] if asked_of(found, client_id) else [_("It is not open for this client now.")]
