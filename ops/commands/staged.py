"""`segue staged`: list, drop and compact the playlists that listeners agreed to share for training."""

import secrets
from collections.abc import Sequence
from dataclasses import fields
from datetime import UTC, datetime

import click

from shared.errors import NotFound
from shared.settings.config import Settings
from training.staged.compaction import Compacted, Compaction
from training.staged.overview import Origin, drop, origins

NOBODY = "anonymous"
"""Name of the contributor of playlists staged before each had one."""

SHOWN = 8
"""Digits of a contributor that the list shows; as many as are unique will do for `--contributor`."""

DAY = click.DateTime(["%Y-%m-%d"])


@click.group()
def staged() -> None:
    """List, drop and compact the playlists that listeners agreed to share for training.

    Example: segue staged list
    """


@staged.command("list")
@click.option("--day", type=DAY, help="Only those of this day.")
@click.option("--contributor", metavar="HEX", help=f"Only those of this contributor, or {NOBODY!r}.")
def list_(day: datetime | None, contributor: str | None) -> None:
    """List days and contributors, with their playlists and kB; a contributor is the keyed hash of a listener.

    Example: segue staged list --day 2026-11-30
    """
    found = _found(day, contributor)
    for each in found:
        who = each.contributor[:SHOWN] or NOBODY
        click.echo(f"{each.day}  {who:<9}  {len(each.playlists):>7,}  {each.total_bytes / 1000:>10,.1f} kB")
    click.echo(_total(found))
    if nobody := sum(len(each.playlists) for each in found if not each.contributor):
        click.echo(f"{nobody:,} of them are anonymous, from before each had a contributor: none is learned from.")


@staged.command("drop")
@click.option("--day", type=DAY, help="Those of this day.")
@click.option("--contributor", metavar="HEX", help=f"Those of this contributor, or {NOBODY!r}.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def drop_(day: datetime | None, contributor: str | None, yes: bool) -> None:
    """Drop staged playlists of a day, of a contributor, or of a contributor on a day: no training reads them.

    Listeners keep their own records. Compacted playlists are skipped from now on; their bytes go with the next
    `segue staged compact`.

    Example: segue staged drop --day 2026-11-30 --contributor 0f3c9a1e --yes
    """
    if day is None and contributor is None:
        raise click.UsageError("Name a --day, a --contributor, or both.")
    found = _found(day, contributor)
    if len({each.contributor for each in found}) > 1 and contributor is not None:
        raise click.UsageError(f"Several contributors begin with {contributor!r}: give more digits.")
    if not found:
        raise NotFound("Nothing is staged of that", expected="an origin that `segue staged list` shows")
    if not yes:
        click.confirm(f"Drop {_total(found)}", abort=True)
    settings = Settings.from_environment()
    dropped = drop(settings.objects(), settings.records(), {name for each in found for name in each.playlists})
    click.echo(f"{dropped:,} {'playlist' if dropped == 1 else 'playlists'} dropped.")


@staged.command("compact")
def compact() -> None:
    """Move staged playlists from an object each into a few per day, and erase the bytes of erased ones.

    The weekly training does this first. It may be killed, and run again, at any time.

    Example: segue staged compact
    """
    done = Compaction(
        Settings.from_environment().objects(), now=lambda: datetime.now(UTC), new_id=lambda: secrets.token_hex(4)
    ).run()
    click.echo(", ".join(f"{getattr(done, each.name):,} {_LABELS[each.name]}" for each in fields(Compacted)) + ".")


_LABELS = {
    "playlists": "playlists compacted",
    "parts": "parts written",
    "erased": "erased",
    "expired": "days expired",
    "left": "left that cannot be read",
    "others": "days left to another compaction",
}


def _found(day: datetime | None, contributor: str | None) -> Sequence[Origin]:
    wanted = "" if contributor == NOBODY else contributor
    if contributor == "":
        raise click.UsageError(f"Give some digits of a contributor, or {NOBODY!r}.")
    objects = Settings.from_environment().objects()
    return list(origins(objects, f"{day:%Y-%m-%d}" if day else "", wanted))


def _total(found: Sequence[Origin]) -> str:
    playlists = sum(len(each.playlists) for each in found)
    size = sum(each.total_bytes for each in found) / 1000
    return f"{playlists:,} {'playlist' if playlists == 1 else 'playlists'}, {size:,.1f} kB."
