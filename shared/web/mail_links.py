"""Links in mails: each carries a signed token, and only a POST acts, as scanners of mail open every link."""

from datetime import timedelta

from shared.web.tokens import Tokens

UNSUBSCRIBE = "unsubscribe"
"""Purpose of the token that ends the weekly mail of the listener it names."""

UNSUBSCRIBE_LASTS = timedelta(days=3650)
"""A mail may be found again years later."""


def unsubscribe_url(site_url: str, tokens: Tokens, listener: str) -> str:
    """Give the address that a mail client posts to for unsubscribing in one click (RFC 8058)."""
    return f"{site_url}/api/account/unsubscribe?token={tokens.issue(UNSUBSCRIBE, listener)}"
