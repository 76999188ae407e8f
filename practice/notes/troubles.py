"""Why a note could not be kept or signed as asked. Pure."""


class ChangedMeanwhile(Exception):
    """Another tab or person saved since this page was opened; `current` is what is stored now."""

    def __init__(self, current) -> None:
        super().__init__("changed meanwhile")
        self.current = current


class AlreadySigned(Exception):
    """The note is signed; what was typed can become an addendum. `current` is the signed note."""

    def __init__(self, current) -> None:
        super().__init__("already signed")
        self.current = current


class NothingWritten(Exception):
    """An empty note cannot be signed, an empty addition not be kept."""


class NotYet(Exception):
    """It lies ahead: nothing that has not happened is signed."""


class AlreadyRetracted(Exception):
    """The note was taken back already; it can be added to, not taken back again."""


class NotInTheNote(Exception):
    """The passage a correction points at does not stand in the note."""


class AlreadyAnswered(Exception):
    """A request for a change has its answer; or the time for it was already made longer once."""


class TargetTaken(Exception):
    """The meeting a draft should be moved to has a note already."""


class TooMany(Exception):
    """There is no room for another snippet."""
