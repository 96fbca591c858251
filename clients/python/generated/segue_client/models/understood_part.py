from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.understood_part_kind import UnderstoodPartKind, check_understood_part_kind
from ..types import UNSET, Unset

T = TypeVar("T", bound="UnderstoodPart")


@_attrs_define
class UnderstoodPart:
    """Some of the words that mean something

    Attributes:
        kind (UnderstoodPartKind): The last two name a song of the answer that is gone on from, by its place
        text (str): As they were typed
        meaning (str): In plain words: “released 1990 to 1999”
        alternatives (list[str]): Other ways to take them: “the artist Sad”
        track (str | Unset): The URI of the song of the answer that is gone on from, which is among `loved` or `hated`
            from now on; else empty Default: ''.
    """

    kind: UnderstoodPartKind
    text: str
    meaning: str
    alternatives: list[str]
    track: str | Unset = ""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        kind: str = self.kind

        text = self.text

        meaning = self.meaning

        alternatives = self.alternatives

        track = self.track

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "kind": kind,
                "text": text,
                "meaning": meaning,
                "alternatives": alternatives,
            }
        )
        if track is not UNSET:
            field_dict["track"] = track

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        kind = check_understood_part_kind(d.pop("kind"))

        text = d.pop("text")

        meaning = d.pop("meaning")

        alternatives = cast(list[str], d.pop("alternatives"))

        track = d.pop("track", UNSET)

        understood_part = cls(
            kind=kind,
            text=text,
            meaning=meaning,
            alternatives=alternatives,
            track=track,
        )

        understood_part.additional_properties = d
        return understood_part

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
