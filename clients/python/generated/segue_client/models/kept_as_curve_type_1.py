from typing import Literal

KeptAsCurveType1 = Literal["arch", "calm_ending", "falling", "rising"]

KEPT_AS_CURVE_TYPE_1_VALUES: set[KeptAsCurveType1] = {
    "arch",
    "calm_ending",
    "falling",
    "rising",
}


def check_kept_as_curve_type_1(value: str) -> KeptAsCurveType1:
    if value in KEPT_AS_CURVE_TYPE_1_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {KEPT_AS_CURVE_TYPE_1_VALUES!r}")
