"""Match the columns of a features table to fields by their names; values are not looked at."""

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
EXPLICIT = "explicit"
SPOTIFY_IDS, ISRCS = "spotify_ids", "isrcs"
"""Ids of a track besides its own, with | between; see `shared.domain.track_ids`."""
ARTIST_IDS = "artist_ids"
"""Ids of the credited artists, the leading one's first, with |, a comma or a blank between."""
NUMBERS = (*FEATURES, POPULARITY)

SYNONYMS: dict[str, tuple[str, ...]] = {
    # `id` comes last: beside a track_id it is often just the number of the row.
    ID: ("trackuri", "spotifyuri", "uri", "trackid", "spotifyid", "spotifytrackid", "recordingmbid", "mbid", "id"),
    "name": ("name", "trackname", "title", "song"),
    "artist": ("artist", "artists", "artistname", "artistnames", "trackartist"),
    "album": ("album", "albumname", "trackalbumname"),
    GENRES: ("genres", "genre", "artistgenres", "trackgenre"),
    RELEASED: ("releasedate", "albumreleasedate", "trackalbumreleasedate", "year", "releaseyear"),
    POPULARITY: ("popularity", "trackpopularity"),
    EXPLICIT: ("explicit", "isexplicit", "trackexplicit"),
    ISRCS: ("isrcs", "isrc"),
    ARTIST_IDS: ("artistids", "artisturi", "artisturis", "artistid", "artistmbids", "artistmbid"),
    "duration_ms": ("durationms", "trackdurationms"),
}
"""Accepted column names of each field, best first, in lower case without spaces and punctuation. Any other field
has its own name only."""


def match_columns(path: Path, headers: Sequence[str]) -> dict[str, str]:
    """Return field -> header for the fields in the table; case, spaces, underscores and brackets are ignored.

    Raises InvalidData, which names the file and the columns, without a column of track ids, or with no other.
    """
    plain = {_plain(header): header for header in reversed(headers)}
    found = {}
    for field in (ID, *TEXTS, GENRES, RELEASED, EXPLICIT, SPOTIFY_IDS, ISRCS, ARTIST_IDS, *NUMBERS):
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
        missing, expected = "column of track ids", "track_uri, track_id, Spotify ID, recording_mbid or id"
    elif len(found) == 1:
        missing, expected = "column that describes a track", f"some of {', '.join((*TEXTS, *FEATURES))}"
    else:
        return
    raise InvalidData(
        f"{path} has no {missing}",
        expected=expected,
        found=", ".join(headers)[:400] or "no columns",
        cure="add or rename the column; its values may be blank",
    )
