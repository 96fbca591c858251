from typing import Literal

WithinRequestKnownType1 = Literal["few", "many"]

WITHIN_REQUEST_KNOWN_TYPE_1_VALUES: set[WithinRequestKnownType1] = {
    "few",
    "many",
}


def check_within_request_known_type_1(value: str) -> WithinRequestKnownType1:
    if value in WITHIN_REQUEST_KNOWN_TYPE_1_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {WITHIN_REQUEST_KNOWN_TYPE_1_VALUES!r}")
