"""A real mail server for tests: aiosmtpd on a free port, with what it received, and what it should refuse."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from time import monotonic, sleep

from aiosmtpd.controller import Controller


@dataclass
class Mailbox:
    """`pause`: seconds before a message is accepted; `refuse`: an answer to RCPT instead of "OK"."""

    received: list[EmailMessage] = field(default_factory=list)
    helos: list[str] = field(default_factory=list)
    arriving: int = 0
    pause: float = 0
    refuse: str | None = None
    port: int = 0

    async def handle_EHLO(self, server, session, envelope, hostname, responses):  # noqa: N802
        self.helos.append(hostname)
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if self.refuse:
            return self.refuse
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.arriving += 1
        await asyncio.sleep(self.pause)
        self.received.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"

    def settings(self) -> dict[str, str]:
        """For the environment of a process."""
        return {"ATTUNE_MAIL_HOST": "127.0.0.1", "ATTUNE_MAIL_PORT": str(self.port), "ATTUNE_MAIL_TLS": "none",
                "ATTUNE_MAIL_FROM": "notes@example.org"}

    def config(self) -> dict:
        """For an app that runs already."""
        return {"MAIL_HOST": "127.0.0.1", "MAIL_PORT": self.port, "MAIL_TLS": "none", "MAIL_FROM": "notes@example.org",
                "MAIL_USER": "", "MAIL_PASSWORD_FILE": ""}


@contextmanager
def mailbox(**settings) -> Iterator[Mailbox]:
    box = Mailbox()
    controller = _Free(box, hostname="127.0.0.1", port=0, **settings)
    controller.start()
    try:
        box.port = controller.port
        yield box
    finally:
        controller.stop()


class _Free(Controller):
    """On a port the system chooses."""

    def _trigger_server(self) -> None:
        """The base class knocks at its own port, which is known from here on."""
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


def until(true, seconds: float = 20) -> bool:
    """Waits for something to become true."""
    end = monotonic() + seconds
    while monotonic() < end:
        if true():
            return True
        sleep(0.05)
    return bool(true())
