"""What every page shares: headers, the transaction of a request, static addresses, error pages, the base form."""

import hashlib
import re
from pathlib import Path

from flask import Flask, Response, current_app, g, jsonify, render_template, request, url_for
from flask_login import current_user
from flask_wtf import FlaskForm
from flask_wtf.csrf import CSRFError, CSRFProtect, generate_csrf
from werkzeug.exceptions import HTTPException, NotFound, SecurityError, abort
from werkzeug.routing import BaseConverter

from practice import pieces
from practice.db import db
from practice.i18n import _

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
LOCAL = re.compile(r"/(?!/)[^\\\x00-\x20\x7f]*")  # browsers drop tabs and read a backslash as a slash
UNSAID = {"csrf_token", "old", "again"}  # never sent back to a page; nor is any passphrase
FILLED_IN = re.compile("name|phone|e-?mail|birth|pronouns|emergency|reach|shown_as", re.I)  # come with what the record says
BARE = re.compile("[0-9a-f]{32}|[0-9.,:/-]*")  # ids and numbers
CHOSEN = re.compile("[a-z0-9_:-]{1,24}")  # what a tick or a choice sends, or one short word
csrf = CSRFProtect()


class Form(FlaskForm):
    """The base of every form: CSRF, and the server decides (no browser validation)."""

    def complaints(self) -> list[tuple[str, str]]:
        """(field name, words) for the summary on top."""
        return [(field.id, str(error)) for field in self for error in _flat(field.errors)]


def _flat(errors):
    for error in errors:
        if isinstance(error, (list, tuple, dict)):
            yield from _flat(error.values() if isinstance(error, dict) else error)
        else:
            yield error


class IdConverter(BaseConverter):
    """An id in an address: exactly 32 hex digits; anything else is the same 404 as a stranger's record."""

    regex = "[0-9a-f]{32}"


class SlugConverter(BaseConverter):
    """What a protocol calls an exercise, in an address (protocols.definition.Slug); anything else is a 404."""

    regex = "[a-z][a-z0-9_-]{0,79}"


def init_app(app: Flask) -> None:
    app.before_request(_from_here)  # before the token is asked for: another site's words never stand on a page of ours
    csrf.init_app(app)
    app.url_map.converters.update(id=IdConverter, slug=SlugConverter)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(static_url=static_url, theme=theme, keys=keys, area=area)
    pieces.init_app(app)
    app.extensions["static-hashes"] = _hashes(Path(app.static_folder))
    app.extensions["keep-typed"] = keep_typed
    app.after_request(_finish)
    app.register_error_handler(HTTPException, _explain)
    app.register_error_handler(CSRFError, _ask_again)
    app.register_error_handler(PermissionError, _not_theirs)
    app.register_error_handler(Exception, _own_up)


def _from_here() -> None:
    """No other site posts here. Browsers that send no-referrer say `Origin: null`, so what they say of the site counts."""
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return
    origin = request.headers.get("Origin", "null")
    if request.headers.get("Sec-Fetch-Site") == "cross-site" or origin not in ("null", request.host_url.rstrip("/")):
        abort(400)


def _hashes(folder: Path) -> dict[str, str]:
    return {file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()[:12]
            for file in folder.rglob("*") if file.is_file()}  # fmt: skip


def static_url(path: str) -> str:
    """The address of a static file with its content hash, so that browsers may keep it for ever."""
    return f"/static/{path}?v={current_app.extensions['static-hashes'].get(path, '0')}"


def area() -> str:
    """Which frame a page belongs to: counselor, portal or entrance."""
    if request.path.startswith("/portal"):
        return "portal" if current_user.is_authenticated else "entrance"
    return "counselor" if current_user.is_authenticated else "entrance"


def keys() -> bool:
    """Whether single keys move through pages here (static/js/keys.js); some people's tools type them by accident."""
    return request.cookies.get("keys") != "off"


def theme() -> str:
    wish = request.cookies.get("theme", "auto")
    return wish if wish in ("light", "dark") else "auto"


def _finish(response: Response) -> Response:
    """Commit what a successful unsafe request did, before anything is acknowledged; then the headers."""
    if request.method not in ("GET", "HEAD", "OPTIONS"):
        response = _kept(response)
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.path.startswith("/static/"):
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    else:
        response.headers["Cache-Control"] = "no-store"
    if current_app.config["SECURE"]:
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    return response


