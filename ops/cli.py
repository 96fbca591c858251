"""The command `segue`: one line for a mistake, exit code 2, never a stack trace for what a person typed."""

import sys

import click

from ops.commands.demo import demo
from ops.commands.doctor import doctor
from ops.commands.evaluate import evaluate
from ops.commands.models import models
from ops.commands.recommend import recommend
from ops.commands.search import search
from ops.commands.serve import serve
from ops.commands.train import train
from shared.errors import SegueError


@click.group(context_settings={"max_content_width": 110})
@click.version_option(package_name="segue")
def segue() -> None:
    r"""Train, try, publish and serve a music recommender.

    \b
    Example: segue train --playlists playlists.zip --features features.csv.gz --out var/model
             segue recommend --model var/model --track "Paper Lanterns in June" -n 5
    """


for command in (demo, train, evaluate, recommend, search, serve, models, doctor):
    segue.add_command(command)


def main() -> None:
    """Run the command line; the entry point of the installed script."""
    try:
        segue(standalone_mode=False)
    except SegueError as error:
        fail(str(error))
    except click.ClickException as error:
        fail(error.format_message())
    except click.Abort:
        sys.exit(130)


def fail(message: str) -> None:
    """Say what is wrong in one line and end with code 2."""
    click.echo(f"segue: {' '.join(message.split())}", err=True)
    sys.exit(2)
