"""Songs in JSON: one object of any known service read by the usual names of its fields."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import unquote_plus

from shared.domain.track_ids import isrc_of
from shared.intake.channels import artist_of_channel, is_music_channel
from shared.intake.links import linked_track_id

LONGEST_NAME = 300
"""Characters of a title and of an artist that are used."""

_WRAPPERS = ("track", "trackmetadata", "song", "localtrack", "item", "attributes", "node")
_PLAIN_TITLES = (
    *("trackname", "mastermetadatatrackname", "songname", "songtitle", "tracktitle", "title", "song"),
    *("titlename", "track", "recordingname"),
)
_TITLES = (*_PLAIN_TITLES, "name")
_ARTISTS = (
    *("artistname", "artistnames", "mastermetadataalbumartistname", "trackartist", "artist", "artists"),
    *("creator", "performer", "singer", "band", "by", "author", "subtitles"),
)
_IDS = (
    *("trackuri", "spotifytrackuri", "spotifyuri", "spotifyid", "uri", "id", "trackid", "location"),
    *("identifier", "url", "link", "trackurl", "spotifyurl", "externalurls"),
    *("recordingmbid", "mbid"),
)
_EPISODES = ("episodename", "podcastname", "episode", "audiobook", "audiobooktitle")
_WATCHED = re.compile(
    r"^(?:(?:Watched|Listened to|Has visto|Vous avez regardé|Hai guardato|Você assistiu a) (?P<before>.+)"
    r"|(?P<after>.+?) ?(?:angesehen|bekeken|を視聴しました))$"
)
"""The title of a video in the histories of YouTube."""
_NOT_ALNUM = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class JsonSong:
    """Facts of a song in an object; fields it lacks are empty."""

    link: str
    title: str
    artist: str
    isrc: str = ""


@lru_cache(maxsize=4096)
def plain_key(name: str) -> str:
    """Return the name of a field without case, blanks, underscores and signs."""
    return _NOT_ALNUM.sub("", name.casefold())


def plain_keys(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Return an object with its fields under `plain_key`."""
    return {plain_key(name): value for name, value in entry.items()}


def song_in(entry: Mapping[str, Any]) -> JsonSong | None:
    """Return the song of an object, or of the object in it; None if it has neither a track nor a title."""
    fields = plain_keys(entry)
    if fields.get("type") == "episode":  # the Web API gives podcasts a name, as it does songs
        return None
    inner = next((fields[name] for name in _WRAPPERS if isinstance(fields.get(name), dict)), None)
    if inner is not None and is_episode(inner):
        return None
    if inner is not None and (song := song_in(inner)):
        return song
    if "titleurl" in fields and "subtitles" in fields:
        return _watched(fields)
    link = next((link for name in _IDS if (link := _link(fields.get(name)))), "")
    title, artist = _first(fields, _TITLES), _first(fields, _ARTISTS)
    if not title and link.startswith("spotify:local:"):
        title, artist = _of_local_file(link)
    others = fields.get("externalids")
    isrc = _text(fields.get("isrc") or (others.get("isrc") if isinstance(others, dict) else ""))
    return JsonSong(link, title, artist, isrc) if link or title or isrc_of(isrc) else None


def is_surely_song(entry: Mapping[str, Any]) -> bool:
    """Return whether an object is a song wherever it stands, and no playlist, album or artist."""
    song = song_in(entry)
    if song is None:
        return False
    fields = plain_keys(entry)
    return bool(song.link or song.artist or any(_text(fields.get(name)) for name in _PLAIN_TITLES))


def is_episode(entry: Mapping[str, Any]) -> bool:
    """Return whether an object is an episode of a podcast or a chapter of a book."""
    fields = plain_keys(entry)
    inner = next((fields[name] for name in _WRAPPERS if isinstance(fields.get(name), dict)), None)
    if inner is not None:
        return is_episode(inner)
    if fields.get("type") == "episode" or str(fields.get("uri")).startswith("spotify:episode:"):
        return True
    return any(fields.get(name) for name in _EPISODES)


def _first(fields: Mapping[str, Any], names: Iterable[str]) -> str:
    return next((text for name in names if (text := _text(fields.get(name)))), "")[:LONGEST_NAME]


def _text(value: object) -> str:
    """Return a value as text: a name, the name of an object, or the names of a list."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, dict):
        return next((_text(value[name]) for name in ("name", "#text", "title") if name in value), "")
    if isinstance(value, list):
        return ", ".join(filter(None, map(_text, value[:5])))
    return ""


def _link(value: object) -> str:
    """Return the id, URI or link of a track in a value, "" if it has none."""
    if isinstance(value, str) and (linked_track_id(value) or value.startswith("spotify:local:")):
        return value.strip()
    if isinstance(value, dict):
        return _link(value.get("spotify"))
    if isinstance(value, list):
        return next((link for each in value[:5] if (link := _link(each))), "")
    return ""


def _of_local_file(uri: str) -> tuple[str, str]:
    """Return title and artist of `spotify:local:ARTIST:ALBUM:TITLE:SECONDS`."""
    parts = [unquote_plus(part) for part in uri.split(":")]
    return (parts[4], parts[2]) if len(parts) >= 5 else ("", "")


def _watched(fields: Mapping[str, Any]) -> JsonSong | None:
    """Return the song of an entry of YouTube Music's history; None for a video of another kind."""
    channel = _text(fields["subtitles"])
    if fields.get("header") != "YouTube Music" and not is_music_channel(channel):
        return None
    title = _text(fields.get("title"))
    found = _WATCHED.match(title)
    plain = (found["before"] or found["after"]) if found else title
    return JsonSong("", plain[:LONGEST_NAME], artist_of_channel(channel)[:LONGEST_NAME])
