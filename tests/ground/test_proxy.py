"""The shipped proxy files in front of the real server, with a certificate of their own. Each proxy that this computer has
is tried; a small one of our own stands for them everywhere."""

import http.client
import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlencode

import pytest

from practice import create_app
from practice.db import db
from practice.doctor.findings import GOOD
from practice.doctor.knocking import knock
from practice.doctor.outside import examine_answers
from tests.entrances import PASSPHRASE, settle
from tests.house.tree import ROOT

NAME = "notes.example.org"
pytestmark = [pytest.mark.slow, pytest.mark.sqlite]


def found(name: str) -> str | None:
    return shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


@dataclass
class Place:
    """Where everything listens: the proxy over TLS and in the clear, Attune behind it; the folder with the certificate."""

    folder: Path
    tls: int
    plain: int
    behind: int

    @property
    def base(self) -> str:
        return f"https://{NAME}:{self.tls}"


@pytest.fixture(scope="module")
def place(tmp_path_factory, migrated) -> Iterator[Place]:
    """A practice with Alma in it, served as docs/one-small-server.md says."""
    folder = tmp_path_factory.mktemp("proxy")
    shutil.copytree(migrated / "data", folder / "data")
    shutil.copy(migrated / "data.key", folder / "data.key")
    app = create_app(folder / "data", testing=True)
    with app.app_context():
        settle(app)
        db.engine.dispose()
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                    "-days", "90", "-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}", "-keyout", "key.pem",
                    "-out", "cert.pem"], cwd=folder, check=True, capture_output=True)  # fmt: skip
    where = Place(folder, free_port(), free_port(), free_port())
    server = subprocess.Popen(
        [sys.executable, "-m", "practice", "--data", str(folder / "data"), "serve", "--port", str(where.behind)],
        cwd=ROOT, env={**os.environ, "ATTUNE_BASE_URL": where.base, "ATTUNE_PROXIES": "1"}, stdout=subprocess.DEVNULL)  # fmt: skip
    try:
        wait_for(where.behind, server)
        yield where
    finally:
        server.terminate()
        server.wait(30)


def wait_for(port: int, process: subprocess.Popen) -> None:
    for _moment in range(300):
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert process.poll() is None, "it ended before it listened"
        time.sleep(0.1)
    raise AssertionError("it does not listen")


def nginx(place: Place) -> list[str]:
    """The shipped file, with this test's name of certificate, ports and log; and the frame Debian puts around it."""
    text = (ROOT / "deploy/nginx.conf").read_text().replace("/var/log/nginx/attune.log", f"{place.folder}/nginx.log")
    text = text.replace(f"/etc/letsencrypt/live/{NAME}/fullchain.pem", f"{place.folder}/cert.pem")
    text = text.replace(f"/etc/letsencrypt/live/{NAME}/privkey.pem", f"{place.folder}/key.pem")
    text = re.sub(r"listen 80\b", f"listen 127.0.0.1:{place.plain}", re.sub(r"listen 443\b", f"listen 127.0.0.1:{place.tls}", text))
    text = text.replace("127.0.0.1:8000", f"127.0.0.1:{place.behind}").replace(f"308 https://{NAME}$", f"308 {place.base}$")
    temp = "".join(f"{kind}_temp_path {place.folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    frame = (f"pid {place.folder}/nginx.pid;\nerror_log {place.folder}/nginx.log;\nworker_processes 1;\n"
             f"events {{}}\nhttp {{\n{temp}\ninclude {place.folder}/site.conf;\n}}\n")  # fmt: skip
    (place.folder / "site.conf").write_text(text)
    (place.folder / "nginx.conf").write_text(frame)
    command = [found("nginx"), "-p", str(place.folder), "-e", str(place.folder / "nginx.log"), "-c", str(place.folder / "nginx.conf")]
    tried = subprocess.run([*command, "-t"], capture_output=True, text=True)
    assert tried.returncode == 0, tried.stderr
    return [*command, "-g", "daemon off;"]


def caddy(place: Place) -> list[str]:
    """The shipped file, with this test's certificate and ports."""
    text = (ROOT / "deploy/Caddyfile").read_text().replace("127.0.0.1:8000", f"127.0.0.1:{place.behind}")
    text = text.replace(f"\n{NAME} {{", f"\n{NAME} {{\n\ttls {place.folder}/cert.pem {place.folder}/key.pem")
    options = f"{{\n\tadmin off\n\thttp_port {place.plain}\n\thttps_port {place.tls}\n\tdefault_bind 127.0.0.1\n}}\n"
    (place.folder / "Caddyfile").write_text(options + text)
    return [found("caddy"), "run", "--adapter", "caddyfile", "--config", str(place.folder / "Caddyfile")]


