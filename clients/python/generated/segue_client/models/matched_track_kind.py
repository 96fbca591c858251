from typing import Literal

MatchedTrackKind = Literal["artist", "song", "stand_in"]

MATCHED_TRACK_KIND_VALUES: set[MatchedTrackKind] = {
    "artist",
    "song",
    "stand_in",
}


def check_matched_track_kind(value: str) -> MatchedTrackKind:
    if value in MATCHED_TRACK_KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MATCHED_TRACK_KIND_VALUES!r}")
