"""Links in mails: each carries a signed token. Only a POST acts, as mail scanners open every link."""

from datetime import timedelta

from shared.web.tokens import Tokens

UNSUBSCRIBE = "unsubscribe"
"""Purpose of the token that ends the weekly mail of the listener it names."""

UNSUBSCRIBE_LASTS = timedelta(days=3650)
"""Lifetime of that token: an old mail may be opened years later."""


def unsubscribe_url(functions: str, tokens: Tokens, listener: str) -> str:
    """Return the URL that a mail client posts to for one-click unsubscribing (RFC 8058)."""
    return f"{functions}/api/account/unsubscribe?token={tokens.issue(UNSUBSCRIBE, listener)}"