class Own(BaseHTTPRequestHandler):
    """A small proxy: it passes on what Attune says, and tells who asked and how."""

    protocol_version = "HTTP/1.1"
    place: Place

    def do_GET(self):
        if self.server.server_port == self.place.plain:
            return self._answer(308, [("Location", f"{self.place.base}{self.path}")], b"")
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        behind = http.client.HTTPConnection("127.0.0.1", self.place.behind, timeout=20)
        passed = {name: value for name, value in self.headers.items() if not name.lower().startswith("x-forwarded")}
        behind.request(self.command, self.path, body or None,
                       passed | {"X-Forwarded-For": self.client_address[0], "X-Forwarded-Proto": "https"})  # fmt: skip
        answer = behind.getresponse()
        said = [pair for pair in answer.getheaders() if pair[0].lower() not in ("transfer-encoding", "connection", "content-length")]
        body = answer.read()
        behind.close()
        return self._answer(answer.status, said, body)

    do_POST = do_GET

    def _answer(self, status: int, headers: list, body: bytes):
        self.send_response_only(status)
        for name, value in [*headers, ("Content-Length", str(len(body)))]:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_words):
        pass


def own(place: Place) -> list[ThreadingHTTPServer]:
    handler = type("Here", (Own,), {"place": place})
    servers = [ThreadingHTTPServer(("127.0.0.1", port), handler) for port in (place.tls, place.plain)]
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(place.folder / "cert.pem", place.folder / "key.pem")
    servers[0].socket = context.wrap_socket(servers[0].socket, server_side=True)
    for server in servers:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    return servers


@pytest.fixture(scope="module", params=["own", "nginx", "caddy"])
def proxy(request, place, tmp_path_factory) -> Iterator[Place]:
    if request.param == "own":
        servers = own(place)
        yield place
        for server in servers:
            server.shutdown()
            server.server_close()
        return
    if not found(request.param):
        pytest.skip(f"{request.param} is not on this computer: apt-get install {request.param}")
    home = tmp_path_factory.mktemp("home")
    process = subprocess.Popen({"nginx": nginx, "caddy": caddy}[request.param](place), env={**os.environ, "HOME": str(home)},
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
    try:
        wait_for(place.tls, process)
        wait_for(place.plain, process)
        yield place
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture
def reached(proxy, monkeypatch) -> Place:
    """The name leads to this computer and its certificate is trusted, for this test alone."""
    really = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *more, **named: really(
        "127.0.0.1" if host in (NAME, NAME.encode()) else host, *more, **named))  # fmt: skip
    monkeypatch.setenv("SSL_CERT_FILE", str(proxy.folder / "cert.pem"))
    return proxy


def ask(place: Place, method: str, path: str, body: str = "", **headers):
    """(status, headers, text) over TLS."""
    connection = http.client.HTTPSConnection(NAME, place.tls, timeout=30, context=ssl.create_default_context())
    try:
        connection.request(method, path, body or None, headers)
        answer = connection.getresponse()
        return answer.status, answer.msg, answer.read().decode()
    finally:
        connection.close()


def test_the_doctor_finds_nothing_to_mend(reached):
    seen = examine_answers(knock(reached.base, plain_port=reached.plain))
    assert {one.standing for one in seen} == {GOOD}, seen
    assert {"certificate", "headers", "forms", "http", "host"} == {one.key for one in seen}


def test_http_leads_to_https_with_the_path(reached):
    connection = http.client.HTTPConnection(NAME, reached.plain, timeout=20)
    connection.request("GET", "/portal/sign-in?next=/portal/")
    answer = connection.getresponse()
    connection.close()
    assert answer.status == 308 and re.fullmatch(rf"https://{NAME}(:\d+)?/portal/sign-in\?next=/portal/", answer.headers["Location"])


def test_somebody_signs_in_through_it(reached):
    form = {"Content-Type": "application/x-www-form-urlencoded", "Origin": reached.base}
    _status, said, page = ask(reached, "GET", "/sign-in")
    kept = said["Set-Cookie"].split(";")[0]
    assert kept.startswith("__Host-attune=") and "Secure" in said["Set-Cookie"] and said["Strict-Transport-Security"]
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
    body = urlencode({"csrf_token": token, "login": "alma", "passphrase": PASSPHRASE})
    status, said, _page = ask(reached, "POST", "/sign-in", body, **form, Cookie=kept)
    assert status == 303 and said["Location"] == "/"
    status, _said, page = ask(reached, "GET", "/", Cookie=said["Set-Cookie"].split(";")[0])
    assert status == 200 and "Alma" in page
    status, _said, _page = ask(reached, "POST", "/sign-in", body, **form | {"Origin": "https://evil.example"})
    assert status == 400, "another site sends no form here"


def test_a_browser_that_claims_other_addresses_meets_the_same_limits(reached):
    """Seven tries under seven claimed addresses: the proxy says who really asked."""
    form = {"Content-Type": "application/x-www-form-urlencoded", "Origin": reached.base}
    _status, said, page = ask(reached, "GET", "/portal/sign-in")
    token, kept = re.search(r'name="csrf_token" value="([^"]+)"', page)[1], said["Set-Cookie"].split(";")[0]
    body = urlencode({"csrf_token": token, "login": f"nobody-{reached.tls}", "passphrase": "wrong wrong wrong"})
    codes = [ask(reached, "POST", "/portal/sign-in", body, **form, Cookie=kept, **{"X-Forwarded-For": f"192.0.2.{n}"})[0]
             for n in range(7)]  # fmt: skip
    assert codes[-1] == 429, codes
