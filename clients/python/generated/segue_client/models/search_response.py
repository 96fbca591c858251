from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.found_artist import FoundArtist
    from ..models.found_track import FoundTrack


T = TypeVar("T", bound="SearchResponse")


@_attrs_define
class SearchResponse:
    """
    Attributes:
        model (str):
        query (str):
        results (list[FoundTrack]):
        artists (list[FoundArtist]):
        genres (list[str]):
        cursor (None | str): Of the next page, which may be empty; up to 500 of each kind
    """

    model: str
    query: str
    results: list[FoundTrack]
    artists: list[FoundArtist]
    genres: list[str]
    cursor: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        model = self.model

        query = self.query

        results = []
        for results_item_data in self.results:
            results_item = results_item_data.to_dict()
            results.append(results_item)

        artists = []
        for artists_item_data in self.artists:
            artists_item = artists_item_data.to_dict()
            artists.append(artists_item)

        genres = self.genres

        cursor: None | str
        cursor = self.cursor

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "model": model,
                "query": query,
                "results": results,
                "artists": artists,
                "genres": genres,
                "cursor": cursor,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.found_artist import FoundArtist  # noqa: PLC0415
        from ..models.found_track import FoundTrack  # noqa: PLC0415

        d = dict(src_dict)
        model = d.pop("model")

        query = d.pop("query")

        results = []
        _results = d.pop("results")
        for results_item_data in _results:
            results_item = FoundTrack.from_dict(results_item_data)

            results.append(results_item)

        artists = []
        _artists = d.pop("artists")
        for artists_item_data in _artists:
            artists_item = FoundArtist.from_dict(artists_item_data)

            artists.append(artists_item)

        genres = cast(list[str], d.pop("genres"))

        def _parse_cursor(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        cursor = _parse_cursor(d.pop("cursor"))

        search_response = cls(
            model=model,
            query=query,
            results=results,
            artists=artists,
            genres=genres,
            cursor=cursor,
        )

        search_response.additional_properties = d
        return search_response

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
