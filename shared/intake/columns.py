"""Columns of a table of songs: found by known headers, else by what their cells hold."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from shared.errors import InvalidInput
from shared.intake.bounds import SHOWN
from shared.intake.facts import FactColumns, fact_columns
from shared.intake.headers import Meaning, is_header, meanings_of
from shared.intake.links import linked_track_id

_HEADER_WITHIN = 20
"""The header is searched among this many rows: some programs write a title and a date above it."""

_LOOKED_AT = 50
"""Rows whose cells tell what a column holds."""

_DATE = re.compile(r"\b\d{4}-\d\d-\d\d|\b\d{1,2}[ ./-](?:\d{1,2}|[^\W\d]{3,9})[ ./-]\d{2,4}\b|^1\d{9}$")
_PLAIN = re.compile(
    r"""^(?: [\d\s.,:%+-]+                                  # a number, a duration or a date
         | (?i:true|false|yes|no|n/a|null|none|-)
         | \S+://\S+ | spotify:\S+ | \S+@\S+
         | [A-Z]{2}[A-Z0-9]{3}\d{7}                         # ISRC
         | [0-9a-f]{8}-[0-9a-f-]{27} )$""",
    re.VERBOSE,
)
"""A cell that names neither a song nor an artist."""

_VIDEO_ID = re.compile(r"^[\w-]{11}$")

_NO_HEADER = re.compile(r"[:/]")
"""Signs of a link or URI; no header of a column of tracks has them."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The position of each column that is read."""

    places: dict[Meaning, int] = field(default_factory=dict)
    reversible: bool = False
    """Whether title and artist may stand in either order: no header tells."""
    has_sections: bool = False
    """Whether a row of one cell is the heading of a playlist."""
    may_join: bool = True
    """Whether a title without an artist may hold both."""
    described: FactColumns = field(default_factory=FactColumns)
    """The columns that describe the songs."""

    def cell(self, meaning: Meaning, cells: Sequence[str]) -> str:
        """Return a row's cell of this meaning, "" if it has none."""
        place = self.places.get(meaning, -1)
        return cells[place] if 0 <= place < len(cells) else ""


def header_at(rows: Sequence[Sequence[str]]) -> int:
    """Return the index of the header among the first rows, -1 if there is none."""
    known = next((place for place, cells in enumerate(rows[:_HEADER_WITHIN]) if is_header(cells)), -1)
    return 0 if known < 0 and _is_unlike(rows[0], rows[1:_LOOKED_AT]) else known


def _is_unlike(first: Sequence[str], others: Sequence[Sequence[str]]) -> bool:
    """Return whether the first row is a header, half known or not at all: it has no track where the others do."""
    if sum(1 for cell in first if cell) < 2:
        return False
    if {"title", "artist", "id", "isrc"} & meanings_of(first).keys():
        return True
    track = _track_column(_held(others), ())
    return track is not None and track < len(first) and not _NO_HEADER.search(first[track])


