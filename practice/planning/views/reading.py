"""What a form of the prep sheet holds; also for the note page, which takes a plan in as it stands on the screen."""

from practice.planning.typed import Typed, read


def typed_plan(form) -> Typed:
    """The plan as typed; nothing is refused."""
    return read(form)
