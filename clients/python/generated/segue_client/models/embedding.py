from __future__ import annotations

from collections.abc import Mapping
from typing import (
    Any,
    Literal,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="Embedding")


@_attrs_define
class Embedding:
    """
    Attributes:
        type_ (Literal['rich']):
        version (Literal['1.0']):
        title (str):
        provider_name (Literal['Segue']):
        provider_url (str):
        html (str): The code of a frame
        width (int):
        height (int):
        cache_age (int): Seconds
        thumbnail_url (str | Unset): Left out where it is larger than was asked for
        thumbnail_width (int | Unset):
        thumbnail_height (int | Unset):
    """

    type_: Literal["rich"]
    version: Literal["1.0"]
    title: str
    provider_name: Literal["Segue"]
    provider_url: str
    html: str
    width: int
    height: int
    cache_age: int
    thumbnail_url: str | Unset = UNSET
    thumbnail_width: int | Unset = UNSET
    thumbnail_height: int | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_

        version = self.version

        title = self.title

        provider_name = self.provider_name

        provider_url = self.provider_url

        html = self.html

        width = self.width

        height = self.height

        cache_age = self.cache_age

        thumbnail_url = self.thumbnail_url

        thumbnail_width = self.thumbnail_width

        thumbnail_height = self.thumbnail_height

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "type": type_,
                "version": version,
                "title": title,
                "provider_name": provider_name,
                "provider_url": provider_url,
                "html": html,
                "width": width,
                "height": height,
                "cache_age": cache_age,
            }
        )
        if thumbnail_url is not UNSET:
            field_dict["thumbnail_url"] = thumbnail_url
        if thumbnail_width is not UNSET:
            field_dict["thumbnail_width"] = thumbnail_width
        if thumbnail_height is not UNSET:
            field_dict["thumbnail_height"] = thumbnail_height

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        type_ = cast(Literal["rich"], d.pop("type"))
        if type_ != "rich":
            raise ValueError(f"type must match const 'rich', got '{type_}'")

        version = cast(Literal["1.0"], d.pop("version"))
        if version != "1.0":
            raise ValueError(f"version must match const '1.0', got '{version}'")

        title = d.pop("title")

        provider_name = cast(Literal["Segue"], d.pop("provider_name"))
        if provider_name != "Segue":
            raise ValueError(f"provider_name must match const 'Segue', got '{provider_name}'")

        provider_url = d.pop("provider_url")

        html = d.pop("html")

        width = d.pop("width")

        height = d.pop("height")

        cache_age = d.pop("cache_age")

        thumbnail_url = d.pop("thumbnail_url", UNSET)

        thumbnail_width = d.pop("thumbnail_width", UNSET)

        thumbnail_height = d.pop("thumbnail_height", UNSET)

        embedding = cls(
            type_=type_,
            version=version,
            title=title,
            provider_name=provider_name,
            provider_url=provider_url,
            html=html,
            width=width,
            height=height,
            cache_age=cache_age,
            thumbnail_url=thumbnail_url,
            thumbnail_width=thumbnail_width,
            thumbnail_height=thumbnail_height,
        )

        embedding.additional_properties = d
        return embedding

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