def _held(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return the cells of each column that are not empty."""
    width = max(map(len, rows), default=0)
    return [[row[place] for row in rows if place < len(row) and row[place]] for place in range(width)]


def columns_of(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Columns:
    """Return the columns of a table by its header, by its cells where it has none (an empty header).

    Raises InvalidInput if no column names songs.
    """
    rows = rows[:_LOOKED_AT]
    held = _held([("",) * len(header), *rows])
    columns = _by_header(header, held) if header else _by_cells(held)
    if not {"id", "title", "isrc"} & columns.places.keys():
        raise _no_songs(header or rows[0], columns)
    return columns


def _by_header(header: Sequence[str], held: Sequence[Sequence[str]]) -> Columns:
    known = meanings_of(header)
    places: dict[Meaning, int] = {
        meaning: _telling(among, held) for meaning, among in known.items() if meaning != "id"
    }
    track = _track_column(held, known.get("id", ()))
    if track is not None:
        places["id"] = track
    if "video" in places and not {"id", "title"} & places.keys():
        places |= _of_takeout(held)
    return Columns(places, described=fact_columns(header, held))


def _of_takeout(held: Sequence[Sequence[str]]) -> dict[Meaning, int]:
    """Return title and artist beside ids of videos, under headers of any language: title, album, artists."""
    words = [place for place, cells in enumerate(held) if _are_words(cells)]
    words = [place for place in words if not all(map(_VIDEO_ID.match, held[place]))]
    return {"title": words[0], "artist": words[2]} if len(words) >= 3 else {}


def _telling(places: Sequence[int], held: Sequence[Sequence[str]]) -> int:
    """Return the first of several columns with one meaning whose cells are words: "Track" may be a number."""
    return next((place for place in places if any(not _PLAIN.match(cell) for cell in held[place])), places[0])


def _track_column(held: Sequence[Sequence[str]], by_header: Sequence[int]) -> int | None:
    """Return the column of which most cells are tracks; those of a known header come first."""
    for place in sorted(range(len(held)), key=lambda place: place not in by_header):
        tracks = [cell for cell in held[place] if linked_track_id(cell)]
        # A bare id counts only under a known header: a name may have 22 letters.
        sure = place in by_header or any("spotify" in cell or "brainz" in cell for cell in tracks)
        if sure and 2 * len(tracks) > len(held[place]):
            return place
    return None


def _by_cells(held: Sequence[Sequence[str]]) -> Columns:
    """Find the columns of a table without a header: a link, and words in one of the usual orders."""
    track = _track_column(held, ())
    words = [place for place, cells in enumerate(held) if _are_words(cells)]
    names = _ordered(words, held, track)
    places: dict[Meaning, int] = dict(names)
    if track is not None:
        places["id"] = track
    return Columns(places, reversible="artist" in places, has_sections=track is not None)


def _are_words(cells: Sequence[str]) -> bool:
    """Return whether most cells may be names."""
    return bool(cells) and 2 * sum(1 for cell in cells if not _PLAIN.match(cell) and not _DATE.search(cell)) > len(
        cells
    )


def _ordered(words: Sequence[int], held: Sequence[Sequence[str]], track: int | None) -> dict[Meaning, int]:
    """Return title and artist among the columns of words."""
    before = {place: held[place - 1] for place in words if place}
    artists = [place for place, cells in before.items() if _most_start(cells, "spotify:artist:")]
    albums = [place for place, cells in before.items() if _most_start(cells, "spotify:album:")]
    named = [place for place in words if place not in (*artists, *albums)]
    if artists and named:
        return {"title": named[0], "artist": artists[0]}
    if not named:
        return {}
    if len(named) == 1:
        joined = sum(1 for cell in held[named[0]] if " - " in cell)
        is_alone = sum(map(bool, held)) == 1
        is_list = track is not None or is_alone or 2 * joined > len(held[named[0]])
        return {"title": named[0]} if is_list else {}
    if len(named) == 2:
        return {"title": named[0], "artist": named[1]}
    if track is not None and track < named[0]:  # Exportify: link, title, album, artist
        return {"title": named[0], "artist": named[2]}
    return _of_three(named[:3], held)


def _most_start(cells: Sequence[str], start: str) -> bool:
    return 2 * sum(1 for cell in cells if cell.startswith(start)) > len(cells)


def _of_three(named: Sequence[int], held: Sequence[Sequence[str]]) -> dict[Meaning, int]:
    """Return title, artist and album among three columns.

    Titles differ most, artists least, as an artist has several albums; but one name in all rows beside two columns
    that never repeat is that of a sampler. Where columns differ equally, the artist stands before the album, the
    title before both. A time behind them tells last.fm's order of artist, album and title.
    """
    first, second, third = named
    if any(cells and all(map(_DATE.search, cells)) for cells in held[third + 1 :]):
        return {"artist": first, "album": second, "title": third}
    counts = {place: len(set(held[place])) for place in named}
    least, middle, most = sorted(counts.values())
    if least == most:
        return {"title": first, "artist": second, "album": third}
    if middle == most:
        rarest = min(named, key=lambda place: counts[place])
        one, other = (place for place in named if place != rarest)
        if least == 1:
            return {"title": one, "artist": other, "album": rarest}
        return {"title": one, "artist": rarest, "album": other}
    title = max(named, key=lambda place: counts[place])
    artist, album = sorted((place for place in named if place != title), key=lambda place: counts[place])
    return {"title": title, "artist": artist, "album": album}


def _no_songs(header: Sequence[str], columns: Columns) -> InvalidInput:
    found = ", ".join(header)[:SHOWN]
    if "video" in columns.places:
        return InvalidInput(
            "This table names videos of YouTube by their ids alone",
            expected="a column of titles",
            found=found,
            cure="send “music library songs.csv” of the same download, or copy the titles from the playlist",
        )
    return InvalidInput(
        "No column of the table names songs",
        expected="a column such as “Title” or “Track Name”",
        found=found,
        cure="write “Title” and “Artist” above the columns that hold them",
    )
