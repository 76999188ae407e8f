"""What can come instead of a PDF. The text of each is a sentence to show."""


class PrintingTrouble(Exception):
    """No PDF; `str()` is a sentence for the person who asked for it."""


class PrintingUnavailable(PrintingTrouble):
    """This machine lacks what printing needs; nothing the person did."""


class PrintingTooSlow(PrintingTrouble):
    """The print was stopped at its time limit."""


class PrintingBusy(PrintingTooSlow):
    """As many prints are running as the machine has cores, and none ended in time."""


class PrintingRefused(PrintingTrouble):
    """The document is too large, or asks for something from outside.

    `resource` names what it asked for, for the audit (at most 200 characters; "" when size was the reason).
    """

    def __init__(self, sentence: str, resource: str = "") -> None:
        super().__init__(sentence)
        self.resource = resource
