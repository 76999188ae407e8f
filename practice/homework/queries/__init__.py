"""What is read about homework: what is open and how it stands, what was sent, what may be given."""

from practice.homework.queries.agreed import (
    OpenHomework,
    agreed_of,
    count_open,
    of_episode,
    open_for,
    opened_by,
    standing_of,
)
from practice.homework.queries.dates import dates_of
from practice.homework.queries.drafts import comments_on, drafts_of, steps_of
from practice.homework.queries.entries import (
    EntryRow,
    entries_since,
    entry_words,
    inbox,
    pages_of,
    shared_rows,
    to_read,
    to_take_up,
    unread,
)
from practice.homework.queries.gate import Gate, asked_of, exercise_of, offered_in, reasons_against
from practice.homework.queries.log import Sent, answers_to, sent_for
from practice.homework.queries.people import counselor_names, counselor_of, names_of, together_with
from practice.homework.queries.positions import as_given, ladder_for

__all__ = [
    "EntryRow", "Gate", "OpenHomework", "Sent", "agreed_of", "answers_to", "as_given", "asked_of", "comments_on", "count_open",
    "counselor_names", "counselor_of", "dates_of", "drafts_of", "entries_since", "entry_words", "exercise_of", "inbox",
    "ladder_for", "names_of", "of_episode", "offered_in", "open_for", "opened_by", "pages_of", "reasons_against", "sent_for", "shared_rows",
    "standing_of", "steps_of", "to_read", "to_take_up", "together_with", "unread",
]  # fmt: skip
