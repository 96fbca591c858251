from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.recommended_track import RecommendedTrack


T = TypeVar("T", bound="SwapResponse")


@_attrs_define
class SwapResponse:
    """
    Attributes:
        place (int): From 1 on
        song (None | RecommendedTrack): null where no other song fits, so that the list is shorter, and beside `back`
    """

    place: int
    song: None | RecommendedTrack
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.recommended_track import RecommendedTrack  # noqa: PLC0415

        place = self.place

        song: dict[str, Any] | None
        if isinstance(self.song, RecommendedTrack):
            song = self.song.to_dict()
        else:
            song = self.song

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "place": place,
                "song": song,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.recommended_track import RecommendedTrack  # noqa: PLC0415

        d = dict(src_dict)
        place = d.pop("place")

        def _parse_song(data: object) -> None | RecommendedTrack:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                song_type_0 = RecommendedTrack.from_dict(data)

                return song_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | RecommendedTrack, data)

        song = _parse_song(d.pop("song"))

        swap_response = cls(
            place=place,
            song=song,
        )

        swap_response.additional_properties = d
        return swap_response

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
