"""What a child of the press does: read one order, bind itself to its limits, print, answer."""

import gc
import json
import resource
import signal
import socket
import sys

from answers import DONE, REFUSED, TOO_LARGE, TROUBLE, Refused
from engine import Engine

READ_SECONDS = 30


def serve(engine: Engine, line: socket.socket) -> int:
    """Print the order on `line` to `line`; returns the exit status (see answers)."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.alarm(READ_SECONDS)
    order = json.loads(_all(line))
    bind(**order["limits"])
    try:
        pdf = engine.pdf(order["html"], order["title"], order["lang"], frozenset(order["images"]))
        if len(pdf) > order["limits"]["file"]:
            return TOO_LARGE
        line.sendall(pdf)
        return DONE
    except Refused as refused:
        line.sendall(refused.resource.encode())
        return REFUSED
    except (MemoryError, RecursionError):
        return TOO_LARGE
    except Exception as trouble:
        # The name only: the message may quote the document.
        line.sendall(type(trouble).__name__.encode())
        return TROUBLE


def bind(cpu: int, wall: int, memory: int, file: int) -> None:
    """Security-critical: the kernel ends this process at any of these limits, whatever it is busy with."""
    gc.disable()
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(wall)
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (file, file))
    if sys.platform != "darwin":
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _all(line: socket.socket) -> bytes:
    parts = []
    while part := line.recv(1 << 16):
        parts.append(part)
    return b"".join(parts)
