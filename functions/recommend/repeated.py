"""Repeated requests: by its Idempotency-Key (draft-ietf-httpapi-idempotency-key-header-07) one is answered once.

The id of its search is a digest of caller and key, so that the search's own record is what remembers it: of two
such records only one is made, whichever instances are asked.
"""

import base64
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass

from flask import Request

from shared.domain.search import Search
from shared.errors import InvalidInput, ReusedKey, UnderWay
from shared.model.model import Model
from shared.ports import Records
from shared.record_kinds import SEARCHES

from .contract import RecommendResponse
from .listed import kept_answer
from .remade import remade

HEADER = "Idempotency-Key"

LEAST, MOST = 16, 200
"""Characters of a key. Callers without a token have no name, so theirs has to be one that nobody else takes."""

_KEY = re.compile(rf'"(?P<quoted>[!#-~]{{{LEAST},{MOST}}})"|(?P<plain>[!#-~]{{{LEAST},{MOST}}})')
"""A string of RFC 9651 as the draft has it, or the same without quotes, as most clients send it."""

BODY_DIGEST = "body_digest"
"""The field of a search that came with a key: the digest of its request's body."""

RETRY_AFTER_SECONDS = 1

_ID_BYTES = 12
"""As many as other ids of searches have."""


@dataclass(frozen=True, slots=True)
class Key:
    """The key of a request."""

    id: str
    """The id that its search has."""
    body_digest: str


def key_of(request: Request, listener: str | None) -> Key | None:
    """Return the key of a request whose body was read, None if it has none. Raises InvalidInput for a bad one."""
    if (given := request.headers.get(HEADER)) is None:
        return None
    if (match := _KEY.fullmatch(given)) is None:
        raise InvalidInput(
            f"The header {HEADER} cannot be used",
            expected=f"{LEAST} to {MOST} random characters of ASCII without spaces, such as a UUID",
            found=f"{len(given)} characters",
            cure="make a new one for each request, and send it again with its repetitions",
        )
    digest = hashlib.sha256(
        "\n".join([HEADER, listener or "", match["quoted"] or match["plain"]]).encode()
    ).digest()
    id = base64.urlsafe_b64encode(digest[:_ID_BYTES]).decode()
    return Key(id, hashlib.sha256(request.get_data()).hexdigest())


def earlier_answer(
    key: Key | None, listener: str | None, records: Records, model: Callable[[], Model]
) -> RecommendResponse | None:
    """Return the answer that a request got before, None if it is the first with its key.

    Raises ReusedKey if another request had the key.
    """
    record = records.get(SEARCHES.name, key.id) if key else None
    if key is None or record is None:
        return None
    if record.fields.get(BODY_DIGEST) != key.body_digest or record.fields.get("listener") != listener:
        raise ReusedKey(
            f"This {HEADER} came with another request before",
            expected="the same body, byte for byte",
            found="another",
            cure="make a new key for each request",
        )
    return kept_answer(record) or remade(Search.of(record.key, record.fields), model())


def under_way() -> UnderWay:
    """Return the error of a request that another instance, or another thread, was the first to answer."""
    return UnderWay(
        f"A request with this {HEADER} is being answered",
        cure=f"send it again in {RETRY_AFTER_SECONDS} second, for the same answer",
        retry_after_seconds=RETRY_AFTER_SECONDS,
    )
