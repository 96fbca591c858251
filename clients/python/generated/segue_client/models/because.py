from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.because_kind import BecauseKind, check_because_kind

T = TypeVar("T", bound="Because")


@_attrs_define
class Because:
    """
    Attributes:
        list_ (None | str): The name of the list it refers to, where `lists` were given
        kind (BecauseKind):
        seeds (list[str]):
        text (str):
    """

    list_: None | str
    kind: BecauseKind
    seeds: list[str]
    text: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        list_: None | str
        list_ = self.list_

        kind: str = self.kind

        seeds = self.seeds

        text = self.text

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "list": list_,
                "kind": kind,
                "seeds": seeds,
                "text": text,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_list_(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        list_ = _parse_list_(d.pop("list"))

        kind = check_because_kind(d.pop("kind"))

        seeds = cast(list[str], d.pop("seeds"))

        text = d.pop("text")

        because = cls(
            list_=list_,
            kind=kind,
            seeds=seeds,
            text=text,
        )

        because.additional_properties = d
        return because

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
