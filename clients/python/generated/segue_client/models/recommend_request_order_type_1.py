from typing import Literal

RecommendRequestOrderType1 = Literal["flow", "ranked"]

RECOMMEND_REQUEST_ORDER_TYPE_1_VALUES: set[RecommendRequestOrderType1] = {
    "flow",
    "ranked",
}


def check_recommend_request_order_type_1(value: str) -> RecommendRequestOrderType1:
    if value in RECOMMEND_REQUEST_ORDER_TYPE_1_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {RECOMMEND_REQUEST_ORDER_TYPE_1_VALUES!r}")
