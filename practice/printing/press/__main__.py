"""The press: waits for orders, forks one child for each, says how each child ended.

Has no threads and never looks at a document itself. Every message on the control line carries one socket; the
child reads its order from that socket and writes the PDF to it, then the press adds the child's exit status.
"""

import contextlib
import ctypes
import gc
import os
import selectors
import signal
import socket
import struct
import subprocess
import sys
from pathlib import Path

from child import serve
from engine import Engine

CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000
# After a fork, Apple's libraries may stop the child; there each child is a fresh Python instead.
FORKS = sys.platform != "darwin"


def main(static: Path, control: socket.socket) -> None:
    """Serve until the other end of the control line closes."""
    engine = None
    if FORKS:
        leave_the_network()
        engine = Engine(static)
        engine.warm_up()
        gc.collect()
        gc.freeze()
    bell, wake = socket.socketpair()
    wake.setblocking(False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(wake.fileno(), warn_on_full_buffer=False)
    control.send(b"r")
    listen(control, bell, lambda line, others: start(engine, static, line, [control, bell, wake, *others]))


def leave_the_network() -> None:
    """A network namespace of its own, empty, where the kernel allows it: a second wall behind the fetcher."""
    with contextlib.suppress(OSError, AttributeError):
        libc = ctypes.CDLL(None)
        if libc.unshare(CLONE_NEWNET):
            libc.unshare(CLONE_NEWUSER | CLONE_NEWNET)


def listen(control: socket.socket, bell: socket.socket, begin) -> None:
    """Begin a child per order and answer for each that ended."""
    lines: dict[int, socket.socket] = {}
    selector = selectors.DefaultSelector()
    selector.register(control, selectors.EVENT_READ)
    selector.register(bell, selectors.EVENT_READ)
    while True:
        ready = [key.fileobj for key, _ in selector.select()]
        if bell in ready:
            bell.recv(4096)
            reap(lines)
        if control in ready:
            message, handles, _, _ = socket.recv_fds(control, 1, 1)
            if not message:
                break
            line = socket.socket(fileno=handles[0])
            lines[begin(line, list(lines.values()))] = line
    for pid in lines:
        os.kill(pid, signal.SIGKILL)


def start(engine: Engine | None, static: Path, line: socket.socket, others: list[socket.socket]) -> int:
    """The process id of a new child that serves `line`; it keeps none of the `others` open."""
    if engine is None:
        command = [sys.executable, str(Path(__file__).parent), str(static), "--once", str(line.fileno())]
        return subprocess.Popen(command, pass_fds=[line.fileno()]).pid
    pid = os.fork()
    if pid == 0:
        status = 70
        try:
            signal.set_wakeup_fd(-1)
            for other in others:
                other.close()
            status = serve(engine, line)
        finally:
            os._exit(status)
    return pid


def reap(lines: dict[int, socket.socket]) -> None:
    """Tell the end of every child that is over, and close its line."""
    with contextlib.suppress(ChildProcessError):
        while True:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if not pid:
                return
            with lines.pop(pid) as line, contextlib.suppress(OSError):
                line.settimeout(5)
                line.sendall(struct.pack(">i", os.waitstatus_to_exitcode(status)))
                line.shutdown(socket.SHUT_RDWR)


if __name__ == "__main__":
    where, last = Path(sys.argv[1]), socket.socket(fileno=int(sys.argv[-1]))
    if "--once" in sys.argv:
        sys.exit(serve(Engine(where), last))
    main(where, last)
