from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.opinion_type_1 import OpinionType1, check_opinion_type_1
from ..types import UNSET, Unset

T = TypeVar("T", bound="RateRequest")


@_attrs_define
class RateRequest:
    """
    Attributes:
        search (str): The id of the answer
        opinion (None | OpinionType1): null takes an opinion back
        track (None | str | Unset): Id, URI or link of a song in it, or that it was made from; empty for the list
    """

    search: str
    opinion: None | OpinionType1
    track: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        search = self.search

        opinion: None | str
        if isinstance(self.opinion, str):
            opinion = self.opinion
        else:
            opinion = self.opinion

        track: None | str | Unset
        if isinstance(self.track, Unset):
            track = UNSET
        else:
            track = self.track

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "search": search,
                "opinion": opinion,
            }
        )
        if track is not UNSET:
            field_dict["track"] = track

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        search = d.pop("search")

        def _parse_opinion(data: object) -> None | OpinionType1:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                componentsschemas_opinion_type_1 = check_opinion_type_1(data)

                return componentsschemas_opinion_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | OpinionType1, data)

        opinion = _parse_opinion(d.pop("opinion"))

        def _parse_track(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        track = _parse_track(d.pop("track", UNSET))

        rate_request = cls(
            search=search,
            opinion=opinion,
            track=track,
        )

        return rate_request
