"""Mail against a real server: neutral, one message each, and what goes wrong told as a code without names."""

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

import pytest
from aiosmtpd.smtp import AuthResult
from click.testing import CliRunner
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from practice import mail
from practice.cli import cli
from practice.cli.mail import WORDS
from tests.ground.mailbox import mailbox

pytestmark = pytest.mark.sqlite
FORBIDDEN = ("counsel", "therap", "client", "couple", "homework", "exercise", "session", "scale", "attune", "harbour", "practice")


@pytest.fixture
def box(app):
    with mailbox() as found:
        app.config.update(found.config())
        yield found


def trouble(to="ash@example.org"):
    with pytest.raises(mail.MailTrouble) as caught:
        mail.send(to, "A note", "Words")
    return caught.value


def test_one_plain_message_arrives(box):
    mail.send("ash@example.org", "A note for you", "Zwei Wörter, 一行.\n")
    (message,) = box.received
    assert (message["To"], message["From"], message["Subject"]) == ("ash@example.org", "notes@example.org", "A note for you")
    assert message.get_content().replace("\r\n", "\n") == "Zwei Wörter, 一行.\n"
    assert message["Message-ID"].endswith("@example.org>") and message["Auto-Submitted"] == "auto-generated"


def test_a_message_does_not_tell_whose_computer_it_is(box):
    mail.send("ash@example.org", "A note", "Words")
    assert box.helos == ["example.org"]
    assert {name.lower() for name in box.received[0]} <= {
        "from", "to", "subject", "date", "message-id", "auto-submitted", "content-type", "content-transfer-encoding",
        "mime-version", "x-peer", "x-mailfrom", "x-rcptto"}  # fmt: skip
    assert "+0000" in box.received[0]["Date"] or "-0000" in box.received[0]["Date"]


@pytest.mark.parametrize("address", [
    "", "ash", "ash@example.org\nBcc: all@example.org", "a@b.org, c@d.org", "Ash <ash@example.org>", "ash@exämple.org",
    "a" * 65 + "@example.org", "ash@" + "e" * 260, "a\x00b@example.org", "a\x7f@example.org", "a\x01@example.org",
    "=?utf-8?b?YUBiLm9yZw==?=@x.org", "=?utf-8?q?a?=@x.org", "a=b@example.org", "a@-example.org", "a@example-.org", "a@b..org",
    "a@example.org."])  # fmt: skip
def test_anything_but_one_address_goes_nowhere(box, address):
    assert trouble(address).code == "address" and not box.received


@pytest.mark.parametrize("address", ["a.b+c_d-e@mail.example.org", "a..b@example.org", "!#$%&'*+/^_`{|}~-@x.org", ".a@example.org"])
def test_every_address_that_is_taken_makes_a_message(box, address):
    assert mail.is_address(address) and address.encode() in mail.built(address, "A note", "Words")


def test_what_makes_no_message_is_a_code_and_not_an_address(box, monkeypatch):
    monkeypatch.setattr(mail, "is_address", lambda _text: True)
    with pytest.raises(mail.MailTrouble) as caught:
        mail.built("ash\nBcc: all@example.org", "A note", "Words")
    assert caught.value.code == "message" and caught.value.__cause__ is None


def test_a_refusal_is_certain_and_says_no_address(box):
    box.refuse = "550 no ash@example.org here"
    problem = trouble()
    assert (problem.code, problem.unclear) == ("recipient", False) and "ash" not in repr(problem)
    assert problem.__cause__ is None


def test_nobody_there_is_certain(box, app):
    app.config["MAIL_PORT"] = 9
    assert (trouble().code, trouble().unclear) == ("unreachable", False)


def test_a_server_that_hangs_while_it_takes_the_message_leaves_it_unclear(box, monkeypatch):
    monkeypatch.setattr(mail, "WAIT", 0.5)
    box.pause = 3
    assert trouble().unclear


def test_mail_leaves_this_computer_encrypted_only(box, app):
    app.config["MAIL_HOST"] = "mail.example.org"
    assert trouble().code == "tls-needed"
    app.config.update(MAIL_HOST="127.0.0.1", MAIL_TLS="starttls")
    assert trouble().code == "tls" and not box.received


def test_the_file_of_the_password_is_for_one_reader(box, app, tmp_path):
    app.config.update(MAIL_USER="notes", MAIL_PASSWORD_FILE=str(tmp_path / "password"))
    assert trouble().code == "password-file"
    (tmp_path / "password").write_text("secret\n")
    (tmp_path / "password").chmod(0o644)
    assert trouble().code == "password-file"


def test_without_a_server_nothing_is_sent(app):
    app.config.update(MAIL_HOST="", MAIL_FROM="")
    assert mail.settings() is None and trouble().code == "not-set-up"


def test_the_command_sends_one_and_says_in_words_what_is_amiss(tmp_path):
    with mailbox() as box:
        done = CliRunner().invoke(cli, ["--data", str(tmp_path / "data"), "mail", "test", "ash@example.org"], env=box.settings())
        assert done.exit_code == 0 and "It went out." in done.output and len(box.received) == 1
        text = f"{box.received[0]['Subject']} {box.received[0].get_content()}".lower()
        assert not [word for word in FORBIDDEN if word in text]
        box.refuse = "550 no"
        done = CliRunner().invoke(cli, ["--data", str(tmp_path / "data"), "mail", "test", "ash@example.org"], env=box.settings())
        assert done.exit_code == 1 and WORDS["recipient"] in done.output


@pytest.fixture
def trusted(tmp_path, monkeypatch):
    """A certificate for 127.0.0.1 that this process trusts."""
    key = ec.generate_private_key(ec.SECP256R1())
    name, now = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")]), datetime.now(UTC)
    here = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    made = (x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
            .serial_number(x509.random_serial_number()).not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=1)).add_extension(here, critical=False)
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True).sign(key, hashes.SHA256()))  # fmt: skip
    file = tmp_path / "both.pem"
    file.write_bytes(made.public_bytes(Encoding.PEM) + key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


def test_encrypted_and_signed_in(app, trusted, tmp_path, monkeypatch):
    password, tried = tmp_path / "password", []
    password.write_text("quiet lantern\n")
    password.chmod(0o600)

    def check(_server, _session, _envelope, mechanism, given):
        tried.append((given.login, given.password))
        right = given.password == b"quiet lantern"
        return AuthResult(success=right, handled=right)

    with mailbox(tls_context=trusted, require_starttls=True, auth_required=True, authenticator=check) as box:
        app.config.update(box.config(), MAIL_TLS="starttls", MAIL_USER="notes", MAIL_PASSWORD_FILE=str(password))
        mail.send("ash@example.org", "A note", "Words")
        assert len(box.received) == 1 and tried[0] == (b"notes", b"quiet lantern")
        password.write_text("something else")
        assert trouble().code == "sign-in"
        monkeypatch.setenv("SSL_CERT_FILE", "/dev/null")
        assert trouble().code == "tls" and len(box.received) == 1
