"""Keeps one press process per web process and passes orders to it.

Started at the first print and again when it is gone. The press is a fresh Python without threads, so it may fork
for each print; a web worker, which has threads, may not.
"""

import os
import socket
import struct
import subprocess
import sys
import threading
import time
from pathlib import Path

from practice.config import assets

STATIC = assets() / "static"
PRESS = Path(__file__).parent / "press"
START_SECONDS = 60
KEPT = ("PATH", "PYTHONPATH", "PYTHONHOME", "TMPDIR", "LANG", "LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH")


class PressGone(Exception):
    """The press ended before it answered; starting it again may help."""


class Press:
    """One press process. Orders may come from several threads at once."""

    def __init__(self) -> None:
        self._forget()
        os.register_at_fork(after_in_child=self._forget)

    def _forget(self) -> None:
        """A forked web worker starts a press of its own: answers of a shared one could reach the wrong process."""
        self._lock = threading.Lock()
        self._process: subprocess.Popen | None = None
        self._control: socket.socket | None = None

    def start(self) -> None:
        """Start the press unless it runs. Raises PressGone when it ends at once."""
        with self._lock:
            self._started()

    def order(self, request: bytes, seconds: float) -> tuple[bytes, int]:
        """The answer to one request and the exit status of the child that printed it.

        Raises PressGone when the press ended, TimeoutError after `seconds`.
        """
        ours, theirs = socket.socketpair()
        with ours:
            with theirs, self._lock:
                try:
                    socket.send_fds(self._started(), [b"p"], [theirs.fileno()])
                except OSError as error:
                    self._stop()
                    raise PressGone from error
            return _answer(ours, request, time.monotonic() + seconds)

    def _started(self) -> socket.socket:
        if self._process is None or self._process.poll() is not None:
            self._stop()
            self._control, theirs = socket.socketpair()
            with theirs:
                self._process = _launch(theirs)
            self._control.settimeout(START_SECONDS)
            if not self._control.recv(1):
                self._stop()
                raise PressGone
        return self._control

    def _stop(self) -> None:
        """Closing the line lets the press end and tidy up; it is killed when it does not."""
        if self._control is not None:
            self._control.close()
        if self._process is not None:
            try:
                self._process.wait(timeout=1)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self._control = self._process = None


def _launch(control: socket.socket) -> subprocess.Popen:
    """A press that knows neither our environment (keys, addresses) nor our open files."""
    return subprocess.Popen(
        [sys.executable, str(PRESS), str(STATIC), str(control.fileno())],
        pass_fds=[control.fileno()],
        env={name: os.environ[name] for name in KEPT if name in os.environ},
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )


def _answer(line: socket.socket, request: bytes, deadline: float) -> tuple[bytes, int]:
    """Send the request, read to the end; the last four bytes are the child's exit status, written by the press."""
    parts = []
    try:
        line.settimeout(max(deadline - time.monotonic(), 0.1))
        line.sendall(request)
        line.shutdown(socket.SHUT_WR)
    except (BrokenPipeError, ConnectionResetError):
        pass  # The child ended before it had read everything; the reason follows.
    while True:
        line.settimeout(max(deadline - time.monotonic(), 0.1))
        try:
            part = line.recv(1 << 16)
        except ConnectionResetError:
            continue  # Said once, when unread request bytes were thrown away; the answer is still there.
        if not part:
            break
        parts.append(part)
    answer = b"".join(parts)
    if len(answer) < 4:
        raise PressGone
    return answer[:-4], struct.unpack(">i", answer[-4:])[0]
