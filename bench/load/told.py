"""What listeners were told is kept: of each thing the last word."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from bench.load.outcome import Written
from shared.web.auth import PURPOSE, TOKEN_LASTS
from shared.web.tokens import Tokens

Rated = tuple[str, str]
"""A listener, and what she rated: a track's URI wherever she met it, or a search for its whole list."""


@dataclass(slots=True)
class Told:
    """What is to be there."""

    tokens: dict[str, str] = field(default_factory=dict)
    """Listener -> the latest token that she had."""
    searches: dict[str, str] = field(default_factory=dict)
    """Search -> listener."""
    shares: set[str] = field(default_factory=set)
    accounts: dict[str, str] = field(default_factory=dict)
    """Listener -> address."""
    opinions: dict[Rated, set[str]] = field(default_factory=dict)
    """The last that she was told is kept, and those since of which nobody knows: one of them is."""
    rated_in: dict[Rated, str] = field(default_factory=dict)
    """The search in which she rated it last."""


def told_by(written: Iterable[Written], secret: str) -> Told:
    """Read what was written, in its order; `secret` signed the tokens. Raises NotSignedIn for another's."""
    told, tokens = Told(), Tokens(secret)
    for each in written:
        subject = tokens.read(PURPOSE, each.token, TOKEN_LASTS.total_seconds())
        listener = subject.partition(".")[0]
        told.tokens[listener] = each.token
        if each.what == "search":
            told.searches[each.id] = listener
        elif each.what == "share":
            told.shares.add(each.id)
        elif each.what == "account":
            told.accounts[listener] = each.id
        else:
            _rated(told, (listener, each.target or each.id), each)
    return told


def _rated(told: Told, rated: Rated, each: Written) -> None:
    if each.answered:
        told.opinions[rated], told.rated_in[rated] = {each.opinion}, each.id
    elif rated in told.opinions:
        told.opinions[rated].add(each.opinion)
