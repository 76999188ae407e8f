"""`practice report`: the progress report of one client, or the joint one of a couple, as a PDF file."""

from datetime import date, datetime
from pathlib import Path

import click

from practice.cli import Problem, open_app

DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.option("--client", help="Whose report: name or id. Without it, a couple's episode gives the joint report.")
@click.option("--episode", help="Which episode, by id.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, writable=True, path_type=Path), help="The file.")
@click.option("--from", "since", type=DAY, help="The first day, such as 2026-10-01 (default: as chosen, else all).")
@click.option("--to", "until", type=DAY, help="The last day (default: as chosen, else today).")
@click.option("--issue", "giving_out", is_flag=True, help="Give it out: it is kept and never changes.")
@click.option("--by", "login", help="Who gives it out: a counselor's sign-in name. Goes with --issue.")
def report(client, episode, out: Path, since: datetime | None, until: datetime | None, giving_out: bool, login) -> None:
    """Write a progress report to a PDF file, with what was chosen for it in Attune. The print is audited."""
    if giving_out != bool(login):
        raise click.UsageError("--issue and --by LOGIN go together.")
    app = open_app()
    with app.app_context():
        pdf, words = _written(client, episode, since and since.date(), until and until.date(), login)
    out.write_bytes(pdf)
    click.echo(f"{words}: {out}")


def _written(client, episode, since: date | None, until: date | None, login) -> tuple[bytes, str]:
    from flask import g

    from practice.access.scope import acting_as
    from practice.db import db
    from practice.practices.queries import the_practice

    g.practice = settings = the_practice()
    if settings is None:
        raise Problem("This practice has not been set up yet.")
    scope, name, by = _scope(settings.id, login)
    with acting_as(scope):
        work = _Work(settings, client, episode, since, until)
        pdf = work.given_out(by, name) if by else work.draft()
    db.session.commit()
    return pdf, "Given out" if by else "Written"


def _scope(practice_id: str, login: str | None):
    """Who works here: the counselor who gives it out, with their own caseload, else the command itself."""
    from practice.access.scope import CounselorScope, Everything
    from practice.accounts.queries import colleagues

    if login is None:
        return Everything("a report is written to a file", practice_id), "", None
    for one in colleagues(practice_id):
        if one.login == login and one.disabled_at is None:
            return CounselorScope(practice_id, one.id), one.display_name, one.id
    raise Problem(f'No counselor signs in as "{login}".')


class _Work:
    """One report from the command line: found, gathered, composed, printed."""

    def __init__(self, settings, client, episode, since: date | None, until: date | None) -> None:
        from practice import clock
        from practice.cli.who import find_client, find_episode
        from practice.clients.queries import people_of
        from practice.reports import queries

        person = find_client(client) if client else None
        self.episode = find_episode(person, episode)
        if person is None and self.episode.kind != "couple":
            self.client_id = people_of(self.episode.id)[0].client_id
        else:
            self.client_id = person.id if person else None
        self.settings = settings
        self.today = clock.today(settings.zone)
        self.plan = queries.plan_of(self.episode.id, self.client_id)
        usual = queries.usual_period(self.episode, self.today, settings.zone)
        kept = (self.plan.since, self.plan.until) if self.plan else (None, None)
        self.period = queries.Period(since or kept[0] or usual.since, until or kept[1] or usual.until, settings.zone)
        if self.period.until < self.period.since:
            raise Problem("The last day lies before the first.")

    def composed(self):
        from practice.reports import queries
        from practice.reports.choices import first_choices, from_json
        from practice.reports.content import compose

        facts = queries.gather(self.episode, self.client_id, self.period, self.settings)
        return compose(facts, from_json(self.plan.choices) if self.plan else first_choices(facts.next_steps))

    def draft(self) -> bytes:
        from practice.audit.actions import record

        record("print_report", subject_id=self.client_id or self.episode.id)
        return _printed(self.composed())

    def given_out(self, by: str, name: str) -> bytes:
        from practice.reports import actions

        report = actions.given_out(self.composed(), on=self.today, name=name)
        row = actions.issue(self.episode.id, self.client_id, report=report, pdf=_printed(report),
                            since=self.period.since, until=self.period.until, by=by)  # fmt: skip
        return actions.bytes_of(row)


def _printed(report) -> bytes:
    from practice.printing import PrintingTrouble
    from practice.reports import print_pdf

    try:
        return print_pdf(report)
    except PrintingTrouble as trouble:
        raise Problem(str(trouble)) from trouble
