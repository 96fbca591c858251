from typing import Literal

JourneyCurveType1 = Literal["arch", "calm_ending", "falling", "rising"]

JOURNEY_CURVE_TYPE_1_VALUES: set[JourneyCurveType1] = {
    "arch",
    "calm_ending",
    "falling",
    "rising",
}


def check_journey_curve_type_1(value: str) -> JourneyCurveType1:
    if value in JOURNEY_CURVE_TYPE_1_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {JOURNEY_CURVE_TYPE_1_VALUES!r}")
