"""`segue bounces`: read what came back of mails over SMTP, and write to those addresses no more."""

from collections import Counter
from datetime import UTC, datetime

import click

from ops.bounces.intake import Intake
from ops.bounces.sources import mails_of
from ops.commands.serve import SECRET
from ops.local.secret import local_secret
from shared.adapters.mime import sender_of
from shared.domain.return_path import ReturnPath
from shared.settings.config import Settings


@click.command()
@click.argument("source")
def bounces(source: str) -> None:
    """Heed the bounces and complaints in SOURCE as SendGrid's events are heeded.

    SOURCE is a file, a folder, an mbox, a Maildir, or imaps://USER@HOST/FOLDER, whose password is asked for and
    whose unread mails are read. An address that does not exist, and one that called a mail spam, gets no more
    mail, and its subscription ends. Full mailboxes and delays change nothing. What cannot be told for sure is
    listed, and left unread.

    Example: segue bounces var/bounces.mbox
    """
    settings = Settings.from_environment()
    intake = Intake(
        settings.records(),
        _return_path(settings),
        sender_of(settings.mail_from).domain,
        lambda: datetime.now(UTC),
    )
    counts: Counter[str] = Counter()
    for name, data, mark in mails_of(source, lambda: str(click.prompt("Password", hide_input=True))):
        heeded = list(intake.heed(data))
        for each in heeded:
            click.echo(f"{each.outcome:8}{name}  {each.what}")
            counts[each.outcome] += 1
        if all(each.outcome != "unknown" for each in heeded):
            mark()
    click.echo(", ".join(f"{counts[outcome]} {outcome}" for outcome in ("heeded", "known", "passing", "unknown")))


def _return_path(settings: Settings) -> ReturnPath | None:
    """Return the return path by the secret of the settings, else of the local cloud."""
    if not settings.mail_bounces or settings.secrets:
        return settings.return_path()
    return ReturnPath(settings.mail_bounces, [local_secret(SECRET)])
