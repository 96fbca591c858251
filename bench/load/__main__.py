"""Load test: the capacity of the local cloud, and its behaviour above it.

    .venv/bin/pip install --require-hashes -r requirements/bench.txt
    .venv/bin/python -m bench.load var/demo-model --minutes 2 --out load.md

The listeners of bench/load/locustfile.py call a `segue serve` in a folder of its own on the same machine, so that
Locust takes its part of the processors. In the end every acknowledged write is looked up.
"""

import sys
import tempfile
from pathlib import Path

import click

from bench.load.run import Plan, measure, served
from bench.load.table import page


@click.command()
@click.argument("model", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--minutes", default=2.0, show_default=True, type=click.FloatRange(min=0.01), help="Of each level.")
@click.option("--step-seconds", default=15.0, show_default=True, help="Of each trial rate.")
@click.option("--p99-ms", default=500.0, show_default=True, help="Longest p99 of a sustained rate.")
@click.option("--sustained", type=click.FloatRange(min=0.5), help="Sustained requests a second, if known.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="File to write as well.")
def main(
    model: Path | None,
    minutes: float,
    step_seconds: float,
    p99_ms: float,
    sustained: float | None,
    out: Path | None,
) -> None:
    """Load a local cloud that serves MODEL, or one trained on the demo catalogue; exit with 1 if it fails."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        server = served(folder, model)
        try:
            plan = Plan(60 * minutes, step_seconds, p99_ms, sustained)
            measured = measure(server, folder, plan, lambda line: click.echo(line, err=True))
        finally:
            server.kill()
    text = page(measured)
    click.echo(text)
    if out is not None:
        out.write_text(text, encoding="utf-8")
    sys.exit(0 if measured.is_well else 1)


if __name__ == "__main__":
    main()
