"""`segue search`: songs and artists by name."""

from pathlib import Path

import click

from ops.commands.options import model_option
from ops.open_model import open_model
from shared.domain.track import join_names
from shared.model.model import Model

_SONGS, _NEAR = 3, 5


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("-n", "limit", default=10, show_default=True, type=click.IntRange(1, 50), help="How many of them.")
@click.option("--kind", type=click.Choice(["song", "artist"]), default="song", show_default=True)
@model_option
def search(words: tuple[str, ...], limit: int, kind: str, folder: Path | None) -> None:
    """Find songs by name, typos and artists' names allowed, or artists with what is known of them.

    Example: segue search --model var/model paper lantrens
    """
    find = _artists if kind == "artist" else _songs
    found = find(open_model(folder), " ".join(words), limit)
    click.echo("\n".join(found) if found else f"No {kind} is near enough to these words.")


def _songs(model: Model, text: str, limit: int) -> list[str]:
    hits = model.search_songs(text, limit)
    return [f"{hit.confidence:4.0%}  {hit.track.title}  {hit.track.id}" for hit in hits]


def _artists(model: Model, text: str, limit: int) -> list[str]:
    hits = model.search_artists(text, limit)
    lines = []
    for hit, artist in zip(hits, model.artists_of([hit.number for hit in hits], _SONGS, _NEAR), strict=True):
        songs = join_names([f"“{track.name}”" for track in artist.listed])
        count = f"{artist.songs:,} {'song' if artist.songs == 1 else 'songs'}"
        lines.append(f"{hit.confidence:4.0%}  {artist.name}: {count}, such as {songs}")
        lines += [f"      near: {join_names(artist.near)}"] if artist.near else []
    return lines
