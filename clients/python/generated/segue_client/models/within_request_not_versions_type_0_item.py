from typing import Literal

WithinRequestNotVersionsType0Item = Literal["acoustic", "cover", "demo", "instrumental", "karaoke", "live", "remix"]

WITHIN_REQUEST_NOT_VERSIONS_TYPE_0_ITEM_VALUES: set[WithinRequestNotVersionsType0Item] = {
    "acoustic",
    "cover",
    "demo",
    "instrumental",
    "karaoke",
    "live",
    "remix",
}


def check_within_request_not_versions_type_0_item(value: str) -> WithinRequestNotVersionsType0Item:
    if value in WITHIN_REQUEST_NOT_VERSIONS_TYPE_0_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {WITHIN_REQUEST_NOT_VERSIONS_TYPE_0_ITEM_VALUES!r}")
