from typing import Literal

UnsubscribeByLinkBodyWanted = Literal["pause", "resume"]

UNSUBSCRIBE_BY_LINK_BODY_WANTED_VALUES: set[UnsubscribeByLinkBodyWanted] = {
    "pause",
    "resume",
}


def check_unsubscribe_by_link_body_wanted(value: str) -> UnsubscribeByLinkBodyWanted:
    if value in UNSUBSCRIBE_BY_LINK_BODY_WANTED_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {UNSUBSCRIBE_BY_LINK_BODY_WANTED_VALUES!r}")
