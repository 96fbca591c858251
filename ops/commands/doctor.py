"""`segue doctor`: do the parts that the settings name work, or does a deployment answer as it should."""

import click

from ops.doctor.inside import examine
from ops.doctor.outside import examine_from_outside
from shared.settings.variables import is_origin


@click.command()
@click.option("--url", default="", help="Look at this site from outside instead, as whoever calls it.")
def doctor(url: str) -> None:
    """Check settings, records, objects and the served model; say what is wrong and end with code 1 if anything is.

    With --url it needs no settings: it looks at a deployment's pages, functions, headers and certificate, asks one
    question as a visitor, and has all that is kept of her deleted.

    Example: segue doctor --url http://127.0.0.1:8080
    """
    if url and not is_origin(url):
        raise click.BadParameter(f"expected http://HOST or https://HOST, found {url!r}")
    healthy = True
    for finding in examine_from_outside(url) if url else examine():
        healthy = healthy and finding.healthy
        click.echo(f"{'ok ' if finding.healthy else 'BAD'}  {finding.name}: {finding.detail}")
    if not healthy:
        raise SystemExit(1)
