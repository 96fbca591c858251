"""Which column of a features table holds what, under the names that the known sources give them."""

import re
from collections.abc import Sequence
from pathlib import Path

from shared.domain.track import FEATURES
from shared.errors import InvalidData

ID = "id"
TEXTS = ("name", "artist", "album")
GENRES = "genres"
RELEASED = "released"
POPULARITY = "popularity"
NUMBERS = (*FEATURES, POPULARITY)

OPTIONAL_FEATURES = frozenset({"key", "mode", "time_signature"})
"""Features a table may lack a column for: many published tables have no `time_signature`, and some leave out key
and mode, which are categories. The other ten are what a track's sound is told from."""

SYNONYMS: dict[str, tuple[str, ...]] = {
    # `id` comes last: beside a track_id it is often just the number of the row.
    ID: ("trackuri", "spotifyuri", "uri", "trackid", "spotifyid", "spotifytrackid", "id"),
    "name": ("name", "trackname", "title", "song"),
    "artist": ("artist", "artists", "artistname", "artistnames", "trackartist"),
    "album": ("album", "albumname", "trackalbumname"),
    GENRES: ("genres", "genre", "artistgenres", "trackgenre"),
    RELEASED: ("releasedate", "albumreleasedate", "trackalbumreleasedate", "year", "releaseyear"),
    POPULARITY: ("popularity", "trackpopularity"),
    "duration_ms": ("durationms", "trackdurationms"),
}
"""What each field may be called, best first, without case, spaces and punctuation. Any other field goes by its own
name only."""


def match_columns(path: Path, headers: Sequence[str]) -> dict[str, str]:
    """Give the header of each field that the table has, whatever its case, spaces, underscores and brackets.

    Raises InvalidData, naming the file and the columns, if there is no track id or a feature is missing that is
    not among `OPTIONAL_FEATURES`.
    """
    plain = {_plain(header): header for header in reversed(headers)}
    found = {}
    for field in (ID, *TEXTS, GENRES, RELEASED, *NUMBERS):
        names = SYNONYMS.get(field, (_plain(field),))
        header = next((plain[name] for name in names if name in plain), None)
        if header is not None:
            found[field] = header
    _demand(path, headers, found)
    return found


def _plain(header: str) -> str:
    return re.sub(r"[\W_]+", "", header.casefold())


def _demand(path: Path, headers: Sequence[str], found: dict[str, str]) -> None:
    if ID not in found:
        missing, expected = "column of track ids", "track_uri, track_id, Spotify ID or id"
    else:
        lacking = [name for name in FEATURES if name not in found and name not in OPTIONAL_FEATURES]
        if not lacking:
            return
        missing, expected = f"column {', '.join(lacking)}", f"all of {', '.join(FEATURES)}"
    raise InvalidData(
        f"{path} has no {missing}",
        expected=expected,
        found=", ".join(headers)[:400] or "no columns",
        cure="add or rename the column; its values may be blank",
    )
