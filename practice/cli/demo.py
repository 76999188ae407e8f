"""`practice demo`: a fictional practice to look around in, made once per data folder."""

import contextlib
import json
import socket
import sys

import click

from practice.cli import Problem, data_folder, open_app


@click.command()
@click.option("--serve", "serving", is_flag=True, help="Serve it in the browser afterwards.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0 picks a free one.")
@click.option("--json", "as_json", is_flag=True, help="Print the sign-ins as one JSON document.")
def demo(serving: bool, port: int, as_json: bool) -> None:
    """Make a fictional practice in the data folder, print the sign-ins, and serve it if asked to."""
    port = _free(port) if serving else port
    address = f"http://127.0.0.1:{port}"
    kept, made = _made()
    if as_json:
        click.echo(json.dumps(_document(kept, address), ensure_ascii=False))
    else:
        click.echo("\n".join(_words(kept, made, serving)))
    sys.stdout.flush()
    if not made and as_json:
        click.echo("The sample practice was here already; nothing was changed.", err=True)
    if serving:
        from practice.cli import serve

        with contextlib.redirect_stdout(sys.stderr) if as_json else contextlib.nullcontext():
            serve.run(port=port)


def _free(port: int) -> int:
    """The port, or a free one for 0; asked before the work begins. Raises Problem when it is taken."""
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind(("127.0.0.1", port))
        except OSError as error:
            raise Problem(f"Port {port} is taken: {error.strerror}. Try --port 0.") from error
        return tried.getsockname()[1]


def _made():
    """(what is kept about the sample practice, whether it was made just now). Raises Problem for a real practice."""
    from practice.db import db
    from practice.demo import building, keeping
    from practice.practices.queries import the_practice

    folder = data_folder().resolve()
    app = open_app()
    with app.app_context():
        practice, kept = the_practice(), keeping.kept_in(folder)
        if practice is None:
            kept, printed = building.build()
            keeping.keep(folder, kept, printed)  # before the commit: a mark without its practice means nothing
            db.session.commit()
        elif kept is None or kept.practice != practice.id:
            raise Problem(f"{data_folder()} holds a practice that is not the sample one. Choose another folder with --data.")
        db.engine.dispose()
    return kept, practice is None


def _reports(kept) -> list[str]:
    from practice.demo.keeping import REPORTS

    return [str(path) for name in kept.reports if (path := data_folder().resolve() / REPORTS / name).exists()]


def _document(kept, address: str) -> dict:
    return {"counselors": kept.counselors, "clients": kept.clients, "reports": _reports(kept), "url": address}


def _words(kept, made: bool, serving: bool) -> list[str]:
    where = data_folder()
    first = ([f"The sample practice is in {where}. Everybody in it is made up."] if made else
             [f"The sample practice is in {where} already; nothing was changed.",
              f"Its stories end on {kept.today}. For today's dates, begin again in another folder."])  # fmt: skip
    lines = [*first, "", "Counselors sign in at /sign-in", *_table(kept.counselors)]
    lines += ["", "Clients sign in at /portal/sign-in", *_table(kept.clients)]
    if reports := _reports(kept):
        lines += ["", "Printed reports", *(f"  {path}" for path in reports)]
    else:
        lines += ["", "No report was printed: this computer lacks what printing needs."]
    return [*lines, ""] if serving else [*lines, "", f"Look at it with: practice --data {where} serve"]


def _table(people: list[dict]) -> list[str]:
    width = max(len(one["login"]) for one in people), max(len(one["passphrase"]) for one in people)
    return [
        f"  {one['login']:{width[0]}}  {one['passphrase']:{width[1]}}  {one['name']}"
        + (f" ({', '.join(one['roles'])})" if "roles" in one else "")
        for one in people
    ]
