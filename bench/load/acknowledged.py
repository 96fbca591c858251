"""The writes that were acknowledged to listeners: the last acknowledged state of each thing."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from bench.load.outcome import Written
from shared.web.auth import PURPOSE, TOKEN_LASTS
from shared.web.tokens import Tokens

Rated = tuple[str, str]
"""A listener, and the target of a rating: a track's URI in whatever list, or a search for its whole list."""


@dataclass(slots=True)
class Acknowledged:
    """The expected state."""

    tokens: dict[str, str] = field(default_factory=dict)
    """Listener -> their latest token."""
    searches: dict[str, str] = field(default_factory=dict)
    """Search -> listener."""
    shares: set[str] = field(default_factory=set)
    accounts: dict[str, str] = field(default_factory=dict)
    """Listener -> address."""
    opinions: dict[Rated, set[str]] = field(default_factory=dict)
    """The last acknowledged opinion, and later ones with an unknown outcome: one of them is stored."""
    rated_in: dict[Rated, str] = field(default_factory=dict)
    """The search of the latest rating."""


def acknowledged_by(written: Iterable[Written], secret: str) -> Acknowledged:
    """Compute the expected state from writes in order. Raises NotSignedIn for tokens `secret` did not sign."""
    found, tokens = Acknowledged(), Tokens(secret)
    for each in written:
        subject = tokens.read(PURPOSE, each.token, TOKEN_LASTS.total_seconds())
        listener = subject.partition(".")[0]
        found.tokens[listener] = each.token
        if each.what == "search":
            found.searches[each.id] = listener
        elif each.what == "share":
            found.shares.add(each.id)
        elif each.what == "account":
            found.accounts[listener] = each.id
        else:
            _rated(found, (listener, each.target or each.id), each)
    return found


def _rated(found: Acknowledged, rated: Rated, each: Written) -> None:
    if each.answered:
        found.opinions[rated], found.rated_in[rated] = {each.opinion}, each.id
    elif rated in found.opinions:
        found.opinions[rated].add(each.opinion)
