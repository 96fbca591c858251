"""Options that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])

EXISTING = click.Path(exists=True, path_type=Path)

DEFAULT_SEED = 7


def data_options(command: F) -> F:
    """Add the options of commands that read training data."""
    options = (
        click.option(
            "--playlists",
            multiple=True,
            required=True,
            type=click.Path(path_type=Path),
            help="MPD slices: a zip, a folder, a .json, .json.gz or .jsonl. May be given several times.",
        ),
        click.option(
            "--features",
            multiple=True,
            type=click.Path(path_type=Path),
            help="What is known of tracks, such as names and audio features: CSV or Parquet, plain or .gz. May be"
            " given several times, or left out.",
        ),
        click.option("--seed", default=DEFAULT_SEED, show_default=True, help="Same input and seed, same model."),
        click.option("--skip-bad", is_flag=True, help="Skip slices and rows that cannot be read."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def model_option(command: F) -> F:
    """Add `--model`."""
    return click.option(
        "--model",
        "folder",
        type=click.Path(path_type=Path),
        help="A trained model's folder [default: the served one]",
    )(command)


def step(message: str) -> None:
    """Write a progress line to standard error."""
    click.echo(f"· {message}", err=True)
