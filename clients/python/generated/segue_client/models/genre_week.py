from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.counted import Counted


T = TypeVar("T", bound="GenreWeek")


@_attrs_define
class GenreWeek:
    """The genres of a week's searches

    Attributes:
        week (str):
        genres (list[Counted]):
    """

    week: str
    genres: list[Counted]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        week = self.week

        genres = []
        for genres_item_data in self.genres:
            genres_item = genres_item_data.to_dict()
            genres.append(genres_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "week": week,
                "genres": genres,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.counted import Counted  # noqa: PLC0415

        d = dict(src_dict)
        week = d.pop("week")

        genres = []
        _genres = d.pop("genres")
        for genres_item_data in _genres:
            genres_item = Counted.from_dict(genres_item_data)

            genres.append(genres_item)

        genre_week = cls(
            week=week,
            genres=genres,
        )

        genre_week.additional_properties = d
        return genre_week

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
