from typing import Literal

ListenBrainzListenerRangeType1 = Literal["all_time", "half_yearly", "month", "recent", "year"]

LISTEN_BRAINZ_LISTENER_RANGE_TYPE_1_VALUES: set[ListenBrainzListenerRangeType1] = {
    "all_time",
    "half_yearly",
    "month",
    "recent",
    "year",
}


def check_listen_brainz_listener_range_type_1(value: str) -> ListenBrainzListenerRangeType1:
    if value in LISTEN_BRAINZ_LISTENER_RANGE_TYPE_1_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LISTEN_BRAINZ_LISTENER_RANGE_TYPE_1_VALUES!r}")
