"""Tokens as they were signed some time ago, for tests of how long a token is valid."""

import time

from itsdangerous import TimestampSigner, URLSafeTimedSerializer


def aged_token(secret: str, purpose: str, subject: str, age_seconds: float) -> str:
    """Return the token that `Tokens` issued that long ago."""

    class Aged(TimestampSigner):
        def get_timestamp(self) -> int:
            return int(time.time() - age_seconds)

    return str(URLSafeTimedSerializer(secret, salt=f"segue.{purpose}", signer=Aged).dumps(subject))
