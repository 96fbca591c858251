from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="Correction")


@_attrs_define
class Correction:
    """What a piece of the input means

    Attributes:
        source (str): As `matched` or `unmatched` of the answer has it
        line (int):
        track (None | str | Unset): An id, URI or link; empty to leave the piece out
    """

    source: str
    line: int
    track: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        source = self.source

        line = self.line

        track: None | str | Unset
        if isinstance(self.track, Unset):
            track = UNSET
        else:
            track = self.track

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "source": source,
                "line": line,
            }
        )
        if track is not UNSET:
            field_dict["track"] = track

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        source = d.pop("source")

        line = d.pop("line")

        def _parse_track(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        track = _parse_track(d.pop("track", UNSET))

        correction = cls(
            source=source,
            line=line,
            track=track,
        )

        return correction
