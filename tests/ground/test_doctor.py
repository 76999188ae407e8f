"""`practice doctor`: each check in words with what to do; exit 1 exactly when something must be mended."""

import json
import os
import shutil
import ssl
import subprocess
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner

from practice.cli import cli
from practice.doctor.findings import GOOD, LOOK, MEND, all_well, good, lines, look, mend
from practice.doctor.gathering import mount_of
from practice.doctor.home import Home, examine, wal_is_safe
from practice.doctor.knocking import knock
from practice.doctor.outside import Answer, Knocked, Settings, examine_answers, examine_settings
from practice.web import HEADERS

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
HOME = Home(
    Path("/srv/attune/practice"), Path("/srv/attune/practice.key"), data_mode=0o700, key_mode=0o600, mount="ext4",
    free=50_000_000_000, total=100_000_000_000, sqlite=(3, 53, 4), foreign_keys=True, migrations=("0002", "0002"), now=NOW,
    built=NOW - timedelta(days=9), last_written=NOW - timedelta(hours=1), in_step=True)  # fmt: skip
SAID = tuple((name.lower(), value) for name, value in HEADERS.items()) + (
    ("strict-transport-security", "max-age=31536000"), ("cache-control", "no-store"),
    ("set-cookie", "__Host-attune=x; Secure; HttpOnly; Path=/"))  # fmt: skip
WELL = Knocked(days_left=60, page=Answer(200, SAID), form=Answer(303), stranger=Answer(400),
               plain=Answer(308, (("location", "https://notes.example/sign-in"),)))  # fmt: skip
SET = Settings("https://notes.example", 1, ["127.0.0.1", "notes.example"], "mail.example", "notes@example.org")


def standing(findings, key: str) -> set[str]:
    return {one.standing for one in findings if one.key == key}


def test_when_all_is_well_nothing_is_to_mend():
    found = examine(HOME) + examine_settings(SET) + examine_answers(WELL)
    assert {one.standing for one in found} == {GOOD}, lines(found)
    assert not any(one.todo for one in found) and all_well(found)


@pytest.mark.parametrize(("key", "wrong", "expected"), [
    ("sqlite", {"sqlite": (3, 51, 2)}, MEND), ("foreign-keys", {"foreign_keys": False}, MEND),
    ("migrations", {"migrations": ("0001", "0002")}, MEND), ("migrations", {"migrations": (None, "0002")}, MEND),
    ("folder", {"data_mode": 0o755}, MEND), ("files", {"open_files": ["attune.db"]}, MEND),
    ("mount", {"mount": "nfs4"}, MEND), ("mount", {"mount": "fuse.sshfs"}, MEND),
    ("key", {"key_mode": 0o640}, MEND), ("key", {"key_mode": None}, MEND),
    ("key-place", {"key_file": Path("/srv/attune/practice/practice.key")}, MEND),
    ("disk", {"free": 900_000_000}, MEND), ("disk", {"free": 4_000_000_000}, LOOK),
    ("clock", {"now": NOW - timedelta(days=30)}, MEND), ("clock", {"last_written": NOW + timedelta(hours=2)}, MEND),
    ("clock", {"in_step": False}, LOOK), ("start", {"trouble": "The key is missing."}, MEND), ("data", {"exists": False}, MEND),
])  # fmt: skip
def test_each_thing_that_can_be_wrong_at_home(key, wrong, expected):
    found = examine(replace(HOME, **wrong))
    assert standing(found, key) == {expected} and all_well(found) is (expected != MEND)
    assert all(one.todo for one in found if one.standing != GOOD), "each says what to do"


@pytest.mark.parametrize(("version", "safe"), [
    ((3, 40, 1), False), ((3, 44, 5), False), ((3, 44, 6), True), ((3, 45, 3), False), ((3, 50, 6), False), ((3, 50, 7), True),
    ((3, 51, 1), False), ((3, 51, 2), False), ((3, 51, 3), True), ((3, 53, 4), True), ((4, 0, 0), True),
])  # fmt: skip
def test_the_fault_that_loses_writes_is_known_by_its_versions(version, safe):
    assert wal_is_safe(version) is safe


@pytest.mark.parametrize(("key", "wrong", "expected"), [
    ("base-url", {"base_url": ""}, MEND), ("base-url", {"base_url": "http://notes.example"}, MEND),
    ("base-url", {"base_url": "https://example.org/notes"}, MEND), ("base-url", {"base_url": "https://localhost"}, LOOK),
    ("base-url", {"base_url": "https://192.168.1.5"}, LOOK), ("proxies", {"proxies": 0}, MEND), ("proxies", {"proxies": 2}, LOOK),
    ("names", {"trusted_hosts": [".example"]}, LOOK), ("mail", {"mail_host": ""}, LOOK),
])  # fmt: skip
def test_each_setting_that_can_be_wrong(key, wrong, expected):
    assert standing(examine_settings(replace(SET, **wrong)), key) == {expected}


def without(name: str) -> Answer:
    return Answer(200, tuple(pair for pair in SAID if pair[0] != name))


