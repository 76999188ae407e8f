"""`practice serve`: what it prints, what it refuses, how it ends."""

import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner

from practice.cli import cli
from tests.house.tree import ROOT


def serve(data: Path, *more: str):
    return CliRunner().invoke(cli, ["--data", str(data), "serve", *more])


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "::", "example.org"])
def test_it_listens_beyond_this_computer_only_when_told_of_tls(tmp_path, host):
    said = serve(tmp_path / "data", "--host", host)
    assert said.exit_code == 1 and "--i-have-tls" in said.output
    assert not (tmp_path / "data").exists(), "nothing was made"


def test_a_taken_port_is_said_before_anything_is_made(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        said = serve(tmp_path / "data", "--port", str(other.getsockname()[1]))
    assert said.exit_code == 1 and "Cannot listen" in said.output and "--port 0" in said.output
    assert not (tmp_path / "data").exists()


@pytest.mark.slow
@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_it_prints_the_address_and_the_way_to_set_up_then_stops_cleanly(tmp_path, stop):
    command = [sys.executable, "-c", "from practice.cli import main; main()", "--data", str(tmp_path / "data"), "serve", "--port", "0"]
    with (tmp_path / "said").open("w+") as said, (tmp_path / "log").open("w+") as log:
        server = subprocess.Popen(command, stdout=said, stderr=log, cwd=ROOT)
        try:
            text = _wait_for(tmp_path / "said", "/setup/", server)
            address = re.match(r"Serving on (http://127\.0\.0\.1:\d+)\n", text)[1]
            set_up = re.search(rf"{address}/setup/\S+", text)[0]
            with urllib.request.urlopen(set_up, timeout=60) as page:
                assert "Set up your practice" in page.read().decode() and page.headers["Server"] in (None, "gunicorn")
        finally:
            server.send_signal(stop)
            ended = server.wait(timeout=60)
        log.seek(0)
        assert ended == 0 and "Traceback" not in log.read()
    assert (tmp_path / "data").stat().st_mode & 0o077 == 0


def _wait_for(file: Path, words: str, server: subprocess.Popen) -> str:
    for _moment in range(600):
        if words in (text := file.read_text()):
            return text
        assert server.poll() is None, "it ended before it served"
        time.sleep(0.1)
    raise AssertionError("it did not say where it serves")
