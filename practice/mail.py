"""Sending one plain message by SMTP. Neutral by design: no names, nothing of what anybody wrote (security.md P-4)."""

import re
import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from pathlib import Path

from flask import current_app

WAIT = 20  # seconds for each answer of the mail server
# No "=?": an encoded word would be read as something else than what stands there.
LOCAL, LABEL = r"[A-Za-z0-9.!#$%&'*+/^_`{|}~-]{1,64}", r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
ADDRESS = re.compile(rf"{LOCAL}@{LABEL}(?:\.{LABEL})*")
CERTAIN = (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError, smtplib.SMTPHeloError,
           smtplib.SMTPNotSupportedError)  # fmt: skip


class MailTrouble(Exception):
    """A message that did not go out, as a code without names. `unclear`: nobody can tell whether it went out."""

    def __init__(self, code: str, *, unclear: bool = False) -> None:
        super().__init__(code)
        self.code, self.unclear = code, unclear


@dataclass(frozen=True, repr=False)
class Settings:
    """How to reach the mail server. `tls`: starttls, tls (from the first byte) or none (this computer only)."""

    host: str
    port: int
    sender: str
    tls: str
    name: str = ""
    password_file: Path | None = None


def settings() -> Settings | None:
    """What was set with ATTUNE_MAIL_*; None while no mail server is named."""
    config = current_app.config
    if not config["MAIL_HOST"] or not config["MAIL_FROM"]:
        return None
    password = config["MAIL_PASSWORD_FILE"]
    return Settings(config["MAIL_HOST"], config["MAIL_PORT"], config["MAIL_FROM"], config["MAIL_TLS"],
                    config["MAIL_USER"], Path(password) if password else None)  # fmt: skip


def is_address(text: str) -> bool:
    """True for one plain address, such as somebody@example.org."""
    return len(text) <= 254 and text.isascii() and ADDRESS.fullmatch(text) is not None


def send(to: str, subject: str, text: str, *, calendar: tuple[bytes, str] | None = None) -> None:
    """Sends one message; `calendar` is an invitation beside the text and its method (RFC 5546). Raises MailTrouble; only
    with `unclear` may it have arrived all the same."""
    known, message = _ready(), built(to, subject, text, calendar=calendar)
    server = _server(known)
    try:
        server.sendmail(known.sender, [to], message)
    except CERTAIN as error:
        raise MailTrouble(_code(error)) from None
    except (smtplib.SMTPException, OSError):
        raise MailTrouble("cut-off", unclear=True) from None
    finally:
        with suppress(smtplib.SMTPException, OSError):
            server.quit()


def built(to: str, subject: str, text: str, *, calendar: tuple[bytes, str] | None = None) -> bytes:
    """The message as it would leave, without sending it. Raises MailTrouble where none can be made."""
    known = _ready()
    if not is_address(to) or not is_address(known.sender):
        raise MailTrouble("address")
    try:
        message = _message(known.sender, to, subject, text)
        if calendar is not None:
            _add_calendar(message, *calendar)
        return message.as_bytes()
    except (ValueError, LookupError, MessageError):  # what the email package says about it holds the address
        raise MailTrouble("message") from None


def _ready() -> Settings:
    known = settings()
    if known is None:
        raise MailTrouble("not-set-up")
    return known


def _message(sender: str, to: str, subject: str, text: str) -> EmailMessage:
    message = EmailMessage(policy.SMTP)
    message["From"], message["To"], message["Subject"] = sender, to, subject
    message["Date"] = formatdate()  # UTC: a message does not tell where the practice is
    message["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2])  # not this computer's name
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text)
    return message


def _add_calendar(message: EmailMessage, text: bytes, method: str) -> None:
    """As another form of the same message, which is where programs look for it (RFC 6047, section 2.4)."""
    message.add_alternative(text.decode(), subtype="calendar", charset="utf-8", params={"method": method})


def _server(known: Settings) -> smtplib.SMTP:
    """Connected, encrypted and signed in. Raises MailTrouble; nothing has gone out by then."""
    if known.tls == "none" and known.host not in ("127.0.0.1", "::1", "localhost"):
        raise MailTrouble("tls-needed")
    server, password = None, _password(known)
    # The sender's domain as our name: smtplib would tell this computer's.
    ours = {"timeout": WAIT, "local_hostname": known.sender.rpartition("@")[2]}
    try:
        if known.tls == "tls":
            server = smtplib.SMTP_SSL(known.host, known.port, context=ssl.create_default_context(), **ours)
        else:
            server = smtplib.SMTP(known.host, known.port, **ours)
        if known.tls == "starttls":
            server.starttls(context=ssl.create_default_context())
        if known.name:
            server.login(known.name, password)
    except (smtplib.SMTPException, OSError) as error:
        if server is not None:
            server.close()
        raise MailTrouble(_code(error)) from None
    return server


def _password(known: Settings) -> str:
    if not known.name:
        return ""
    try:
        if known.password_file is None or known.password_file.stat().st_mode & 0o077:
            raise MailTrouble("password-file")
        return known.password_file.read_text(encoding="utf-8").strip()
    except OSError:
        raise MailTrouble("password-file") from None


def _code(error: Exception) -> str:
    """What went wrong as a word of ours; what the server said stays out of every log, it may hold addresses."""
    kinds = {
        smtplib.SMTPAuthenticationError: "sign-in", smtplib.SMTPRecipientsRefused: "recipient",
        smtplib.SMTPSenderRefused: "sender", smtplib.SMTPDataError: "message", ssl.SSLError: "tls",
        smtplib.SMTPNotSupportedError: "tls", smtplib.SMTPException: "server", OSError: "unreachable",
    }  # fmt: skip
    return next(code for kind, code in kinds.items() if isinstance(error, kind))
