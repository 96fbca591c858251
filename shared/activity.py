"""What happened, as `tally` counts it: the messages of the topic of activity."""

from msgspec import Struct


class SearchMade(Struct, tag_field="kind", tag="search", frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A search was answered."""

    id: str


class RatingChanged(Struct, tag_field="kind", tag="rating", frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A rating has changes that are not counted yet; its record tells which."""

    key: str


Activity = SearchMade | RatingChanged
