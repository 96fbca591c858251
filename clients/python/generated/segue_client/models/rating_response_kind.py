from typing import Literal

RatingResponseKind = Literal["list", "track"]

RATING_RESPONSE_KIND_VALUES: set[RatingResponseKind] = {
    "list",
    "track",
}


def check_rating_response_kind(value: str) -> RatingResponseKind:
    if value in RATING_RESPONSE_KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {RATING_RESPONSE_KIND_VALUES!r}")
