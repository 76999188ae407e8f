"""`practice serve`: Attune in the browser, on this computer only unless somebody says that TLS stands in front."""

import contextlib
import ipaddress
import os
import socket
import sys
from pathlib import Path

import click

from practice.cli import Problem, data_folder, open_app

# speed.md section 1: threads for a page that waits, two processes for two cores; nothing loaded before the fork,
# because SQLite handles must not cross one.
SETTINGS = {
    "worker_class": "gthread", "workers": 2, "threads": 4, "keepalive": 5, "max_requests": 20_000,
    "max_requests_jitter": 2_000, "graceful_timeout": 30, "preload_app": False, "accesslog": None,
    "loglevel": "warning", "control_socket_disable": True, "proc_name": "attune", "umask": 0o077,
}  # fmt: skip


@click.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0 picks a free one.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--i-have-tls", is_flag=True, help="Listen beyond this computer: TLS stands in front of Attune.")
def serve(port: int, host: str, i_have_tls: bool) -> None:
    """Serve Attune in the browser."""
    run(port=port, host=host, i_have_tls=i_have_tls)


def run(*, port: int, host: str = "127.0.0.1", i_have_tls: bool = False) -> None:
    """Bring the database up to date, listen, print the address, serve until SIGTERM or SIGINT. Raises Problem."""
    if not i_have_tls and not _loopback(host):
        raise Problem(f"{host} can be reached from other computers, and what counselors write would travel in the clear. "
                      "Put TLS in front and say --i-have-tls, or listen on 127.0.0.1.")  # fmt: skip
    listener = _listen(host, port)  # first: nothing is changed when the port is taken
    address = _address(host, listener.getsockname()[1])
    first_steps = _prepare(address)
    click.echo(f"Serving on {address}")
    for line in first_steps:
        click.echo(line)
    sys.stdout.flush()
    _serve(data_folder().resolve(), listener)


def _loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _listen(host: str, port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise Problem(f"Cannot listen on {host}, port {port}: {error.strerror}. Another program may be using it; "
                      "try --port 0.") from error  # fmt: skip
    listener.listen(256)
    return listener


def _address(host: str, port: int) -> str:
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def _prepare(address: str) -> list[str]:
    """The database is brought up to date; on an empty practice returns the lines that tell how to set it up."""
    from practice.db import db
    from practice.practices.queries import the_practice
    from practice.practices.setting_up import new_token

    app = open_app()
    with app.app_context():
        settled = the_practice() is not None
        db.engine.dispose()
    if settled:
        return []
    token = new_token(app.config["DATA_DIR"])
    return ["", "This practice is not set up yet. Open this address once, in this computer's browser:",
            f"{address}/setup/{token}", ""]  # fmt: skip


def _serve(data: Path, listener: socket.socket) -> None:
    from gunicorn.app.base import BaseApplication

    class Server(BaseApplication):
        def load_config(self):
            for name, value in SETTINGS.items():
                self.cfg.set(name, value)
            self.cfg.set("bind", f"fd://{listener.fileno()}")
            if os.path.isdir("/dev/shm"):
                self.cfg.set("worker_tmp_dir", "/dev/shm")  # a heartbeat file must not wait for a disk

        def load(self):
            from practice import create_app

            return create_app(data)

    with contextlib.suppress(KeyboardInterrupt):
        Server().run()
