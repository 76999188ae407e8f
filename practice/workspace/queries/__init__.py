"""What the note page reads across features."""

from practice.workspace.queries.beside import Rated, beside
from practice.workspace.queries.choosing import formats_here, usual_format
from practice.workspace.queries.elsewhere import Elsewhere, elsewhere
from practice.workspace.queries.history import Kept, history
from practice.workspace.queries.last import Last, last_time
from practice.workspace.queries.meeting import happened_in, questions_known

__all__ = [
    "Elsewhere", "Kept", "Last", "Rated", "beside", "elsewhere", "formats_here", "happened_in", "history", "last_time",
    "questions_known", "usual_format",
]  # fmt: skip
