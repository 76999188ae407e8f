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
    "forwarded_allow_ips": "",  # gunicorn itself believes no proxy; how many are believed, says ATTUNE_PROXIES
}  # fmt: skip


@click.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0 picks a free one.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--i-have-tls", is_flag=True, help="Listen beyond this computer: TLS stands in front of Attune.")
@click.option("--no-worker", is_flag=True, help="Start no worker beside the server: `practice worker` runs elsewhere.")
def serve(port: int, host: str, i_have_tls: bool, no_worker: bool) -> None:
    """Serve Attune in the browser."""
    run(port=port, host=host, i_have_tls=i_have_tls, no_worker=no_worker)


def run(*, port: int, host: str = "127.0.0.1", i_have_tls: bool = False, no_worker: bool = False) -> None:
    """Bring the database up to date, listen, print the address, serve until SIGTERM or SIGINT. Raises Problem."""
    if not (i_have_tls or _loopback(host) or _proxies()):
        raise Problem(f"{host} can be reached from other computers, and what counselors write would travel in the clear. "
                      "Put TLS in front and say --i-have-tls or how many proxies stand there (ATTUNE_PROXIES=1), "
                      "or listen on 127.0.0.1.")  # fmt: skip
    listener = _listen(host, port)  # first: nothing is changed when the port is taken
    address = _address(host, listener.getsockname()[1])
    first_steps = _prepare(address)
    click.echo(f"Serving on {address}")
    for line in first_steps:
        click.echo(line)
    sys.stdout.flush()
    with _beside(no_worker):
        _serve(data_folder().resolve(), listener)


def _beside(no_worker: bool) -> contextlib.AbstractContextManager:
    """The worker of the embedded installation: without a mail server too, since the supervisor is told of flags by it."""
    from practice.cli.worker import beside_the_server

    embedded = os.environ.get("DATABASE_URL", "sqlite").startswith("sqlite")
    if no_worker or not embedded:
        return contextlib.nullcontext()
    return beside_the_server(data_folder().resolve())


def _proxies() -> int:
    from practice.config import SettingProblem, proxies

    try:
        return proxies()
    except SettingProblem as error:
        raise Problem(str(error)) from error


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
    where, browser = (base, "a") if (base := app.config["BASE_URL"]) else (address, "this computer's")
    return ["", f"This practice is not set up yet. Open this address once, in {browser} browser:",
            f"{where}/setup/{token}", ""]  # fmt: skip


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
