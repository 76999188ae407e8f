"""`practice doctor`: what to mend on this computer, and with --public what clients reach from home."""

import json
import sys

import click

from practice.cli import data_folder


@click.command()
@click.option("--public", is_flag=True, help="Also what clients reach from home: address, proxy, certificate, headers.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def doctor(public: bool, as_json: bool) -> None:
    """Look at this installation: each check in words, with what to do. Exit status 1 when something must be mended."""
    from practice.doctor.findings import all_well, document, lines
    from practice.doctor.gathering import gather
    from practice.doctor.home import examine

    home, settings = gather(data_folder())
    findings = examine(home)
    if public and settings is not None:
        findings += _outside(settings)
    click.echo(json.dumps(document(findings), ensure_ascii=False) if as_json else "\n".join(lines(findings)))
    sys.exit(0 if all_well(findings) else 1)


def _outside(settings: dict) -> list:
    from practice.doctor.knocking import knock
    from practice.doctor.outside import Settings, examine_answers, examine_settings

    base_url = settings["BASE_URL"]
    found = examine_settings(Settings(base_url, settings["PROXIES"], settings["TRUSTED_HOSTS"],
                                      settings.get("MAIL_HOST", ""), settings.get("MAIL_FROM", "")))  # fmt: skip
    if base_url.startswith("https://"):
        found += examine_answers(knock(base_url))
    return found
