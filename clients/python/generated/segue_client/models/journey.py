from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.journey_curve_type_1 import JourneyCurveType1, check_journey_curve_type_1

if TYPE_CHECKING:
    from ..models.journey_hole import JourneyHole
    from ..models.journey_stop import JourneyStop


T = TypeVar("T", bound="Journey")


@_attrs_define
class Journey:
    """
    Attributes:
        stops (list[JourneyStop]): The recommendations in their order; those of a path with both its ends, which are not
            recommended
        curve (JourneyCurveType1 | None): The curve that is followed
        holes (list[JourneyHole]): Steps of a path of more than twice the mean, where the catalogue has no song that is
            allowed and nearer to both sides than they are to each other
        note (str): What was asked for and could not be done; empty if all was
    """

    stops: list[JourneyStop]
    curve: JourneyCurveType1 | None
    holes: list[JourneyHole]
    note: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        stops = []
        for stops_item_data in self.stops:
            stops_item = stops_item_data.to_dict()
            stops.append(stops_item)

        curve: None | str
        if isinstance(self.curve, str):
            curve = self.curve
        else:
            curve = self.curve

        holes = []
        for holes_item_data in self.holes:
            holes_item = holes_item_data.to_dict()
            holes.append(holes_item)

        note = self.note

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "stops": stops,
                "curve": curve,
                "holes": holes,
                "note": note,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.journey_hole import JourneyHole  # noqa: PLC0415
        from ..models.journey_stop import JourneyStop  # noqa: PLC0415

        d = dict(src_dict)
        stops = []
        _stops = d.pop("stops")
        for stops_item_data in _stops:
            stops_item = JourneyStop.from_dict(stops_item_data)

            stops.append(stops_item)

        def _parse_curve(data: object) -> JourneyCurveType1 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                curve_type_1 = check_journey_curve_type_1(data)

                return curve_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(JourneyCurveType1 | None, data)

        curve = _parse_curve(d.pop("curve"))

        holes = []
        _holes = d.pop("holes")
        for holes_item_data in _holes:
            holes_item = JourneyHole.from_dict(holes_item_data)

            holes.append(holes_item)

        note = d.pop("note")

        journey = cls(
            stops=stops,
            curve=curve,
            holes=holes,
            note=note,
        )

        journey.additional_properties = d
        return journey

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
