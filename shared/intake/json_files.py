"""Parser of JSON: playlists and lists of songs of any service, found wherever they stand in the document."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from shared.errors import InvalidInput
from shared.intake.bounds import MOST_LINES, beyond, bounded, joined, unread
from shared.intake.given_file import GivenFile
from shared.intake.history import LISTENING_HISTORY, Plays, is_play
from shared.intake.json_decoding import FENCED, decoded, python_value
from shared.intake.json_songs import is_episode, is_surely_song, plain_keys, song_in
from shared.intake.json_tables import rows_of_columns, rows_of_list, rows_of_object
from shared.intake.lines import named_track, read_line
from shared.intake.reference import Intake
from shared.intake.table import GivenTable, read_rows

ENDINGS = ("json", "jspf", "jsonl", "ndjson")

LIKED_SONGS = "Liked songs"
"""The name of the songs of a library that stand in no playlist."""

_FEW = 20
"""Entries that tell whether a list is a history."""

_DEEPEST = 20
"""Levels of objects in which playlists are searched."""

_LISTS = frozenset(
    "tracks songs track items playlist playlists tracklist listens list titles uris trackuris recommendations"
    " music results data entries queue songlist".split()
)
"""Fields whose list holds songs, whatever its entries are."""

_NO_SONGS: dict[str, tuple[str, str]] = {
    "albums": ("albums", "albums name no songs; open one and copy its songs"),
    "shows": ("podcasts", "podcasts are no songs"),
    "episodes": ("podcast episodes", "podcast episodes are no songs"),
    "audiobooks": ("audiobooks", "audiobooks are no songs"),
    "bannedtracks": ("banned songs", "you banned these, so they are left out"),
    "bannedartists": ("banned artists", "you banned these, so they are left out"),
    "artists": ("artists", "artists alone name no songs"),
}
"""Lists of a library that are not read: what the report calls them, and why."""

_PAGES = ("items", "data", "track", "tracks", "edges")
"""Fields in which the APIs of services keep the list of a playlist."""

_NAMES = ("name", "playlistname", "title", "playlisttitle")


@dataclass
class _Found:
    """Contents of the documents: entries by playlist, plays of all of them, and lists that are not read."""

    playlists: list[tuple[str, list[Any]]] = field(default_factory=list)
    plays: Plays = field(default_factory=Plays)
    skipped: list[Intake] = field(default_factory=list)
    tables: list[GivenTable] = field(default_factory=list)


def recognise(file: GivenFile) -> bool:
    """Return whether a file begins like JSON, begins with a bracket and is named as JSON, or has it in a fence."""
    start = file.start
    if not start.startswith(("{", "[")):
        return "```" in start and FENCED.search(start) is not None
    if file.ending in ENDINGS or start[1:].lstrip()[:1] in '"{[':
        return True
    return start[1:].lstrip()[:1] in ("'", "(") and python_value(start) is not None


def read_json(text: str) -> tuple[Intake, ...]:
    """Read each playlist of a document as a part. Raises InvalidInput as `read_documents` does."""
    return read_documents([("", text)])


def read_documents(documents: Sequence[tuple[str, str]]) -> tuple[Intake, ...]:
    """Read documents that belong together, each a name and a text: plays are counted across them.

    The name is that of a playlist without one. Raises InvalidInput for broken JSON, naming line and column, and
    for JSON without songs; a broken document among several is reported.
    """
    found = _Found()
    for name, text in documents:
        try:
            for document in decoded(text):
                _search(document, found, name)
        except InvalidInput as error:
            if len(documents) == 1:
                raise
            found.skipped.append(unread(name, 1, error.what))
    parts = [part for name, entries in found.playlists for part in _playlist(name, entries, found)]
    parts += _of_tables(found)
    if found.plays:
        parts.append(found.plays.ranked(LISTENING_HISTORY if parts else ""))
    if not parts:
        raise _without_songs(found)
    return (joined([parts[0], *found.skipped]), *parts[1:])


def _search(value: object, found: _Found, name: str = "", depth: int = 0) -> None:
    """Add the playlists, plays and skipped lists in a value."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        _search_list(value, found, name, depth)
    elif isinstance(value, dict):
        if rows := rows_of_columns(value):
            found.tables.append(GivenTable(rows, name))
            return
        if is_surely_song(value) and not _is_container(value):
            found.playlists.append((name, [value]))
            return
        if len(value) > 1 and all(
            isinstance(held, dict) and not _is_container(held) and is_surely_song(held) for held in value.values()
        ):
            found.playlists.append((name, list(value.values())))  # songs by number
            return
        _search_object(value, found, name, depth)


