"""Measure a fetch of listens at full size: `python -m bench.listens --days 1`, or `--month`.

Invented listens are served on loopback, and `segue fetch listenbrainz` runs in a process of its own.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import click

from bench.listens.full import MONTH, FullDump, write_full
from bench.listens.generate import write_day
from bench.listens.host import Sent, served

FETCH = (sys.executable, "-c", "from ops.cli import main; main()", "fetch", "listenbrainz")


@click.command()
@click.option(
    "--days", default=1, show_default=True, type=click.IntRange(1, 30), help="Days of 7.8 million listens."
)
@click.option(
    "--month",
    is_flag=True,
    help="A month out of a full dump of 205 GB instead; its days have 1.7 million listens.",
)
@click.option(
    "--work", type=click.Path(path_type=Path), help="Folder that keeps the dumps [default: a temporary one]"
)
def main(days: int, month: bool, work: Path | None) -> None:
    """Write the dumps unless they are there, fetch from them, and print time, peak memory and the bytes sent."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = work or Path(temporary)
        if month:
            write_full(folder / "host", FullDump(days=days))
        else:
            for day in range(days):
                write_day(folder / "host", day)
        options = ["--month", f"{MONTH:%Y-%m}"] if month else ["--days", str(days)]
        with served(folder / "host") as (address, sent):
            began = time.monotonic()
            subprocess.run([*FETCH, *options, "--out", str(folder / "fetched"), "--from", address], check=True)
            seconds = time.monotonic() - began
    print(f"{' '.join(options)}, {days} days: {seconds:.0f} s, {_used(sent)}; load {os.getloadavg()[0]:.1f}")


def _used(sent: Sent) -> str:
    """Return what the fetch used of the machine and of the host."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (
        f"{used.ru_utime + used.ru_stime:.0f} s of processor time, {used.ru_maxrss / 1024:,.0f} MiB at most, "
        f"{sent.bytes / 1e6:,.0f} MB in {sent.requests} parts"
    )


if __name__ == "__main__":
    main()
