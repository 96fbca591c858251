"""Measure a fetch of listens at full size: `python -m bench.listens --days 1`.

A day of invented listens is served on loopback, and `segue fetch listenbrainz` runs in a process of its own.
"""

import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import click

from bench.listens.generate import write_day

FETCH = (sys.executable, "-c", "from ops.cli import main; main()", "fetch", "listenbrainz")


class Quiet(SimpleHTTPRequestHandler):
    """Serve files without a line for each; it knows no Range, so only whole files are measured."""

    def log_message(self, *_: object) -> None:
        """Log nothing."""


@click.command()
@click.option("--days", default=1, show_default=True, type=click.IntRange(1), help="Days of 7.8 million listens.")
@click.option(
    "--work", type=click.Path(path_type=Path), help="Folder that keeps the days [default: a temporary one]"
)
def main(days: int, work: Path | None) -> None:
    """Write days unless they are there, fetch them, and print the time and the peak memory."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = work or Path(temporary)
        for day in range(days):
            write_day(folder / "host", day)
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder / "host")))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        began = time.monotonic()
        arguments = [
            "--days",
            str(days),
            "--out",
            str(folder / "fetched"),
            "--from",
            f"http://127.0.0.1:{server.server_port}",
        ]
        subprocess.run([*FETCH, *arguments], check=True)
        seconds = time.monotonic() - began
        server.shutdown()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(
        f"{days} days: {seconds:.0f} s, {used.ru_utime + used.ru_stime:.0f} s of processor time, "
        f"{used.ru_maxrss / 1024:,.0f} MiB at most; load {os.getloadavg()[0]:.1f}"
    )


if __name__ == "__main__":
    main()
