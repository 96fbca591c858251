from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="UploadedFile")


@_attrs_define
class UploadedFile:
    """
    Attributes:
        name (str):
        content (None | str | Unset): tables (CSV, Excel, HTML, Markdown), playlists of players (M3U, PLS, XSPF, WPL,
            CUE), libraries (iTunes, rekordbox, Traktor, Serato), JSON (Spotify's account data, ListenBrainz and others), a
            ZIP or GZ of these or plain text
        data (None | str | Unset): The file's bytes, in place of `content`: for binary files, and text in any encoding
    """

    name: str
    content: None | str | Unset = UNSET
    data: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        content: None | str | Unset
        if isinstance(self.content, Unset):
            content = UNSET
        else:
            content = self.content

        data: None | str | Unset
        if isinstance(self.data, Unset):
            data = UNSET
        else:
            data = self.data

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
            }
        )
        if content is not UNSET:
            field_dict["content"] = content
        if data is not UNSET:
            field_dict["data"] = data

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        name = d.pop("name")

        def _parse_content(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        content = _parse_content(d.pop("content", UNSET))

        def _parse_data(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        data = _parse_data(d.pop("data", UNSET))

        uploaded_file = cls(
            name=name,
            content=content,
            data=data,
        )

        return uploaded_file
