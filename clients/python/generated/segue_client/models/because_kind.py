from typing import Literal

BecauseKind = Literal["artist", "genre", "near_artist", "playlists", "popular", "sound", "step", "title"]

BECAUSE_KIND_VALUES: set[BecauseKind] = {
    "artist",
    "genre",
    "near_artist",
    "playlists",
    "popular",
    "sound",
    "step",
    "title",
}


def check_because_kind(value: str) -> BecauseKind:
    if value in BECAUSE_KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {BECAUSE_KIND_VALUES!r}")
