from typing import Literal

RecommendRequestCurveType1 = Literal["arch", "calm_ending", "falling", "rising"]

RECOMMEND_REQUEST_CURVE_TYPE_1_VALUES: set[RecommendRequestCurveType1] = {
    "arch",
    "calm_ending",
    "falling",
    "rising",
}


def check_recommend_request_curve_type_1(value: str) -> RecommendRequestCurveType1:
    if value in RECOMMEND_REQUEST_CURVE_TYPE_1_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {RECOMMEND_REQUEST_CURVE_TYPE_1_VALUES!r}")
