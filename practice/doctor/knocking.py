"""Knocking at the base URL from this computer, as a browser would. Signs nobody in and changes nothing."""

import http.client
import ssl
from datetime import UTC, datetime
from urllib.parse import urlsplit

from practice import clock
from practice.doctor.outside import Answer, Knocked

PATIENCE = 10  # seconds
NOBODY = "name-of-nobody.invalid"


def knock(base_url: str, *, plain_port: int = 80) -> Knocked:
    """Asks `base_url` (https) for the sign-in page, sends one empty form, asks over http and asks for a foreign name."""
    parts = urlsplit(base_url)
    host, port = parts.hostname, parts.port or 443
    try:
        days, page = _over_tls(host, port, "GET", "/sign-in")
        _days, form = _over_tls(host, port, "POST", "/portal/leave", Origin=base_url)
        _days, stranger = _over_tls(host, port, "GET", "/sign-in", Host=NOBODY)
    except ssl.SSLCertVerificationError as error:
        return Knocked(certificate=error.verify_message or "it is not trusted")
    except (OSError, http.client.HTTPException) as error:
        return Knocked(trouble=_words(error))
    return Knocked(days_left=days, page=page, form=form, stranger=stranger, plain=_in_the_clear(host, plain_port))


def _over_tls(host: str, port: int, method: str, path: str, **headers) -> tuple[float, Answer]:
    connection = http.client.HTTPSConnection(host, port, timeout=PATIENCE, context=ssl.create_default_context())
    try:
        connection.connect()
        ends = ssl.cert_time_to_seconds(connection.sock.getpeercert()["notAfter"])
        days = (datetime.fromtimestamp(ends, UTC) - clock.now()).total_seconds() / 86400
        return days, _ask(connection, method, path, headers)
    finally:
        connection.close()


def _in_the_clear(host: str, port: int) -> Answer | None:
    connection = http.client.HTTPConnection(host, port, timeout=PATIENCE)
    try:
        answer = _ask(connection, "GET", "/sign-in", {})
        return answer if answer.status else None
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def _ask(connection: http.client.HTTPConnection, method: str, path: str, headers: dict) -> Answer:
    try:
        connection.request(method, path, headers=headers | ({"Content-Length": "0"} if method == "POST" else {}))
        answer = connection.getresponse()
    except (ConnectionError, http.client.RemoteDisconnected):
        return Answer(0)
    return Answer(answer.status, tuple((name.lower(), value) for name, value in answer.getheaders()))


def _words(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
