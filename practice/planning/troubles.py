"""What can stand in the way of keeping a plan."""


class ChangedMeanwhile(Exception):
    """Another tab or person kept a plan since this page was opened: nothing is overwritten."""


class NotHere(LookupError):
    """This meeting has no such room."""
