"""Rate limits of clients: token buckets in the memory of an instance, so that no request costs a record.

Each instance counts by itself; a limit over all of them is the balancer's. Answers say what is left, in the fields
of draft-ietf-httpapi-ratelimit-headers-11: of each bucket its name, q(uota) and w(indow), and what r(emains) until
t seconds have passed.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, wraps

from flask import Request, Response
from throttled import RateLimiterType, Throttled
from throttled.rate_limiter import Quota, per_day, per_min
from throttled.store import MemoryStore

from shared.errors import NotSignedIn, TooManyRequests
from shared.web.added_headers import add_headers
from shared.web.auth import claimed_account
from shared.web.clients import client_of
from shared.web.http import View
from shared.web.tokens import Tokens

MOST_BUCKETS = 20_000
"""Buckets that an instance keeps, some 8 MB; beyond it the one longest unused is forgotten."""

LARGE_BYTES = 64 * 1024
"""Size from which a request is large: some 2,000 lines, a second's work."""


_DAY_SECONDS = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Rate:
    """A token bucket for each client: `burst` requests at once, refilled by `a_minute`, and at most `a_day`."""

    name: str
    burst: int
    a_minute: int
    a_day: int

    @property
    def policies(self) -> tuple[str, str]:
        """The names of its two buckets in headers."""
        name = self.name.replace(" ", "-")
        return name, f"{name}-a-day"


RECOMMENDATIONS = Rate("recommendations", burst=240, a_minute=120, a_day=5_000)
LARGE_REQUESTS = Rate("large requests", burst=20, a_minute=10, a_day=500)
KEPT_LISTS = Rate("kept lists", burst=120, a_minute=60, a_day=1_000)
SUGGESTIONS = Rate("suggestions", burst=300, a_minute=600, a_day=20_000)
OPINIONS = Rate("ratings", burst=120, a_minute=60, a_day=3_000)
FIGURES = Rate("figures", burst=120, a_minute=60, a_day=1_000)
CHARTS = Rate("charts", burst=60, a_minute=30, a_day=300)
NEW_VISITORS = Rate("new visitors", burst=20, a_minute=10, a_day=300)
ACCOUNT_CALLS = Rate("account calls", burst=60, a_minute=30, a_day=1_000)
MERGES = Rate("merges", burst=20, a_minute=10, a_day=50)
EXPORTS = Rate("exports", burst=3, a_minute=1, a_day=3)
MAIL_SERVICES = Rate("calls of mail services", burst=600, a_minute=600, a_day=100_000)
SHARED_LISTS = Rate("shared lists", burst=20, a_minute=10, a_day=200)
OWN_LISTS = Rate("lists of own shared lists", burst=20, a_minute=10, a_day=200)
PAGES = Rate("pages", burst=240, a_minute=240, a_day=10_000)
PICTURES = Rate("pictures", burst=40, a_minute=30, a_day=1_000)


class ClientLimits:
    """The buckets of one function's clients.

    A signed-in listener has buckets of their own; all others are told apart by the network they come from, as
    anybody may have any number of visitors' tokens.
    """

    def __init__(self, factor: float, forwarded_hops: int, tokens: Callable[[], Tokens] | None = None) -> None:
        """Keep the limits; `factor` multiplies every rate, 0 lifts them. Without `tokens` networks alone count."""
        self._factor = factor
        self._forwarded_hops = forwarded_hops
        self._tokens = tokens
        self._store = MemoryStore(options={"MAX_SIZE": MOST_BUCKETS})
        self._of_rate = cache(self._buckets)
        self._policy = cache(self._policies)

    def take(self, rate: Rate, request: Request) -> None:
        """Take a token of the request's client, and add what is left to the answer's headers.

        Raises TooManyRequests, with the seconds to wait, without one.
        """
        if not self._factor:
            return
        client, left = self.client(request), list[str]()
        for name, bucket in zip(rate.policies, self._of_rate(rate), strict=True):
            taken = bucket.limit(f"{rate.name} {client}")
            seconds = math.ceil(taken.state.retry_after if taken.limited else taken.state.reset_after)
            left.append(f'"{name}";r={max(0, taken.state.remaining)};t={seconds}')
            if taken.limited:
                break
        add_headers(request, {"RateLimit-Policy": self._policy(rate), "RateLimit": ", ".join(left)})
        if taken.limited:
            raise _too_many(rate, seconds)

    def client(self, request: Request) -> str:
        """Return the client that a request counts for: a listener's account, or a network."""
        if self._tokens is not None:
            try:
                account = claimed_account(request, self._tokens)
            except NotSignedIn:
                account = None  # it is refused later, and counts for its network
            if account is not None:
                return f"listener {account}"
        return client_of(request, self._forwarded_hops)

    def _buckets(self, rate: Rate) -> tuple[Throttled, Throttled]:
        by_minute = per_min(self._times(rate.a_minute), burst=self._times(rate.burst))
        by_day = per_day(self._times(rate.a_day))
        return self._throttled("minute ", by_minute), self._throttled("day ", by_day)

    def _policies(self, rate: Rate) -> str:
        by_minute, by_day = rate.policies
        burst = self._times(rate.burst)
        full_again = math.ceil(60 * burst / self._times(rate.a_minute))
        return f'"{by_minute}";q={burst};w={full_again}, "{by_day}";q={self._times(rate.a_day)};w={_DAY_SECONDS}'

    def _throttled(self, key_prefix: str, quota: Quota) -> Throttled:
        return Throttled(using=RateLimiterType.GCRA.value, quota=quota, store=self._store, key_prefix=key_prefix)

    def _times(self, most: int) -> int:
        return max(1, round(most * self._factor))


def limited(limits: Callable[[], ClientLimits], rate_of: Callable[[Request], Rate]) -> Callable[[View], View]:
    """Build a decorator that refuses requests over their client's rate before the view is called."""

    def wrap(view: View) -> View:
        @wraps(view)
        def serve(request: Request) -> Response:
            limits().take(rate_of(request), request)
            return view(request)

        return serve

    return wrap


def is_large(request: Request) -> bool:
    """Check whether the body is of LARGE_BYTES or more, or does not say its length."""
    length = request.content_length
    return "Transfer-Encoding" in request.headers if length is None else length >= LARGE_BYTES


def _too_many(rate: Rate, seconds: int) -> TooManyRequests:
    return TooManyRequests(
        f"Too many {rate.name} were asked for from here",
        expected=f"{rate.a_minute} a minute and {rate.a_day:,} a day at most",
        found="more",
        cure=f"try again in {seconds} seconds" if seconds < 120 else f"try again in {round(seconds / 60)} minutes",
        retry_after_seconds=max(1, seconds),
    )
