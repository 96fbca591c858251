from typing import Literal

GetMyPictureKind = Literal["card", "story"]

GET_MY_PICTURE_KIND_VALUES: set[GetMyPictureKind] = {
    "card",
    "story",
}


def check_get_my_picture_kind(value: str) -> GetMyPictureKind:
    if value in GET_MY_PICTURE_KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {GET_MY_PICTURE_KIND_VALUES!r}")