def _search_list(values: list[Any], found: _Found, name: str, depth: int) -> None:
    loose = []
    if rows := rows_of_list(values):
        found.tables.append(GivenTable(rows, name))
        return
    if any(isinstance(value, dict) and is_play(value) for value in values[:_FEW]):
        found.plays.add_all(values)
        return
    for value in values:
        if _is_container(value) or (isinstance(value, list) and any(map(_holds_songs, value))):
            _search(value, found, name, depth + 1)
        else:
            loose.append(value)
    if loose:
        found.playlists.append((name, loose))


def _search_object(value: Mapping[str, Any], found: _Found, name: str, depth: int) -> None:
    if rows := rows_of_object(value):
        found.tables.append(GivenTable(rows, name))
        return
    fields = plain_keys(value)
    given = next((text for key in _NAMES if isinstance(text := fields.get(key), str)), "")
    own = given or name
    for key, held in fields.items():
        if key in _NO_SONGS and isinstance(held, list):
            if held and "tracks" in fields:
                label, why = _NO_SONGS[key]
                found.skipped.append(unread(f"{label}: {len(held):,}", 1, why))
        elif isinstance(held, dict):
            _search(held, found, own, depth + 1)
        elif isinstance(held, list) and (key in _LISTS or any(map(_holds_songs, held[:_FEW]))):
            is_library = key == "tracks" and "albums" in fields and not given
            _search(held, found, LIKED_SONGS if is_library else own, depth + 1)


def _is_container(value: object) -> bool:
    """Return whether a value is an object with a list of songs."""
    if not isinstance(value, dict) or not any(isinstance(held, list | dict) for held in value.values()):
        return False
    fields = plain_keys(value)
    return any(
        isinstance(held, list)
        or (isinstance(held, dict) and any(isinstance(held.get(each), list) for each in _PAGES))
        for key, held in fields.items()
        if key in _LISTS
    ) or isinstance(fields.get("playlist"), dict)


def _holds_songs(value: object) -> bool:
    return isinstance(value, dict) and (_is_container(value) or is_play(value) or is_surely_song(value))


def _of_tables(found: _Found) -> list[Intake]:
    """Read lists of rows as tables; one without songs is reported."""
    parts: list[Intake] = []
    for table in found.tables:
        try:
            parts += read_rows(table)
        except InvalidInput as error:
            found.skipped.append(unread(f"rows: {len(table.rows):,}", 1, error.what))
    return parts


def _playlist(name: str, entries: Sequence[Any], found: _Found) -> list[Intake]:
    """Read a playlist's entries; a list without a song is only reported, and gives nothing."""
    first = [_entry(entry, place) for place, entry in enumerate(entries[:MOST_LINES], start=1)]
    read = joined([bounded(first), *beyond(len(entries), "songs")])
    episodes = sum(1 for entry in entries if isinstance(entry, dict) and is_episode(entry) and not song_in(entry))
    reports = [unread(f"podcast episodes: {episodes:,}", 1, "podcast episodes are no songs")] if episodes else []
    if read.references or read.playlist_ids or read.short_links:
        return [joined([Intake(name=" ".join(name.split())), read, *reports])]
    if len(read.unread) == 1:
        found.skipped.append(Intake(unread=read.unread))
    elif read.unread:
        found.skipped.append(unread(f"entries: {len(entries):,}", 1, "they name no song"))
    found.skipped += reports
    return []


def _entry(entry: object, place: int) -> Intake:
    if isinstance(entry, str):
        return read_line(" ".join(entry.split()), place)
    if not isinstance(entry, dict):
        return unread(f"entry {place:,}", place, "this entry is no track")
    song = song_in(entry)
    if song is None and is_episode(entry):
        return Intake()
    if song and song.title and not (song.artist or song.link or song.isrc):
        return read_line(song.title, place)  # videos have both in one title
    reference = named_track(song.link, song.title, song.artist, place, song.isrc) if song else None
    if reference is None:
        return unread(_keys_of(entry), place, "this entry has neither a track nor a title")
    return Intake(references=(reference,))


def _keys_of(entry: Mapping[str, Any]) -> str:
    """Return the names of an object's fields: what they hold may be personal."""
    return f"an entry with {', '.join(entry)}" if entry else "an empty entry"


def _without_songs(found: _Found) -> InvalidInput:
    reports = [each for part in found.skipped for each in part.unread]
    if any("podcast" in each.source for each in reports) or found.plays.episodes:
        return InvalidInput(
            "This file holds podcast episodes and no songs",
            expected="songs",
            found="podcast episodes",
            cure="of Spotify's download, send Playlist1.json, YourLibrary.json or StreamingHistory_music_0.json",
        )
    return InvalidInput(
        "The JSON holds no songs",
        expected="a list of songs with titles and artists",
        found=f"{reports[0].source}: {reports[0].why}" if reports else "none",
        cure="of a download from Spotify, send Playlist1.json, YourLibrary.json or StreamingHistory_music_0.json; "
        "else write the songs one a line",
    )
