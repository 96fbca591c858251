"""The command `segue`: a mistake in its arguments ends it with one line and exit code 2, without a stack trace."""

import signal
import sys
from collections.abc import Mapping
from importlib import import_module

import click
from click.exceptions import NoArgsIsHelpError, NoSuchCommand

from shared.errors import SegueError

COMMANDS: Mapping[str, str] = {
    "demo": "Invent a catalogue: playlists in MPD layout, audio features and the hidden truth.",
    "fetch": "Fetch real songs and listening from open data, and audio features for them.",
    "train": "Train a model and write it, with report.html beside it.",
    "evaluate": "Hold out a tenth of the playlists, train on the others, and compare methods on the tenth.",
    "recommend": "Recommend songs that belong next to the given ones, or that WORDS ask for.",
    "path": "Lead from one song to another in even steps.",
    "search": "Find songs by name, typos and artists' names allowed, or artists with what is known of them.",
    "serve": "Serve the site and every function on one port, with embedded storage.",
    "real": "Fetch what people listen to, train on it, and serve that model from then on.",
    "ingest": "Publish the playlists in PATHS, one message each.",
    "staged": "List, drop and compact the playlists that listeners agreed to share for training.",
    "replay": "Publish rejected and undelivered messages again, once the cause is fixed.",
    "ratings": "Export all ratings as CSV, and import them.",
    "email": "Look at the weekly mail.",
    "bounces": "Heed the bounces and complaints in SOURCE as SendGrid's events are heeded.",
    "schedule": "Show and change the schedule of the weekly mails, in the job that SEGUE_SCHEDULE names.",
    "models": "List, publish, promote, roll back and delete models in the object store.",
    "backup": "Copy all records and objects to another store, and restore them.",
    "doctor": "Check settings, records, objects and the served model; exit with code 1 if anything is wrong.",
    "deploy": "Check what `terraform apply` needs.",
    "bundle": "Write OUT/NAME.zip: the function NAME, `shared/`, and its pinned requirements.",
}
"""Every command with its summary, in the order of `--help`; each is `ops/commands/<name>.py`."""

ENDED = 128 + signal.SIGTERM
"""Exit code of a command that SIGTERM ended, as shells give it."""


class LazyGroup(click.Group):
    """A group that imports a command when it is called: neither `segue search` nor `--help` loads scikit-learn."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the same in every context
        """Return the names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import a command, or return None if there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"ops.commands.{cmd_name}"), cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the summaries of all commands."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that arguments name. Raises NoSuchCommand, which suggests similar names."""
        try:
            return super().resolve_command(ctx, args)
        except NoSuchCommand as error:
            raise NoSuchCommand(error.command_name, possibilities=list(COMMANDS), ctx=ctx) from error


@click.group(cls=LazyGroup, context_settings={"max_content_width": 110})
@click.version_option(package_name="segue")
def segue() -> None:
    """Train, try, publish and serve a music recommender.

    \b
    Example: segue train --playlists playlists.zip --features features.csv.gz --out var/model
             segue recommend --model var/model --track "Paper Lanterns in June" -n 5
    """  # noqa: D301 - click's mark of a paragraph that is not wrapped


def main() -> None:
    """Run the command line; the entry point of the installed script."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(ENDED))  # so that temporary folders are deleted
    try:
        segue(standalone_mode=False)
    except SegueError as error:
        fail(str(error))
    except NoArgsIsHelpError as error:
        click.echo(error.format_message())
        sys.exit(error.exit_code)
    except click.ClickException as error:
        fail(error.format_message())
    except click.Abort:
        sys.exit(130)


def fail(message: str) -> None:
    """Write an error in one line and exit with code 2."""
    click.echo(f"segue: {' '.join(message.split())}", err=True)
    sys.exit(2)
