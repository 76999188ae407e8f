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
