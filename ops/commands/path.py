"""`segue path`: songs that lead from one song to another."""

from pathlib import Path as Folder

import click

from ops.answer_lines import as_json as json_of
from ops.answer_lines import as_text
from ops.commands.bound_options import AskedBounds, bound_options
from ops.commands.options import model_option
from ops.open_model import open_model
from shared.model.ends import ends_of
from shared.model.path_answer import answer_path
from shared.model.ranking.query import RecommendationQuery
from shared.model.ranking.selection import Rules
from shared.settings.config import Settings


@click.command()
@model_option
@click.argument("start")
@click.argument("end")
@click.option(
    "-n", "n", default=10, show_default=True, type=click.IntRange(1, 100), help="How many songs between."
)
@bound_options
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
def path(folder: Folder | None, start: str, end: str, n: int, as_json: bool, asked: AskedBounds) -> None:
    """Lead from one song to another in even steps.

    Both are a link, an id, a song's name, or an artist, who stands for their best known song. Where the catalogue
    has nothing between two songs of the path, it says so.

    Songs between keep to bounds, as those of `segue recommend` do.

    Example: segue path --model var/model "Nina Simone - Feeling Good" "Daft Punk" -n 8
    """
    settings = Settings.from_environment()
    model = open_model(folder)
    ends = ends_of(start, end, model, settings.track_names(), settings.short_links())
    found = answer_path(model, ends, RecommendationQuery(rules=Rules(n=n), bounds=asked.compiled(model)))
    click.echo(json_of(found) if as_json else as_text(found))
