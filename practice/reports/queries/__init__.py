"""Named reads of reports: what one may draw on, what was chosen, what was given out."""

from practice.reports.queries.gathering import Period, gather, usual_period
from practice.reports.queries.kept import Issued, Start, caseload, issued, issued_of, name_of, plan_of

__all__ = [
    "Issued", "Period", "Start", "caseload", "gather", "issued", "issued_of", "name_of", "plan_of", "usual_period",
]  # fmt: skip
