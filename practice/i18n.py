"""Words and dates on screen. The only module that knows Flask-Babel."""

from datetime import date, datetime, time

from babel.dates import format_date, format_time
from flask import Flask, g, has_request_context, request
from flask_babel import Babel, get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from markupsafe import Markup, escape

from practice import clock

__all__ = ["_", "_l", "day", "day_long", "day_time", "html_lang", "init_app", "ngettext", "zone"]

LANGUAGES = ("en",)
HTML_LANG = {"en": "en", "zh": "zh-Hans"}
babel = Babel()


def init_app(app: Flask) -> None:
    app.config.setdefault("BABEL_TRANSLATION_DIRECTORIES", "translations")
    babel.init_app(app, locale_selector=_language)
    for name in (day, day_long, day_time, at_time, paragraphs):
        app.jinja_env.filters[name.__name__] = name
    app.jinja_env.globals["html_lang"] = html_lang
    app.jinja_env.add_extension("jinja2.ext.i18n")


def _language() -> str:
    if not has_request_context():
        return g.get("language", "en")
    return g.get("language") or request.accept_languages.best_match(LANGUAGES) or "en"


def html_lang() -> str:
    return HTML_LANG.get(str(get_locale() or "en").split("_")[0], "en")


def zone() -> str:
    """The practice's zone (IANA name); UTC before set-up."""
    settings = g.get("practice")
    return settings.zone if settings is not None else "UTC"


def _local(value: date | datetime) -> date | datetime:
    return clock.local(value, zone()) if isinstance(value, datetime) else value


def day(value: date | datetime | None) -> str:
    """`Tue 24 Nov`, in the practice's zone; the year is added when it is not this one."""
    if value is None:
        return ""
    local = _local(value)
    pattern = "EEE d MMM" if local.year == clock.today(zone()).year else "EEE d MMM y"
    return format_date(local, pattern, locale=get_locale())


def day_long(value: date | datetime | None) -> str:
    return "" if value is None else format_date(_local(value), "EEEE d MMMM y", locale=get_locale())


def at_time(value: datetime | time | None) -> str:
    if value is None:
        return ""
    return format_time(_local(value) if isinstance(value, datetime) else value, "HH:mm", locale=get_locale())


def day_time(value: datetime | None) -> str:
    return "" if value is None else f"{day(value)}, {at_time(value)}"


def paragraphs(text: str | None) -> Markup:
    """Plain text as escaped paragraphs: blank lines part them, line ends stay."""
    blocks = [block for block in (text or "").replace("\r\n", "\n").split("\n\n") if block.strip()]
    return Markup("").join(
        Markup("<p>{}</p>").format(Markup("<br>").join(escape(line) for line in block.strip().split("\n")))
        for block in blocks
    )