def _kept(response: Response) -> Response:
    """Commits what was done, or undoes it. What fails only here fails like anything else: in words, out of the log."""
    if response.status_code >= 400:
        db.session.rollback()
        return response
    try:
        db.session.commit()
    except Exception as error:
        return current_app.make_response(current_app.handle_user_exception(error))
    return response


def _not_theirs(_error: PermissionError):
    """The door refused a write (access.scope.OutOfScope): the same 404 as for a record that does not exist."""
    return _explain(NotFound())


def _explain(error: HTTPException):
    if isinstance(error, SecurityError):  # an unknown Host: no address of ours can be built for it
        return Response("Unknown address.", 400, mimetype="text/plain")
    db.session.rollback()
    if error.response is not None:
        return error.response
    code = error.code or 500
    words = {
        400: _("That did not reach us in a form we can read. Go back; what you typed is still there."),
        403: _("This is not open to you."),
        404: _("There is nothing here, or nothing you can open."),
        405: _("This address cannot be used like that."),
        413: _("That is more than we can take at once. Go back and send it in smaller parts."),
        429: _("Too many tries. Wait a few minutes, then try again."),
        503: _("We cannot do this right now. Nothing was changed. Please try again in a minute."),
    }.get(code, _("Something did not work. Nothing was changed."))
    typed = _typed() if code == 404 and _at_work() else []
    if request.accept_mimetypes.best == "application/json":
        unsaved = _("Not saved: this is not open to you, or not any more. Copy what you wrote before you leave the page.")
        return jsonify(message=str(unsaved if typed else words)), code
    if typed:
        return render_template("layouts/given_back.html", typed=[text for text in typed if not CHOSEN.fullmatch(text)],
                               chosen=[text for text in typed if CHOSEN.fullmatch(text)]), code  # fmt: skip
    return render_template("layouts/error.html", code=code, words=words), code


def _at_work() -> bool:
    """A counselor sends something: what they typed goes back to them, whatever they may open."""
    return request.method == "POST" and getattr(g.get("scope"), "actor", "") == "counselor"


def _ask_again(_error: CSRFError):
    door = "portal.sign_in" if request.path.startswith("/portal") else "accounts.sign_in"
    return keep_typed(url_for(door))


def keep_typed(door: str):
    """The sign-in ended while somebody was writing: show what they typed and let them send it again."""
    db.session.rollback()
    if request.accept_mimetypes.best == "application/json":
        # With a token for the sign-in that a page shows over itself: only this site's own pages can read it.
        return jsonify(message=_("Please sign in again."), csrf=generate_csrf()), 401
    typed = [(name, value) for name, values in request.form.lists()
             if name not in UNSAID and "passphrase" not in name for value in values]  # fmt: skip
    return render_template("layouts/send_again.html", typed=typed, action=request.full_path.rstrip("?"), door=door), 401


def _typed() -> list[str]:
    """What somebody wrote or chose, out of what a page sent: no ids and numbers, and nothing a form about a person comes
    filled in with. The same whether the record is there or not, so that it tells nothing of it."""
    return [value.strip() for name, values in request.form.lists()
            if name not in UNSAID and "passphrase" not in name and FILLED_IN.search(name) is None
            for value in values if BARE.fullmatch(value.strip()) is None]  # fmt: skip


def _own_up(error: Exception):
    """An unexpected fault: an incident number on the page and in the log, never words of a client."""
    db.session.rollback()
    if current_app.testing:
        raise error
    number = hashlib.sha256(repr(id(error)).encode() + str(request.environ.get("REMOTE_PORT")).encode()).hexdigest()[:8]
    current_app.logger.error("incident %s at %s: %s", number, request.endpoint, _where(error))
    words = _("Something on our side broke. It was noted as %(number)s.", number=number)
    return render_template("layouts/error.html", code=500, words=words), 500


def _where(error: Exception) -> str:
    """The kind of error and the lines it passed through, without its message or any local value."""
    trace, lines = error.__traceback__, []
    while trace is not None:
        lines.append(f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}")
        trace = trace.tb_next
    return f"{type(error).__name__} via {' > '.join(lines[-8:])}"


def local_path(target: str | None, default: str) -> str:
    """`target` when it is a plain path of this site, else `default`: no redirect ever leaves."""
    return target if target and LOCAL.fullmatch(target) else default


def home() -> str:
    """Where somebody signed in starts."""
    return url_for("portal.home") if g.get("scope") and g.scope.actor == "client" else url_for("today.show")
