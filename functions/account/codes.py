"""Six-digit codes beside a mailed link: keyed hashes, for one sign-in, five tries, a quarter of an hour.

A million codes can be tried through, so what holds them is counting: docs/decisions/0112 has the sums.
"""

import hmac
import re
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from shared.errors import InvalidInput, NotSignedIn, WrongCode
from shared.ports import Fields, Record, Records
from shared.record_kinds import CODE_LIMIT_KEPT, LIMIT_KEPT, SIGN_IN_CODE_KEPT, SIGN_IN_CODES

from .limits import Limit, Limits

DIGITS = 6
MOST_TRIES = 5
"""Tries of one code: enough for slips of a thumb."""

_wrong_codes = partial(Limit, what="Too many wrong codes were typed", cure="open the link in the mail")

WRONG_FOR_ADDRESS = _wrong_codes("wrong codes for an address", 15, CODE_LIMIT_KEPT)
"""A day's wrong codes for one address: a stranger who has them all mailed guesses one in 66,000 days."""

WRONG_FROM_CLIENT = _wrong_codes("wrong codes from a client", 20, LIMIT_KEPT)

WRONG_FROM_EVERYONE = _wrong_codes("wrong codes", 60, LIMIT_KEPT, alerts=True)
"""An hour's wrong codes for all addresses together; links work on."""


class Codes:
    """The codes that are mailed."""

    def __init__(self, records: Records, limits: Limits, now: Callable[[], datetime]) -> None:
        self._records = records
        self._limits = limits
        self._now = now

    def issue(self, number: str) -> str:
        """Return a new code for the link of a number."""
        code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
        fields: Fields = {"code": self._hash(number, code), "tries": 0}
        self._records.create(SIGN_IN_CODES.name, Record(number, fields, self._now() + SIGN_IN_CODE_KEPT))
        return code

    def check(self, number: str, typed: str, address: str, client: str) -> None:
        """Check what was typed as the code of a link; each call that compares is a try.

        Raises WrongCode for another code, NotSignedIn after MOST_TRIES or in which the code is not kept any more,
        TooManyRequests after too many wrong ones, InvalidInput for what is no code.
        """
        code = _digits(typed)
        with (
            self._limits.failures_counted(WRONG_FROM_CLIENT, client, WrongCode),
            self._limits.failures_counted(WRONG_FOR_ADDRESS, address, WrongCode),
            self._limits.failures_counted(WRONG_FROM_EVERYONE, "", WrongCode),
        ):
            tried = self._tried(number)
            if not hmac.compare_digest(str(tried["code"]), self._hash(number, code)):
                raise _wrong(MOST_TRIES - int(str(tried["tries"])))

    def forget(self, number: str) -> None:
        """Delete the code of a link that was used."""
        self._records.delete(SIGN_IN_CODES.name, number)

    def _tried(self, number: str) -> Fields:
        """Count a try before anything is compared, so that of many at once no more than MOST_TRIES are."""
        kept = self._records.get(SIGN_IN_CODES.name, number)

        def change(before: Fields | None) -> Fields:
            if before is None or int(str(before["tries"])) >= MOST_TRIES:
                raise NotSignedIn(
                    "This code does not work any more",
                    expected=f"a code of the last {SIGN_IN_CODE_KEPT // timedelta(minutes=1)} minutes, "
                    f"typed wrong less than {MOST_TRIES} times",
                    found="an older one, or too many tries",
                    cure="ask for a new mail",
                )
            return {**before, "tries": int(str(before["tries"])) + 1}

        expires_at = kept.expires_at if kept else self._now() + SIGN_IN_CODE_KEPT
        return self._records.update(SIGN_IN_CODES.name, number, change, expires_at).fields

    def _hash(self, number: str, code: str) -> str:
        return self._limits.keyed(f"code {number} {code}")  # without the key a million codes are soon hashed


def _digits(typed: str) -> str:
    code = re.sub(r"[\s-]", "", typed)
    if not re.fullmatch(rf"[0-9]{{{DIGITS}}}", code):
        raise InvalidInput(
            "This is not a code",
            expected="the six digits of the mail",
            found="something else",
            cure="type them again",
        )
    return code


def _wrong(left: int) -> WrongCode:
    tries = (
        f"{left} {'try is' if left == 1 else 'tries are'} left"
        if left
        else "ask for a new mail, as no try is left"
    )
    return WrongCode(
        "This is not the code of the mail",
        expected="the six digits of the latest mail that was asked for here",
        found="others",
        cure=f"type it again, {tries}" if left else tries,
    )
