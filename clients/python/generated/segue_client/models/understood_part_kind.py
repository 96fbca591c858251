from typing import Literal

UnderstoodPartKind = Literal[
    "artist",
    "count",
    "explicit",
    "genre",
    "known",
    "length",
    "mood",
    "more_like",
    "not_like",
    "occasion",
    "order",
    "song",
    "sound",
    "tempo",
    "title",
    "version",
    "years",
]

UNDERSTOOD_PART_KIND_VALUES: set[UnderstoodPartKind] = {
    "artist",
    "count",
    "explicit",
    "genre",
    "known",
    "length",
    "mood",
    "more_like",
    "not_like",
    "occasion",
    "order",
    "song",
    "sound",
    "tempo",
    "title",
    "version",
    "years",
}


def check_understood_part_kind(value: str) -> UnderstoodPartKind:
    if value in UNDERSTOOD_PART_KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {UNDERSTOOD_PART_KIND_VALUES!r}")
