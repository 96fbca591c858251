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

    @property
    def track(self) -> Track:
        """The song as a track of the catalogue."""
        return Track(self.uri, self.name, self.artist, other_ids=self.other_ids)


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

    def to_fields(self) -> dict[str, JSON]:
        """Return the fields of this list's record."""
        return {
            "owner": self.owner,
            "search": self.search,
            "title": self.title,
            "songs": [
                {
                    "uri": song.uri,
                    "name": song.name,
                    "artist": song.artist,
                    "because": list(song.because),
                    "other_ids": list(song.other_ids),
                }
                for song in self.songs
            ],
            "model": self.model,
            "created_at": self.created_at.isoformat(),
        }

    @classmethod
    def of(cls, id: str, fields: Mapping[str, JSON]) -> "Share":
        """Read a shared list back from the fields of its record."""
        songs = fields["songs"]
        return cls(
            id=id,
            owner=str(fields["owner"]),
            search=str(fields["search"]),
            title=str(fields["title"]),
            songs=tuple(map(_song, songs)) if isinstance(songs, list) else (),
            model=str(fields["model"]),
            created_at=datetime.fromisoformat(str(fields["created_at"])),
        )


def shared_key(owner: str, search: str) -> str:
    """Return the key of the record that maps an owner's search to the list it was shared as."""
    return f"{owner}.{search}"


def _song(value: JSON) -> SharedSong:
    fields = value if isinstance(value, dict) else {}
    return SharedSong(
        uri=str(fields.get("uri", "")),
        name=str(fields.get("name", "")),
        artist=str(fields.get("artist", "")),
        because=texts_of(fields.get("because")),
        other_ids=texts_of(fields.get("other_ids")),
    )
