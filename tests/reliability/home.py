"""The practice a client writes to: `practice serve` on an encrypted database, killed and started again on its port."""

import os
import signal
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select, update

from practice import clock
from practice.access.scope import everything
from practice.accounts.models import SignIn
from practice.bench.made import Made
from practice.bench.portal_rows import with_login
from practice.bench.portal_server import serving
from practice.db import db
from practice.homework.models import Draft
from practice.practices.queries import the_practice


class Home:
    """One client with a sign-in name and one exercise; `app` looks at the same database from here."""

    def __init__(self, made: Made) -> None:
        self.app, self.writer = made.app, with_login(made.app, "somebody")
        self._data = Path(made.app.config["DATA_DIR"])
        self.log, self.port, self._server = self._data.parent / "server.log", 0, None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}{self.writer.page}"

    def start(self) -> None:
        self._server, self.port = serving(self._data, port=self.port, log=self.log)

    def kill(self) -> None:
        """Master and workers at once, with -9."""
        os.killpg(self._server.pid, signal.SIGKILL)
        self._server.wait()
        self._server.stdout.close()

    def stop(self) -> None:
        if self._server and self._server.poll() is None:
            self.kill()

    def kept(self) -> list[str]:
        """The words of every draft that is not done with, latest first, read from the database itself."""
        with self.app.app_context(), everything("reliability: what is kept", self._practice()):
            found = db.session.scalars(select(Draft).where(Draft.client_id == self.writer.client_id, Draft.done_at.is_(None))
                                       .order_by(Draft.saved_at.desc())).all()  # fmt: skip
            words = [next((value[0] for name, value in row.answers.get("form", {}).items() if name.startswith("q_")), "")
                     for row in found]  # fmt: skip
            db.session.rollback()
        return words

    def expire(self) -> None:
        """As if nobody had been here for an hour: the sign-in is quiet longer than its limit."""
        with self.app.app_context(), everything("reliability: a sign-in goes quiet", self._practice()):
            quiet = clock.now() - timedelta(hours=1)
            db.session.execute(update(SignIn).where(SignIn.person_id == self.writer.client_id).values(seen_at=quiet))
            db.session.commit()

    def _practice(self) -> str:
        return the_practice().id
