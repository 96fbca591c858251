"""Audio features from ReccoBeats, a free service without a key or guarantees: an optional extra, off by default.

See https://reccobeats.com/docs/apis/get-audio-features: at most 40 ids a request, results in any order, unknown
ids left out, a track's Spotify id only in its `href`. It returns no duration and no time signature.
"""

import math
import time
from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Any

import msgspec
import requests

from shared.adapters.http_client import (
    TIMEOUT_SECONDS,
    answering,
    decoded,
    limit_reached,
    unexpected,
    unredirected_session,
)
from shared.adapters.retry import with_retries
from shared.adapters.validation import utc_now
from shared.domain.track import FEATURES
from shared.domain.track_ids import SPOTIFY

BASE_URL = "https://api.reccobeats.com"

BATCH = 40
"""Maximum number of ids in one request."""

SERVICE = "ReccoBeats"


class _Answer(msgspec.Struct):
    content: list[dict[str, Any]]


class ReccoBeats:
    """A FeatureSource over ReccoBeats' public API; `sleep` takes seconds."""

    def __init__(
        self,
        base_url: str = BASE_URL,
        *,
        timeout_seconds: float = TIMEOUT_SECONDS,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._url = f"{base_url}/v1/audio-features"
        self._timeout_seconds = timeout_seconds
        self._sleep = sleep
        self._session = unredirected_session(_raise_if_refused)

    def features(self, track_ids: Sequence[str]) -> Mapping[str, tuple[float, ...]]:
        """Return the features of each known track; see `FeatureSource`."""
        wanted = [value for track_id in dict.fromkeys(track_ids) if (value := SPOTIFY.value_of(track_id))]
        found: dict[str, tuple[float, ...]] = {}
        for start in range(0, len(wanted), BATCH):
            found.update(self._batch(wanted[start : start + BATCH]))
        return {SPOTIFY.id_of(value): features for value, features in found.items()}

    def _batch(self, values: Sequence[str]) -> dict[str, tuple[float, ...]]:
        response = with_retries(lambda: self._once(values), sleep=self._sleep)
        if response.status_code != HTTPStatus.OK:
            raise unexpected(SERVICE, "audio features", str(response.status_code))
        content = decoded(SERVICE, response.content, _Answer).content
        entries = {_spotify_value(entry): _row(entry) for entry in content}
        return {value: entries[value] for value in values if value in entries}

    def _once(self, values: Sequence[str]) -> requests.Response:
        with answering(SERVICE):
            return self._session.get(self._url, params={"ids": ",".join(values)}, timeout=self._timeout_seconds)


def _raise_if_refused(response: requests.Response) -> None:
    """Raise for responses that a retry may change; the caller checks the others."""
    if response.status_code == HTTPStatus.TOO_MANY_REQUESTS:
        raise limit_reached(SERVICE, response, utc_now())
    if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise unexpected(SERVICE, "audio features", str(response.status_code))


def _spotify_value(entry: Mapping[str, object]) -> str:
    """Return the Spotify id at the end of an entry's link; "" if it has none."""
    href = entry.get("href")
    return href.partition("?")[0].rpartition("/")[2] if isinstance(href, str) else ""


def _row(entry: Mapping[str, object]) -> tuple[float, ...]:
    return tuple(_number(name, entry.get(name)) for name in FEATURES)


def _number(name: str, value: object) -> float:
    """Return a feature's value, or NaN if it is unknown; Spotify writes -1 for an undetected key."""
    if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value):
        return math.nan
    return math.nan if name == "key" and value < 0 else float(value)
