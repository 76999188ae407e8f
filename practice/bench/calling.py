"""Direct calls of a WSGI app, without a server: what a signed-in browser would ask for."""

from dataclasses import dataclass, field
from io import BytesIO

from flask import Flask
from werkzeug.http import parse_cookie
from werkzeug.test import create_environ


@dataclass
class Answer:
    """One answer: status code, headers, body."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes


@dataclass
class Caller:
    """Calls one app again and again with the same cookie; the request is made ready (`ready`) before any clock runs."""

    app: Flask
    environ: dict
    body: bytes = b""
    told: Answer = field(default_factory=lambda: Answer(0, [], b""))

    def ready(self) -> None:
        """What changes from call to call; not timed."""

    def __call__(self) -> Answer:
        told, environ = self.told, self.environ.copy()
        environ["wsgi.input"], environ["CONTENT_LENGTH"] = BytesIO(self.body), str(len(self.body))

        def start(status, headers, _trouble=None):
            told.status, told.headers = int(status[:3]), headers

        parts = self.app.wsgi_app(environ, start)
        try:
            told.body = b"".join(parts)
        finally:
            if hasattr(parts, "close"):
                parts.close()
        return told


def caller(app: Flask, path: str, *, cookies: dict[str, str] | None = None) -> Caller:
    """A caller of one address."""
    return Caller(app, asking(path, cookies))


def asking(path: str, cookies: dict[str, str] | None = None, **more) -> dict:
    """The WSGI environment of a request; `more` as werkzeug's create_environ takes it."""
    environ = create_environ(path, "http://localhost", **more)
    if cookies:
        environ["HTTP_COOKIE"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
    return environ


def cookies_of(app: Flask, handle: str) -> dict[str, str]:
    """The cookie of a counselor's browser after its first page: the handle of a good sign-in, the secret of forms."""
    signer = app.session_interface.get_signing_serializer(app)
    first = {"attune": signer.dumps({"_user_id": handle, "_fresh": True})}
    answer = caller(app, "/", cookies=first)()
    for name, value in answer.headers:
        if name.lower() == "set-cookie":
            first |= {key: kept for key, kept in parse_cookie(value).items() if key == "attune"}
    return first


def hello() -> Flask:
    """A bare Flask page: the yardstick."""
    app = Flask("hello")
    app.add_url_rule("/", "hello", lambda: "Hello, world")
    return app
