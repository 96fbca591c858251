from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.tune_request_targets_type_0 import TuneRequestTargetsType0


T = TypeVar("T", bound="TuneRequest")


@_attrs_define
class TuneRequest:
    """
    Attributes:
        targets (None | TuneRequestTargetsType0 | Unset): Wanted level of audio features, 0 for the catalogue's lowest,
            1 for its highest. A feature that the model does not know is refused; each answer names those it knows in
            `known_features`.
        adventurous (float | None | Unset): -1 familiar, 1 adventurous
        diverse (float | None | Unset): 1: songs unlike each other
    """

    targets: None | TuneRequestTargetsType0 | Unset = UNSET
    adventurous: float | None | Unset = UNSET
    diverse: float | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.tune_request_targets_type_0 import TuneRequestTargetsType0  # noqa: PLC0415

        targets: dict[str, Any] | None | Unset
        if isinstance(self.targets, Unset):
            targets = UNSET
        elif isinstance(self.targets, TuneRequestTargetsType0):
            targets = self.targets.to_dict()
        else:
            targets = self.targets

        adventurous: float | None | Unset
        if isinstance(self.adventurous, Unset):
            adventurous = UNSET
        else:
            adventurous = self.adventurous

        diverse: float | None | Unset
        if isinstance(self.diverse, Unset):
            diverse = UNSET
        else:
            diverse = self.diverse

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if targets is not UNSET:
            field_dict["targets"] = targets
        if adventurous is not UNSET:
            field_dict["adventurous"] = adventurous
        if diverse is not UNSET:
            field_dict["diverse"] = diverse

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.tune_request_targets_type_0 import TuneRequestTargetsType0  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_targets(data: object) -> None | TuneRequestTargetsType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                targets_type_0 = TuneRequestTargetsType0.from_dict(data)

                return targets_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TuneRequestTargetsType0 | Unset, data)

        targets = _parse_targets(d.pop("targets", UNSET))

        def _parse_adventurous(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        adventurous = _parse_adventurous(d.pop("adventurous", UNSET))

        def _parse_diverse(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        diverse = _parse_diverse(d.pop("diverse", UNSET))

        tune_request = cls(
            targets=targets,
            adventurous=adventurous,
            diverse=diverse,
        )

        return tune_request
