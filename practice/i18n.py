"""Words and dates on screen. The only module that knows Flask-Babel."""

from datetime import date, datetime, time
from functools import lru_cache

from babel.dates import format_date, format_time
from flask import Flask, g, has_request_context, request
from flask_babel import Babel, force_locale, get_locale, get_translations, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from markupsafe import Markup, escape

from practice import clock

__all__ = ["_", "_l", "day", "day_long", "day_time", "html_lang", "init_app", "ngettext", "zone"]

LANGUAGES = ("en",)
HTML_LANG = {"en": "en", "zh": "zh-Hans"}
DAY, DAY_AND_YEAR = "EEE d MMM", "EEE d MMM y"
babel = Babel()


def init_app(app: Flask) -> None:
    app.config.setdefault("BABEL_TRANSLATION_DIRECTORIES", "translations")
    babel.init_app(app, locale_selector=_language)
    for name in (day, day_long, day_time, at_time, paragraphs):
        app.jinja_env.filters[name.__name__] = name
    app.jinja_env.globals["html_lang"] = html_lang
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.globals.update(_=spoken, gettext=spoken, ngettext=counted)


def spoken(words: str, /, **values) -> Markup:
    """`_` of templates: the words in the language of this request, with escaped values put in."""
    return _pattern(words, _lang()) % values if values else _plain(words, _lang())


def counted(one: str, many: str, num: int, /, **values) -> Markup:
    """`ngettext` of templates; the number is put in as `num`."""
    return Markup(get_translations().ungettext(one, many, num)) % {"num": num, **values}


# Looking words up costs more than drawing them, and a page has a hundred of them: looked up once per language.
@lru_cache(maxsize=8192)
def _pattern(words: str, lang: str) -> Markup:
    with force_locale(lang):
        return Markup(get_translations().ugettext(words))


@lru_cache(maxsize=8192)
def _plain(words: str, lang: str) -> Markup:
    return _pattern(words, lang) % {}


def _lang() -> str:
    """The language of this request, as a short key to look things up by."""
    try:
        kept = g.get("language")
    except RuntimeError:  # outside of any request
        kept = None
    return kept or str(get_locale() or "en").split("_")[0]


def _language() -> str:
    if not has_request_context():
        return g.get("language", "en")
    return g.get("language") or request.accept_languages.best_match(LANGUAGES) or "en"


def html_lang() -> str:
    return HTML_LANG.get(_lang(), "en")


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
    return _date(local.year, local.month, local.day, DAY if local.year == this_year() else DAY_AND_YEAR, _lang())


def this_year() -> int:
    """The year where the practice is, asked once per page."""
    if "this_year" not in g:
        g.this_year = clock.today(zone()).year
    return g.this_year


def day_long(value: date | datetime | None) -> str:
    if value is None:
        return ""
    local = _local(value)
    return _date(local.year, local.month, local.day, "EEEE d MMMM y", _lang())


def at_time(value: datetime | time | None) -> str:
    if value is None:
        return ""
    local = _local(value) if isinstance(value, datetime) else value
    return _time(local.hour, local.minute, _lang())


def day_time(value: datetime | None) -> str:
    return "" if value is None else _day_time(value, zone(), this_year(), _lang())


@lru_cache(maxsize=4096)
def _day_time(value: datetime, zone_: str, year: int, lang: str) -> str:
    local = clock.local(value, zone_)
    day_ = _date(local.year, local.month, local.day, DAY if local.year == year else DAY_AND_YEAR, lang)
    return f"{day_}, {_time(local.hour, local.minute, lang)}"


# Babel reads its pattern anew for every date: a list shows the same few days again and again.
@lru_cache(maxsize=4096)
def _date(year: int, month: int, day_: int, pattern: str, lang: str) -> str:
    return format_date(date(year, month, day_), pattern, locale=lang)


@lru_cache(maxsize=4096)
def _time(hour: int, minute: int, lang: str) -> str:
    return format_time(time(hour, minute), "HH:mm", locale=lang)


def paragraphs(text: str | None) -> Markup:
    """Plain text as escaped paragraphs: blank lines part them, line ends stay."""
    # Escaped first, all at once: a page has hundreds of these, and nothing below adds or reads a letter of the text.
    blocks = str(escape((text or "").replace("\r\n", "\n"))).split("\n\n")
    return Markup("".join([f"<p>{block.strip().replace(chr(10), '<br>')}</p>" for block in blocks if block.strip()]))
