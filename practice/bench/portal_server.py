"""`practice serve` itself, on a free port and a made practice, for what cannot be measured inside one process."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

OURS = ("ATTUNE_", "DATABASE_URL")


def serving(data: Path, *, port: int = 0, log: Path) -> tuple[subprocess.Popen, int]:
    """The server in a process group of its own and its port, once it answers. What it says goes to `log`.

    Raises RuntimeError when it ends or says nothing.
    """
    told = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    with log.open("ab") as says:
        server = subprocess.Popen(
            [sys.executable, "-m", "practice", "--data", str(data), "serve", "--port", str(port), "--no-worker"],
            stdout=subprocess.PIPE, stderr=says, text=True, start_new_session=True,
            env={**told, "PYTHONUNBUFFERED": "1"})  # fmt: skip
    line = next((line for line in server.stdout if "Serving on" in line), "")
    if not line:
        raise RuntimeError(f"practice serve did not start: {log.read_text()[-2000:]}")
    found = int(line.strip().rpartition(":")[2])
    _wait(found, server)
    return server, found


@contextmanager
def served(data: Path, log: Path) -> Iterator[int]:
    """The port, while it serves."""
    server, port = serving(data, log=log)
    try:
        yield port
    finally:
        server.terminate()
        server.wait(60)
        server.stdout.close()


def _wait(port: int, server: subprocess.Popen) -> None:
    """Until it answers: the first connection waits until a worker has started."""
    until = time.monotonic() + 60
    while time.monotonic() < until and server.poll() is None:
        try:
            with urlopen(f"http://127.0.0.1:{port}/portal/private", timeout=30):
                return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("practice serve does not answer")
