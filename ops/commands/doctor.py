"""`segue doctor`: check the configured parts, or a deployment from outside."""

import click

from ops.doctor.inside import examine
from ops.doctor.outside import examine_from_outside
from shared.settings.variables import is_origin


@click.command()
@click.option("--url", default="", help="Look at this site from outside instead, as whoever calls it.")
def doctor(url: str) -> None:
    """Check settings, records, objects and the served model; exit with code 1 if anything is wrong.

    With --url it needs no settings: it checks a deployment's pages, functions, headers and certificate, sends one
    search as a visitor, and has the visitor's data deleted.

    Example: segue doctor --url http://127.0.0.1:8080
    """
    if url and not is_origin(url):
        raise click.BadParameter(f"expected http://HOST or https://HOST, found {url!r}")
    healthy = True
    for finding in examine_from_outside(url) if url else examine():
        healthy = healthy and finding.healthy is not False
        click.echo(str(finding))
    if not healthy:
        raise SystemExit(1)
