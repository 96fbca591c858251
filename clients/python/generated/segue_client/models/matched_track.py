from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.matched_track_kind import MatchedTrackKind, check_matched_track_kind

if TYPE_CHECKING:
    from ..models.alternative import Alternative


T = TypeVar("T", bound="MatchedTrack")


@_attrs_define
class MatchedTrack:
    """
    Attributes:
        source (str):
        line (int):
        uri (str): A track's id, whose prefix names its provider: `spotify:track:` and 22 letters or digits,
            `musicbrainz:recording:` and an MBID in lower case, or `demo:track:` for an invented song
        name (str):
        artist (str):
        confidence (float):
        kind (MatchedTrackKind): `artist` if the input names an artist alone, `stand_in` if a song that the catalogue
            does not have: then this song stands for it, by its artist, or by the genres or sound that a file tells of it,
            and `unmatched` has the line too
        alternatives (list[Alternative]): Other songs it may name, the likeliest first; empty for a sure match
        note (str): How the song was found, where that is neither by its id nor by the given words: a link to another
            release is matched by the name that Spotify has for it. Empty otherwise
    """

    source: str
    line: int
    uri: str
    name: str
    artist: str
    confidence: float
    kind: MatchedTrackKind
    alternatives: list[Alternative]
    note: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        source = self.source

        line = self.line

        uri = self.uri

        name = self.name

        artist = self.artist

        confidence = self.confidence

        kind: str = self.kind

        alternatives = []
        for alternatives_item_data in self.alternatives:
            alternatives_item = alternatives_item_data.to_dict()
            alternatives.append(alternatives_item)

        note = self.note

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "source": source,
                "line": line,
                "uri": uri,
                "name": name,
                "artist": artist,
                "confidence": confidence,
                "kind": kind,
                "alternatives": alternatives,
                "note": note,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.alternative import Alternative  # noqa: PLC0415

        d = dict(src_dict)
        source = d.pop("source")

        line = d.pop("line")

        uri = d.pop("uri")

        name = d.pop("name")

        artist = d.pop("artist")

        confidence = d.pop("confidence")

        kind = check_matched_track_kind(d.pop("kind"))

        alternatives = []
        _alternatives = d.pop("alternatives")
        for alternatives_item_data in _alternatives:
            alternatives_item = Alternative.from_dict(alternatives_item_data)

            alternatives.append(alternatives_item)

        note = d.pop("note")

        matched_track = cls(
            source=source,
            line=line,
            uri=uri,
            name=name,
            artist=artist,
            confidence=confidence,
            kind=kind,
            alternatives=alternatives,
            note=note,
        )

        matched_track.additional_properties = d
        return matched_track

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
