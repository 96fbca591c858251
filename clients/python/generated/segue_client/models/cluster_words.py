from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ClusterWords")


@_attrs_define
class ClusterWords:
    """The cluster of a listener's songs, and words for them

    Attributes:
        id (int):
        name (str): Genres that most of the songs have; where none is known, the name of the cluster
        words (list[str]): Words of the names and genres of the cluster's playlists, the most telling first
        sound (list[str]): Adjectives that fit at least half of the songs, as far as their sound is known
    """

    id: int
    name: str
    words: list[str]
    sound: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        name = self.name

        words = self.words

        sound = self.sound

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "name": name,
                "words": words,
                "sound": sound,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        name = d.pop("name")

        words = cast(list[str], d.pop("words"))

        sound = cast(list[str], d.pop("sound"))

        cluster_words = cls(
            id=id,
            name=name,
            words=words,
            sound=sound,
        )

        cluster_words.additional_properties = d
        return cluster_words

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
