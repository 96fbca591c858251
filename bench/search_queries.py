"""Kinds of song-name queries, whole, partial and misspelt, made from tracks; nothing is searched here."""

import random
from collections.abc import Callable

from shared.domain.names import leading_artist, song_key
from shared.domain.track import Track

LETTERS = "abcdefghijklmnopqrstuvwxyz"

QueryWriter = Callable[[random.Random, Track], str]


def misspell(draw: random.Random, text: str, edits: int = 1) -> str:
    """Return a text with `edits` typing errors; each drops, doubles, swaps or replaces a letter, not the first."""
    for _ in range(edits):
        place = draw.randrange(1, max(len(text) - 1, 2))
        left, here, right = text[:place], text[place : place + 1], text[place + 1 :]
        slips = (left + right, left + here * 2 + right, left + right[:1] + here + right[1:])
        text = draw.choice((*slips, left + draw.choice(LETTERS) + right))
    return text


def title(track: Track) -> str:
    """Return the title as people type it, folded and without its version."""
    return song_key(track.name, "").partition("\t")[0]


def part(share: float) -> QueryWriter:
    """Return a query writer that types the first `share` of the title's letters, one at least."""
    return lambda _, track: title(track)[: max(1, round(share * len(title(track))))]


KINDS: dict[str, QueryWriter] = {
    "1/4 of the title": part(0.25),
    "1/2 of the title": part(0.5),
    "3/4 of the title": part(0.75),
    "title": part(1.0),
    "title artist": lambda _, track: f"{title(track)} {leading_artist(track.artist)}",
    "artist title": lambda _, track: f"{leading_artist(track.artist)} {title(track)}",
    "a word and the artist": lambda draw, track: (
        f"{draw.choice(title(track).split())} {leading_artist(track.artist)}"
    ),
    "title, 1 slip": lambda draw, track: misspell(draw, title(track)),
    "title, 2 slips": lambda draw, track: misspell(draw, title(track), 2),
    "title artist, 1 slip": lambda draw, track: misspell(draw, f"{title(track)} {leading_artist(track.artist)}"),
    "artist title, 2 slips": lambda draw, track: misspell(
        draw, f"{leading_artist(track.artist)} {title(track)}", 2
    ),
    "3/4 title artist, 1 slip": lambda draw, track: misspell(
        draw, f"{title(track)} {leading_artist(track.artist)[:4]}"
    ),
}
