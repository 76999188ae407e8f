"""Named reads of a counselor's calendar. Tables of the calendar have no door: each read names whose it is."""

from practice.calendar.queries.feeds import feed_by_token, feeds_of, items_of, misses
from practice.calendar.queries.inviting import address_of, invitations_of, sent_to
from practice.calendar.queries.mine import busy_between, hours_of, imports_of, noted_among, taken_elsewhere
from practice.calendar.queries.week import DayView, days_of

__all__ = [
    "DayView", "address_of", "busy_between", "days_of", "feed_by_token", "feeds_of", "hours_of", "imports_of", "invitations_of",
    "items_of", "misses", "noted_among", "sent_to", "taken_elsewhere",
]  # fmt: skip
