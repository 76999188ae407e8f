"""How a child of the press ends: its exit status, and what it refused."""

DONE = 0
REFUSED = 3
TOO_LARGE = 4
TROUBLE = 5


class Refused(Exception):
    """The document asked for something from outside; `resource` says what (at most 200 characters)."""

    def __init__(self, resource: str) -> None:
        super().__init__(resource)
        self.resource = resource[:200]