@pytest.mark.parametrize(("key", "wrong", "expected"), [
    ("certificate", {"certificate": "certificate has expired"}, MEND), ("certificate", {"days_left": 3}, MEND),
    ("certificate", {"days_left": 15}, LOOK), ("reached", {"trouble": "Connection refused", "page": None}, LOOK),
    ("page", {"page": Answer(502)}, MEND), ("page", {"page": Answer(200, (("server", "other"),))}, MEND),
    ("headers", {"page": without("strict-transport-security")}, MEND), ("cache", {"page": without("cache-control")}, MEND),
    ("cookies", {"page": Answer(200, (*SAID, ("set-cookie", "attune=x; Path=/")))}, MEND),
    ("server", {"page": Answer(200, (*SAID, ("server", "nginx/1.22.1")))}, LOOK), ("forms", {"form": Answer(400)}, MEND),
    ("http", {"plain": None}, LOOK), ("http", {"plain": Answer(200)}, MEND), ("host", {"stranger": Answer(200, SAID)}, MEND),
])  # fmt: skip
def test_each_thing_that_can_be_wrong_outside(key, wrong, expected):
    found = examine_answers(replace(WELL, **wrong))
    assert standing(found, key) == {expected} and all_well(found) is (expected != MEND)


def test_which_disk_a_folder_lies_on():
    mounts = "/dev/a / ext4 rw 0 0\nsrv:/x /srv nfs4 rw 0 0\n/dev/b /srv/attune\\040two xfs rw 0 0\n"
    assert mount_of(Path("/srv/x"), mounts) == "nfs4" and mount_of(Path("/srvx"), mounts) == "ext4"
    assert mount_of(Path("/srv/attune two/y"), mounts) == "xfs" and mount_of(Path("/srv/x"), "") is None


def test_it_is_said_in_lines():
    assert lines([good("a", "Well."), look("b", "Hm.", "Look."), mend("c", "Bad.", "Do.")]) == [
        "ok    Well.", "look  Hm.", "      -> Look.", "MEND  Bad.", "      -> Do.", "", "1 to mend."]  # fmt: skip


def run(data: Path, *words: str, **settings):
    return CliRunner().invoke(cli, ["--data", str(data), "doctor", *words], env=settings)


@pytest.fixture
def folder(migrated, tmp_path) -> Path:
    shutil.copytree(migrated / "data", tmp_path / "data")
    shutil.copy(migrated / "data.key", tmp_path / "data.key")
    for path in (tmp_path / "data").rglob("*"):
        path.chmod(0o600)
    (tmp_path / "data").chmod(0o700)
    return tmp_path / "data"


@pytest.mark.sqlite
def test_a_good_folder(folder):
    said = run(folder)
    assert said.exit_code == 0 and "free of the WAL-reset fault" in said.output and "up to date" in said.output
    told = json.loads(run(folder, "--json").output)
    assert told["ok"] and {"sqlite", "foreign-keys", "migrations", "key"} <= {one["key"] for one in told["findings"]}


@pytest.mark.sqlite
def test_what_others_can_read_is_found(folder):
    (folder / "attune.db").chmod(0o644)
    said = run(folder)
    assert said.exit_code == 1 and "Others can read files in it: attune.db" in said.output and "chmod" in said.output


@pytest.mark.sqlite
def test_a_missing_key_or_the_wrong_one_is_said_and_nothing_is_made(folder):
    key = folder.parent / "data.key"
    key.rename(folder.parent / "elsewhere")
    said = run(folder)
    assert said.exit_code == 1 and "is missing" in said.output and not key.exists()
    key.write_text("ab" * 32)
    key.chmod(0o600)
    said = run(folder)
    assert said.exit_code == 1 and "Is it the right key?" in said.output and "ab" * 32 not in said.output


@pytest.mark.sqlite
def test_nothing_is_made_where_nothing_is(tmp_path):
    said = run(tmp_path / "none")
    assert said.exit_code == 1 and "There is no practice" in said.output and not list(tmp_path.iterdir())


@pytest.mark.sqlite
def test_settings_for_the_public(folder):
    said = run(folder, "--public", ATTUNE_BASE_URL="", ATTUNE_PROXIES="0")
    assert said.exit_code == 1 and "nobody can be invited" in said.output
    said = run(folder, ATTUNE_PROXIES="some")
    assert said.exit_code == 1 and "ATTUNE_PROXIES" in said.output


@pytest.mark.sqlite
def test_a_certificate_nobody_vouches_for_is_found(tmp_path, monkeypatch):
    server, port = tls_server(tmp_path)
    try:
        found = examine_answers(knock(f"https://localhost:{port}", plain_port=port))
        assert standing(found, "certificate") == {MEND}
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "cert.pem"))
        known = knock(f"https://localhost:{port}", plain_port=port)
        assert 29 < known.days_left <= 30 and known.page.status == 200 and known.plain is None
        assert standing(examine_answers(known), "page") == {MEND}, "it is not Attune that answers"
    finally:
        server.shutdown()
        server.server_close()


def tls_server(folder: Path) -> tuple[HTTPServer, int]:
    """Somebody else's server behind a certificate of its own."""
    made = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "30",
            "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", "key.pem", "-out", "cert.pem"]  # fmt: skip
    subprocess.run(made, cwd=folder, check=True, capture_output=True, env=os.environ)

    class Other(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_words):
            pass

    server = HTTPServer(("127.0.0.1", 0), Other)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, server.server_port


def test_who_looks_at_flags_is_told_when_nobody_is_named():
    for flags, expected in (("named", GOOD), ("nobody", LOOK), ("gone", LOOK)):
        assert standing(examine(replace(HOME, flags=flags)), "flags") == {expected}
    assert standing(examine(HOME), "flags") == set(), "before set-up there is nothing to say"
