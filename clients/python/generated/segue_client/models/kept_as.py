from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.kept_as_curve_type_1 import KeptAsCurveType1, check_kept_as_curve_type_1
from ..models.kept_as_order import KeptAsOrder, check_kept_as_order

if TYPE_CHECKING:
    from ..models.tune_request import TuneRequest
    from ..models.wished_song import WishedSong
    from ..models.within_request import WithinRequest


T = TypeVar("T", bound="KeptAs")


@_attrs_define
class KeptAs:
    """The name of a list and the wishes it was asked with, as far as they are kept

    Attributes:
        name (str): Yours, or the list's title, or one made of the songs it goes with
        asked_at (datetime.datetime):
        title (str): The request's own
        words (str): What was said in words, all of it
        n (int | None):
        tune (None | TuneRequest):
        within (None | WithinRequest):
        order (KeptAsOrder):
        curve (KeptAsCurveType1 | None):
        repeat (bool):
        loved (list[WishedSong]):
        hated (list[WishedSong]):
    """

    name: str
    asked_at: datetime.datetime
    title: str
    words: str
    n: int | None
    tune: None | TuneRequest
    within: None | WithinRequest
    order: KeptAsOrder
    curve: KeptAsCurveType1 | None
    repeat: bool
    loved: list[WishedSong]
    hated: list[WishedSong]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.tune_request import TuneRequest  # noqa: PLC0415
        from ..models.within_request import WithinRequest  # noqa: PLC0415

        name = self.name

        asked_at = self.asked_at.isoformat()

        title = self.title

        words = self.words

        n: int | None
        n = self.n

        tune: dict[str, Any] | None
        if isinstance(self.tune, TuneRequest):
            tune = self.tune.to_dict()
        else:
            tune = self.tune

        within: dict[str, Any] | None
        if isinstance(self.within, WithinRequest):
            within = self.within.to_dict()
        else:
            within = self.within

        order: str = self.order

        curve: None | str
        if isinstance(self.curve, str):
            curve = self.curve
        else:
            curve = self.curve

        repeat = self.repeat

        loved = []
        for loved_item_data in self.loved:
            loved_item = loved_item_data.to_dict()
            loved.append(loved_item)

        hated = []
        for hated_item_data in self.hated:
            hated_item = hated_item_data.to_dict()
            hated.append(hated_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
                "asked_at": asked_at,
                "title": title,
                "words": words,
                "n": n,
                "tune": tune,
                "within": within,
                "order": order,
                "curve": curve,
                "repeat": repeat,
                "loved": loved,
                "hated": hated,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.tune_request import TuneRequest  # noqa: PLC0415
        from ..models.wished_song import WishedSong  # noqa: PLC0415
        from ..models.within_request import WithinRequest  # noqa: PLC0415

        d = dict(src_dict)
        name = d.pop("name")

        asked_at = datetime.datetime.fromisoformat(d.pop("asked_at"))

        title = d.pop("title")

        words = d.pop("words")

        def _parse_n(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        n = _parse_n(d.pop("n"))

        def _parse_tune(data: object) -> None | TuneRequest:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                tune_type_1 = TuneRequest.from_dict(data)

                return tune_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TuneRequest, data)

        tune = _parse_tune(d.pop("tune"))

        def _parse_within(data: object) -> None | WithinRequest:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                within_type_1 = WithinRequest.from_dict(data)

                return within_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | WithinRequest, data)

        within = _parse_within(d.pop("within"))

        order = check_kept_as_order(d.pop("order"))

        def _parse_curve(data: object) -> KeptAsCurveType1 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                curve_type_1 = check_kept_as_curve_type_1(data)

                return curve_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(KeptAsCurveType1 | None, data)

        curve = _parse_curve(d.pop("curve"))

        repeat = d.pop("repeat")

        loved = []
        _loved = d.pop("loved")
        for loved_item_data in _loved:
            loved_item = WishedSong.from_dict(loved_item_data)

            loved.append(loved_item)

        hated = []
        _hated = d.pop("hated")
        for hated_item_data in _hated:
            hated_item = WishedSong.from_dict(hated_item_data)

            hated.append(hated_item)

        kept_as = cls(
            name=name,
            asked_at=asked_at,
            title=title,
            words=words,
            n=n,
            tune=tune,
            within=within,
            order=order,
            curve=curve,
            repeat=repeat,
            loved=loved,
            hated=hated,
        )

        kept_as.additional_properties = d
        return kept_as

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
