"""`practice mail`: whether messages really go out."""

import click

from practice.cli import Problem, open_app

WORDS = {
    "not-set-up": "No mail server is set. Set ATTUNE_MAIL_HOST and ATTUNE_MAIL_FROM.",
    "address": "The address of the sender (ATTUNE_MAIL_FROM) or of the receiver is not one plain address.",
    "tls-needed": "Mail leaves this computer encrypted only: set ATTUNE_MAIL_TLS to starttls or tls.",
    "password-file": "ATTUNE_MAIL_PASSWORD_FILE is missing, unreadable, or can be read by others (chmod 600 it).",
    "sign-in": "The mail server did not accept the name and password.",
    "recipient": "The mail server did not accept the receiver.",
    "sender": "The mail server did not accept the sender (ATTUNE_MAIL_FROM).",
    "message": "The mail server did not take the message.",
    "tls": "No encrypted connection could be made: look at the certificate, the port and ATTUNE_MAIL_TLS.",
    "server": "The mail server answered something unexpected. Look at host and port.",
    "unreachable": "The mail server cannot be reached. Look at ATTUNE_MAIL_HOST and ATTUNE_MAIL_PORT.",
    "cut-off": "The connection broke while the message went out; it may have arrived.",
}


@click.group("mail")
def mail() -> None:
    """Look after the mail this practice sends."""


@mail.command("test")
@click.argument("to")
def try_out(to: str) -> None:
    """Send one neutral message to TO."""
    from practice.mail import MailTrouble, send

    with open_app().app_context():
        try:
            send(to, "A test message", "This is a test. Nothing needs to be done.\n")
        except MailTrouble as trouble:
            raise Problem(WORDS[trouble.code]) from None
    click.echo("It went out.")
