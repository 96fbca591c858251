"""Forged tokens: one letter changed anywhere, cut off, put together from two, or without a signature."""

import base64
import json

import pytest

from shared.errors import NotSignedIn
from shared.web.auth import PURPOSE, listener_token
from shared.web.tokens import Tokens

SECRET = "s" * 32
TOKENS = Tokens(SECRET)
TOKEN = listener_token(TOKENS, "ada", 1)
OTHER = listener_token(TOKENS, "bea", 1)
LETTERS = "aZ09-_.=!"


def is_read(token: str) -> bool:
    try:
        TOKENS.read(PURPOSE, token, 3600)
    except NotSignedIn:
        return False
    return True


def mutants(token: str) -> set[str]:
    """Return the tokens with one letter changed that are another token, not another spelling of the same bits."""
    changed = {f"{token[:at]}{letter}{token[at + 1 :]}" for at in range(len(token)) for letter in LETTERS}
    return {each for each in changed if meaning(each) != meaning(token)}


def meaning(token: str) -> list[bytes | str]:
    """Return the bytes of a token's parts: the last letter of each has bits that stand for nothing."""
    try:
        return [base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)) for part in token.split(".")]
    except ValueError:
        return [token]


def test_no_letter_may_be_changed_anywhere():
    tried = mutants(TOKEN)
    assert len(tried) > 300
    assert [each for each in tried if is_read(each)] == []
    assert is_read(TOKEN)


@pytest.mark.parametrize("end", range(0, len(TOKEN), 3))
def test_no_beginning_of_a_token_is_one(end):
    assert not is_read(TOKEN[:end])


def test_no_parts_of_two_tokens_are_one():
    mixed = {
        ".".join(parts)
        for at in range(1, 3)
        for parts in [[*TOKEN.split(".")[:at], *OTHER.split(".")[at:]]]
        if parts != OTHER.split(".")
    }
    assert [each for each in mixed if is_read(each) and each not in (TOKEN, OTHER)] == []


def encoded(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


@pytest.mark.parametrize(
    "token",
    [
        "ada.1",
        encoded("ada.1"),
        f"{encoded('ada.1')}..",
        f"{encoded({'alg': 'none'})}.{encoded({'sub': 'ada.1'})}.",
        TOKEN.replace(".", ".."),
        f"{TOKEN}.{TOKEN}",
        f".{TOKEN}",
        TOKEN + "\x00",
        TOKEN.upper(),
        "." * 10_000,
        "é" * 100,
    ],
    ids=range(11),
)
def test_what_was_never_signed_is_no_token(token):
    assert not is_read(token)
