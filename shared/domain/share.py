"""A shared list: the content of its public page, stored independently of its search and of the model."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from shared.domain.search import JSON, texts_of
from shared.domain.track import Track


@dataclass(frozen=True, slots=True)
class SharedSong:
    """A song as it was when the list was shared."""

    uri: str
    name: str
    artist: str
    because: tuple[str, ...]
    """Reasons in words, the most telling first."""
    other_ids: tuple[str, ...] = ()
    """Ids at other providers."""
    colours: tuple[str, str] | None = None
    """Of its place on the map, by day and by night, as `#rrggbb`; None if that is unknown."""

    @property
    def track(self) -> Track:
        """The song as a track of the catalogue."""
        return Track(self.uri, self.name, self.artist, other_ids=self.other_ids)


@dataclass(frozen=True, slots=True)
class SourceSong:
    """A song, or an artist without one, that a list was made from."""

    name: str
    artist: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """The songs that somebody brought to a list."""

    by: str
    """Their name in a blend; "" for a list of one person."""
    count: int
    """Number of all that was brought."""
    songs: tuple[SourceSong, ...]
    """Those that may be named, the first ones first."""


@dataclass(frozen=True, slots=True)
class Share:
    """A list that anyone with its address may see, until its owner takes it down."""

    id: str
    owner: str
    search: str
    title: str
    songs: tuple[SharedSong, ...]
    model: str
    """Version of the model that its names and reasons are from."""
    created_at: datetime
    made_from: tuple[Source, ...] = ()
    """Empty where its owner left it out, and for a list from before it was kept."""
    note: str = ""
    """A sentence about the whole list, "" for none."""

    def to_fields(self) -> dict[str, JSON]:
        """Return the fields of this list's record."""
        return {
            "owner": self.owner,
            "search": self.search,
            "title": self.title,
            "songs": [song_fields(song) for song in self.songs],
            "model": self.model,
            "created_at": self.created_at.isoformat(),
            "made_from": [source_fields(source) for source in self.made_from],
            "note": self.note,
        }

    @classmethod
    def of(cls, id: str, fields: Mapping[str, JSON]) -> "Share":
        """Read a shared list back from the fields of its record."""
        return cls(
            id=id,
            owner=str(fields["owner"]),
            search=str(fields["search"]),
            title=str(fields["title"]),
            songs=songs_in(fields["songs"]),
            model=str(fields["model"]),
            created_at=datetime.fromisoformat(str(fields["created_at"])),
            made_from=sources_in(fields.get("made_from")),
            note=str(fields.get("note", "")),
        )


def shared_key(owner: str, search: str) -> str:
    """Return the key of the record that maps an owner's search to the list it was shared as."""
    return f"{owner}.{search}"


def songs_in(value: JSON) -> tuple[SharedSong, ...]:
    """Read songs back from a record's field."""
    return tuple(map(_song, value)) if isinstance(value, list) else ()


def sources_in(value: JSON) -> tuple[Source, ...]:
    """Read what a list was made from back from a record's field."""
    return tuple(map(_source, value)) if isinstance(value, list) else ()


def song_fields(song: SharedSong) -> dict[str, JSON]:
    """Return the fields of a song in a record."""
    return {
        "uri": song.uri,
        "name": song.name,
        "artist": song.artist,
        "because": list(song.because),
        "other_ids": list(song.other_ids),
        "colours": list(song.colours) if song.colours else None,
    }


def source_fields(source: Source) -> dict[str, JSON]:
    """Return the fields of a source in a record."""
    songs: list[JSON] = [{"name": song.name, "artist": song.artist} for song in source.songs]
    return {"by": source.by, "count": source.count, "songs": songs}


def _song(value: JSON) -> SharedSong:
    fields = value if isinstance(value, dict) else {}
    day, night = (*texts_of(fields.get("colours")), "", "")[:2]
    return SharedSong(
        uri=str(fields.get("uri", "")),
        name=str(fields.get("name", "")),
        artist=str(fields.get("artist", "")),
        because=texts_of(fields.get("because")),
        other_ids=texts_of(fields.get("other_ids")),
        colours=(day, night) if night else None,
    )


def _source(value: JSON) -> Source:
    fields = value if isinstance(value, dict) else {}
    songs, count = fields.get("songs"), fields.get("count")
    return Source(
        by=str(fields.get("by", "")),
        count=count if isinstance(count, int) else 0,
        songs=tuple(map(_source_song, songs)) if isinstance(songs, list) else (),
    )


def _source_song(value: JSON) -> SourceSong:
    fields = value if isinstance(value, dict) else {}
    return SourceSong(str(fields.get("name", "")), str(fields.get("artist", "")))
