from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.reading_response_first_type_0 import ReadingResponseFirstType0
    from ..models.reading_response_missed_item import ReadingResponseMissedItem


T = TypeVar("T", bound="ReadingResponse")


@_attrs_define
class ReadingResponse:
    """
    Attributes:
        model (str):
        pieces (int): Lines and links that may name a song or an artist
        songs (int): Those of them that name a song here
        first (None | ReadingResponseFirstType0): The first of these songs
        others (int): The number of other songs that the first may be
        artists (list[str]): Artists who are given by name or link
        words (list[str]): The parts of a sentence that are understood; empty for a text that is none
        missed (list[ReadingResponseMissedItem]): The first pieces that name nothing here
        playlists (int): Links of playlists, whose songs no link tells
        short_links (int): Short links, which are followed when the text is asked by
    """

    model: str
    pieces: int
    songs: int
    first: None | ReadingResponseFirstType0
    others: int
    artists: list[str]
    words: list[str]
    missed: list[ReadingResponseMissedItem]
    playlists: int
    short_links: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.reading_response_first_type_0 import ReadingResponseFirstType0  # noqa: PLC0415

        model = self.model

        pieces = self.pieces

        songs = self.songs

        first: dict[str, Any] | None
        if isinstance(self.first, ReadingResponseFirstType0):
            first = self.first.to_dict()
        else:
            first = self.first

        others = self.others

        artists = self.artists

        words = self.words

        missed = []
        for missed_item_data in self.missed:
            missed_item = missed_item_data.to_dict()
            missed.append(missed_item)

        playlists = self.playlists

        short_links = self.short_links

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "model": model,
                "pieces": pieces,
                "songs": songs,
                "first": first,
                "others": others,
                "artists": artists,
                "words": words,
                "missed": missed,
                "playlists": playlists,
                "short_links": short_links,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.reading_response_first_type_0 import ReadingResponseFirstType0  # noqa: PLC0415
        from ..models.reading_response_missed_item import ReadingResponseMissedItem  # noqa: PLC0415

        d = dict(src_dict)
        model = d.pop("model")

        pieces = d.pop("pieces")

        songs = d.pop("songs")

        def _parse_first(data: object) -> None | ReadingResponseFirstType0:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                first_type_0 = ReadingResponseFirstType0.from_dict(data)

                return first_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ReadingResponseFirstType0, data)

        first = _parse_first(d.pop("first"))

        others = d.pop("others")

        artists = cast(list[str], d.pop("artists"))

        words = cast(list[str], d.pop("words"))

        missed = []
        _missed = d.pop("missed")
        for missed_item_data in _missed:
            missed_item = ReadingResponseMissedItem.from_dict(missed_item_data)

            missed.append(missed_item)

        playlists = d.pop("playlists")

        short_links = d.pop("short_links")

        reading_response = cls(
            model=model,
            pieces=pieces,
            songs=songs,
            first=first,
            others=others,
            artists=artists,
            words=words,
            missed=missed,
            playlists=playlists,
            short_links=short_links,
        )

        reading_response.additional_properties = d
        return reading_response

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
