"""Judging what clients reach from home: address, proxy, certificate, headers, cookies. Values in, findings out."""

import ipaddress
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from practice.doctor.findings import Finding, good, look, mend

HEADERS = ("content-security-policy", "x-content-type-options", "referrer-policy", "strict-transport-security",
           "permissions-policy", "cross-origin-opener-policy")  # fmt: skip


@dataclass(frozen=True)
class Settings:
    """What was set: base URL, how many proxies are believed, the names Attune answers to, who sends mail and as whom."""

    base_url: str
    proxies: int
    trusted_hosts: list[str]
    mail_host: str = ""
    mail_from: str = ""


@dataclass(frozen=True)
class Answer:
    """One answer: its status and its headers, names in small letters, in order. Status 0: the connection was closed."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key == name), "")


@dataclass(frozen=True)
class Knocked:
    """What answered at the base URL, asked from this computer. None: it was not asked or did not answer."""

    trouble: str = ""  # why it could not be reached, in words
    certificate: str = ""  # what is wrong with the certificate, in words
    days_left: float | None = None  # of the certificate
    page: Answer | None = None  # the sign-in page
    form: Answer | None = None  # a form sent from there
    plain: Answer | None = None  # the same address over http
    stranger: Answer | None = None  # the same server asked for another name


def examine_settings(settings: Settings) -> list[Finding]:
    """What can be said without asking anybody."""
    return [*_base_url(settings.base_url), *_proxies(settings), _names(settings), _mail(settings)]


def _base_url(base_url: str) -> Iterator[Finding]:
    parts = urlsplit(base_url)
    todo = "Set ATTUNE_BASE_URL to the address clients open, such as https://notes.example.org, and start Attune anew."
    if not base_url:
        yield mend("base-url", "No base URL is set: nobody can be invited, and nothing is reached from home.", todo)
    elif parts.scheme != "https" or not parts.hostname:
        yield mend("base-url", f"The base URL {base_url} is not https: what people write would travel in the clear.", todo)
    elif parts.path or parts.query or parts.fragment:
        yield mend("base-url", f"The base URL {base_url} has something after the name; Attune needs a name of its own.", todo)
    elif _only_here(parts.hostname):
        yield look("base-url", f"{parts.hostname} cannot be reached from outside.", todo)
    else:
        yield good("base-url", f"Links lead to {base_url}.")
        yield good("cookies", "Sign-ins travel over https only (Secure, __Host-).")


def _only_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return host == "localhost" or "." not in host


def _proxies(settings: Settings) -> Iterator[Finding]:
    if settings.proxies == 0 and settings.base_url.startswith("https"):
        yield mend("proxies", "No proxy is counted, so every browser looks like one and forms sent over https are refused.",
                   "Set ATTUNE_PROXIES=1 when one proxy (Caddy or nginx) stands in front.")  # fmt: skip
    elif settings.proxies > 1:
        yield look("proxies", f"{settings.proxies} proxies are believed about who is asking.",
                   "Count only those that are yours: one too many lets anybody escape the sign-in limits.")  # fmt: skip
    else:
        yield good("proxies", f"{settings.proxies or 'No'} proxy is believed about who is asking.")


def _names(settings: Settings) -> Finding:
    wide = [name for name in settings.trusted_hosts if name.startswith((".", "*"))]
    if wide:
        return look("names", f"Attune answers to any name under {', '.join(wide)}.", "List each name in ATTUNE_TRUSTED_HOSTS.")
    return good("names", f"It answers to {', '.join(settings.trusted_hosts)} and to no other name.")


def _mail(settings: Settings) -> Finding:
    if settings.mail_host and settings.mail_from:
        return good("mail", f"Mail goes out by {settings.mail_host} as {settings.mail_from}. `practice mail test` sends one.")
    return look("mail", "No mail server is set, so no reminder goes out.",
                "Set ATTUNE_MAIL_HOST and ATTUNE_MAIL_FROM, then send yourself one with `practice mail test`.")  # fmt: skip


def examine_answers(knocked: Knocked) -> list[Finding]:
    """What was seen at the base URL."""
    if knocked.certificate:
        return [mend("certificate", f"The certificate is not accepted: {knocked.certificate}.",
                     "Let Caddy fetch one, or renew it (certbot renew), for exactly this name.")]  # fmt: skip
    if knocked.trouble or knocked.page is None:
        return [look("reached", f"From this computer the address could not be reached: {knocked.trouble}.",
                     "Some routers do not lead back inside: open it on a phone without Wi-Fi. If it does not open there "
                     "either, look at the proxy, the name (DNS) and ports 80 and 443 of the firewall.")]  # fmt: skip
    return [*_certificate(knocked.days_left), *_page(knocked.page), *_form(knocked.form), *_plain(knocked.plain),
            *_stranger(knocked.stranger)]  # fmt: skip


def _certificate(days: float | None) -> Iterator[Finding]:
    if days is None:
        return
    if days < 7:
        yield mend("certificate", f"The certificate ends in {max(days, 0):.0f} days.", "Renew it now; look why that did not happen.")
    elif days < 21:
        yield look("certificate", f"The certificate ends in {days:.0f} days.", "Look whether it is renewed by itself.")
    else:
        yield good("certificate", f"The certificate is good for {days:.0f} days more.")


def _page(page: Answer) -> Iterator[Finding]:
    if page.status != 200 or "frame-ancestors 'none'" not in page.header("content-security-policy"):
        yield mend("page", f"Something else than Attune's sign-in page answers there (status {page.status}).",
                   "Let the proxy pass on everything, with the Host it was asked for; see deploy/.")  # fmt: skip
        return
    missing = [name for name in HEADERS if not page.header(name)]
    if missing:
        yield mend("headers", f"The proxy takes away headers that protect the page: {', '.join(missing)}.",
                   "Let it pass on what Attune says. HSTS is said once the base URL is https.")  # fmt: skip
    else:
        yield good("headers", "The headers that protect the page arrive.")
    if page.header("cache-control") != "no-store":
        yield mend("cache", "Pages may be kept on the way (Cache-Control is not no-store).", "Switch caching off in the proxy.")
    cookies = [value for key, value in page.headers if key == "set-cookie"]
    if any(not one.startswith("__Host-") or "secure" not in one.lower() or "httponly" not in one.lower() for one in cookies):
        yield mend("cookies", "A cookie is not bound to https and this host.",
                   "Set ATTUNE_BASE_URL to the https address and let the proxy leave cookies as they are.")  # fmt: skip
    if re.search(r"\d", page.header("server")):
        yield look("server", f"The proxy tells its version ({page.header('server')}).", "nginx: server_tokens off.")


def _form(form: Answer | None) -> Iterator[Finding]:
    if form is None:
        return
    if form.status == 400:
        yield mend("forms", "Forms sent from there are refused: Attune does not learn that they came over https.",
                   "Set ATTUNE_PROXIES to the number of proxies, and let each send X-Forwarded-Proto.")  # fmt: skip
    else:
        yield good("forms", "Forms can be sent from there.")


def _plain(plain: Answer | None) -> Iterator[Finding]:
    if plain is None:
        yield look("http", "Nothing answers at the http address.", "Let it lead to https: people type the name alone.")
    elif plain.status in (301, 308) and plain.header("location").startswith("https://"):
        yield good("http", "The http address leads to https.")
    else:
        yield mend("http", f"The http address answers by itself (status {plain.status}) instead of leading to https.",
                   "Let the proxy answer http with 308 to https, as the files in deploy/ do.")  # fmt: skip


def _stranger(stranger: Answer | None) -> Iterator[Finding]:
    if stranger is None:
        return
    if stranger.status in (200, 302, 303) and "frame-ancestors 'none'" in stranger.header("content-security-policy"):
        yield mend("host", "Attune answers to a name that is not its own.", "Let the proxy pass on the Host it was asked for.")
    else:
        yield good("host", "A foreign name gets no page.")
