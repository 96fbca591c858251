from typing import Literal

RecommendRequestForgetType0Item = Literal[
    "curve",
    "exclude",
    "focus",
    "hated",
    "ignore",
    "leave_out",
    "loved",
    "max_per_artist",
    "n",
    "only",
    "order",
    "repeat",
    "title",
    "tune",
    "within",
]

RECOMMEND_REQUEST_FORGET_TYPE_0_ITEM_VALUES: set[RecommendRequestForgetType0Item] = {
    "curve",
    "exclude",
    "focus",
    "hated",
    "ignore",
    "leave_out",
    "loved",
    "max_per_artist",
    "n",
    "only",
    "order",
    "repeat",
    "title",
    "tune",
    "within",
}


def check_recommend_request_forget_type_0_item(value: str) -> RecommendRequestForgetType0Item:
    if value in RECOMMEND_REQUEST_FORGET_TYPE_0_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {RECOMMEND_REQUEST_FORGET_TYPE_0_ITEM_VALUES!r}")
