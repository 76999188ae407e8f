"""Homework: what was agreed, drafts nobody else reads, entries that were sent, and what a couple shares."""

from practice.homework.models.agreed import Beginning, HomeworkAssignment, LookBack, PaperSheet
from practice.homework.models.drafts import Draft, DraftToken
from practice.homework.models.entries import Entry, EntryComment, EntryReading, EntryTag, Kept, Pattern
from practice.homework.models.shared import JointStop, Reveal, RevealSay, SharedEntry

__all__ = [
    "Beginning",
    "Draft",
    "DraftToken",
    "Entry",
    "EntryComment",
    "EntryReading",
    "EntryTag",
    "HomeworkAssignment",
    "JointStop",
    "Kept",
    "LookBack",
    "PaperSheet",
    "Pattern",
    "Reveal",
    "RevealSay",
    "SharedEntry",
]
