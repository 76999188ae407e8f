"""Named reads for supervision."""

from practice.supervision.queries.documents import document_of
from practice.supervision.queries.sheets import sheet_of, sheets_of
from practice.supervision.queries.supervisees import Supervisee, agreed, names_in, supervisees, supervision_of

__all__ = ["Supervisee", "agreed", "document_of", "names_in", "sheet_of", "sheets_of", "supervisees", "supervision_of"]
