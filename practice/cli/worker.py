"""`practice worker`: does what is to be done outside of any page, such as sending reminders."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from practice.cli import open_app


@click.command()
@click.option("--left", is_flag=True, help="List what was tried and left, and end.")
@click.option("--beside", is_flag=True, hidden=True, help="End when standard input does: the server's own worker.")
def worker(left: bool, beside: bool) -> None:
    """Work until SIGTERM or SIGINT. Several may run; each piece of work is done by one of them."""
    from practice.cli.carrier import carrier

    app = open_app(migrated=not beside)
    if left:
        return _list_left(app)
    huey = carrier(app)
    if beside:
        threading.Thread(target=_end_with_input, daemon=True).start()
    # One thread: the work is waiting for a mail server, and SQLite has one writer anyway.
    consumer = huey.create_consumer(workers=1, worker_type="thread", max_delay=2.0, graceful_signal="TERM",
                                    shutdown_timeout=20)  # fmt: skip
    huey.wake()  # what has waited since the last worker ended does not wait for the next full minute
    consumer.run()
    return None


@contextmanager
def beside_the_server(data: Path) -> Iterator[None]:
    """A worker as a process of its own while the server runs. It ends with it, even when the server is killed: a process
    of its own, because SQLite handles must not cross the server's forks and its processes come and go."""
    command = [sys.executable, "-m", "practice", "--data", str(data), "worker", "--beside"]
    process, server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL), os.getpid()
    try:
        yield
    finally:
        if os.getpid() == server:  # the server's forks leave through here as well
            process.terminate()
            process.wait()


def _end_with_input() -> None:
    """Standard input is a pipe that the server holds; it ends when the server does, however that happens."""
    while os.read(0, 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def _list_left(app) -> None:
    from practice import clock, jobs
    from practice.practices.queries import the_practice

    with app.app_context():
        practice = the_practice()
        rows = jobs.left_undone(practice.id, clock.now()) if practice else []
        for kind, code, at in rows:
            click.echo(f"{at:%Y-%m-%d %H:%M} UTC  {kind}  {code or 'ended three times'}")
        if not rows:
            click.echo("Nothing was left undone.")
