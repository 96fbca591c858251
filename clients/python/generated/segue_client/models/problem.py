from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.problem_parts_item import ProblemPartsItem
    from ..models.problem_songs_item import ProblemSongsItem


T = TypeVar("T", bound="Problem")


@_attrs_define
class Problem:
    """
    Attributes:
        type_ (str):
        title (str):
        status (int):
        detail (str):
        expected (str | Unset):
        found (str | Unset):
        cure (str | Unset): What to do
        parts (list[ProblemPartsItem] | Unset): The playlists to choose from, of `several-playlists`
        songs (list[ProblemSongsItem] | Unset): The songs that may be meant, of `unclear-song`
    """

    type_: str
    title: str
    status: int
    detail: str
    expected: str | Unset = UNSET
    found: str | Unset = UNSET
    cure: str | Unset = UNSET
    parts: list[ProblemPartsItem] | Unset = UNSET
    songs: list[ProblemSongsItem] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_

        title = self.title

        status = self.status

        detail = self.detail

        expected = self.expected

        found = self.found

        cure = self.cure

        parts: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.parts, Unset):
            parts = []
            for parts_item_data in self.parts:
                parts_item = parts_item_data.to_dict()
                parts.append(parts_item)

        songs: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.songs, Unset):
            songs = []
            for songs_item_data in self.songs:
                songs_item = songs_item_data.to_dict()
                songs.append(songs_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "type": type_,
                "title": title,
                "status": status,
                "detail": detail,
            }
        )
        if expected is not UNSET:
            field_dict["expected"] = expected
        if found is not UNSET:
            field_dict["found"] = found
        if cure is not UNSET:
            field_dict["cure"] = cure
        if parts is not UNSET:
            field_dict["parts"] = parts
        if songs is not UNSET:
            field_dict["songs"] = songs

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.problem_parts_item import ProblemPartsItem  # noqa: PLC0415
        from ..models.problem_songs_item import ProblemSongsItem  # noqa: PLC0415

        d = dict(src_dict)
        type_ = d.pop("type")

        title = d.pop("title")

        status = d.pop("status")

        detail = d.pop("detail")

        expected = d.pop("expected", UNSET)

        found = d.pop("found", UNSET)

        cure = d.pop("cure", UNSET)

        _parts = d.pop("parts", UNSET)
        parts: list[ProblemPartsItem] | Unset = UNSET
        if _parts is not UNSET:
            parts = []
            for parts_item_data in _parts:
                parts_item = ProblemPartsItem.from_dict(parts_item_data)

                parts.append(parts_item)

        _songs = d.pop("songs", UNSET)
        songs: list[ProblemSongsItem] | Unset = UNSET
        if _songs is not UNSET:
            songs = []
            for songs_item_data in _songs:
                songs_item = ProblemSongsItem.from_dict(songs_item_data)

                songs.append(songs_item)

        problem = cls(
            type_=type_,
            title=title,
            status=status,
            detail=detail,
            expected=expected,
            found=found,
            cure=cure,
            parts=parts,
            songs=songs,
        )

        problem.additional_properties = d
        return problem

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
