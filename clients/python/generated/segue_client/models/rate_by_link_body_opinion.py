from typing import Literal

RateByLinkBodyOpinion = Literal["hate", "like", "love", "okay"]

RATE_BY_LINK_BODY_OPINION_VALUES: set[RateByLinkBodyOpinion] = {
    "hate",
    "like",
    "love",
    "okay",
}


def check_rate_by_link_body_opinion(value: str) -> RateByLinkBodyOpinion:
    if value in RATE_BY_LINK_BODY_OPINION_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {RATE_BY_LINK_BODY_OPINION_VALUES!r}")
