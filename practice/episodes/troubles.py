"""What can stand in the way of a verb, each with a code a page can put in words."""


class NotAllowed(Exception):
    """A course may not begin like this; `reason`: scope, credential, records-policy, agreement, audience or flavour."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class CannotMove(Exception):
    """A phase cannot be entered or skipped; `reason`: here (they are in it already) or unknown."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class BadRest(ValueError):
    """A rest that does not fit; `reason`: order (it would end before it began), resting (one goes on) or ended."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class EpisodeEnded(Exception):
    """Everybody is discharged: a new episode begins a new stretch of care."""


class AlreadyDischarged(Exception):
    """This participant has left the episode before."""


class SharedRoomFrozen(Exception):
    """One partner has left: nothing new goes into the shared room."""


class ChangedMeanwhile(Exception):
    """Somebody saved in between; `current` is the row as it is now. Nothing was written."""

    def __init__(self, current) -> None:
        super().__init__("changed meanwhile")
        self.current = current
