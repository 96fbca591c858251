from typing import Literal

OpinionType1 = Literal["hate", "like", "love", "okay"]

OPINION_TYPE_1_VALUES: set[OpinionType1] = {
    "hate",
    "like",
    "love",
    "okay",
}


def check_opinion_type_1(value: str) -> OpinionType1:
    if value in OPINION_TYPE_1_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {OPINION_TYPE_1_VALUES!r}")
