"""Cost of hostile clients in a month at most: their calls within the rate limits, of the dearest kind each.

Every instance counts for itself, so the most is that of all instances, each with a fresh day's bucket. Each call
is billed as if it came alone. What no rate limits is told in docs/security.md.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bench.cost.calls import HEAVIEST_SEARCH, LIST, PAGE, PICTURE, SUGGESTION, Call, Documents, Million, million
from bench.cost.deployed import MINUTES_A_MONTH, functions, throttles
from shared.web import rate_limits
from shared.web.rate_limits import Rate

DAYS = 32
"""31, and the first day's bucket is full at once while it refills."""

NETWORKS = 100

EXPORT_READS = 300_000
"""Records that an export reads before its 60 seconds are over, assumed 5,000 a second."""


@dataclass(frozen=True, slots=True)
class Flood:
    """The dearest call that a rate limits, and where it enters."""

    rate: Rate
    call: Call
    path: str


FLOODS = (
    Flood(rate_limits.RECOMMENDATIONS, HEAVIEST_SEARCH, "/api/recommend"),
    Flood(
        rate_limits.LARGE_REQUESTS,
        Call("30 MB of lines", "recommend", 10_000, 16, HEAVIEST_SEARCH.documents, 1, kb_out=400, kb_in=30_000),
        "/api/recommend",
    ),
    Flood(
        rate_limits.KEPT_LISTS,
        Call("thirty own lists", "recommend", 30, 3, Documents(reads=32), kb_out=40),
        "/api/recommend",
    ),
    Flood(rate_limits.SUGGESTIONS, SUGGESTION, "/api/search"),
    Flood(
        rate_limits.OPINIONS,
        Call("the ratings of a list of 100", "feedback", 30, 102, Documents(reads=103), kb_out=15),
        "/api/feedback",
    ),
    Flood(
        rate_limits.FIGURES,
        Call("my music, of 200 records of each kind", "insights", 60, 6, Documents(reads=604), kb_out=90),
        "/api/insights",
    ),
    Flood(
        rate_limits.CHARTS,
        Call("the week, of 500 songs twice", "insights", 100, 2, Documents(reads=1_002), kb_out=25),
        "/api/insights",
    ),
    Flood(rate_limits.NEW_VISITORS, Call("a visitor", "account", 2), "/api/account"),
    Flood(
        rate_limits.ACCOUNT_CALLS,
        Call("a subscription changed", "account", 5, 5, Documents(4, 2, 1)),
        "/api/account",
    ),
    Flood(
        rate_limits.MERGES,
        Call("200 records taken to an account", "account", 400, 600, Documents(1_000, 400, 200)),
        "/api/account",
    ),
    Flood(
        rate_limits.EXPORTS,
        Call("an export", "account", 30_000, 2_500, Documents(reads=EXPORT_READS), kb_out=600_000),
        "/api/account",
    ),
    Flood(
        rate_limits.MAIL_SERVICES,
        Call("an unsubscription", "account", 5, 3, Documents(3, 2, 1)),
        "/api/account",
    ),
    Flood(rate_limits.SHARED_LISTS, LIST, "/api/share"),
    Flood(
        rate_limits.OWN_LISTS,
        Call("a thousand own lists", "share", 60, 10, Documents(reads=1_001), kb_out=200),
        "/api/share",
    ),
    Flood(rate_limits.PAGES, PAGE, "/s/"),
    Flood(rate_limits.PICTURES, PICTURE, "/s/"),
)


@dataclass(frozen=True, slots=True)
class Month:
    """One kind of call in a month: how many are answered, and their cost."""

    calls: float
    cost: Million

    @property
    def total(self) -> float:
        """All of the cost."""
        return self.cost.total


def month(flood: Flood, *, instances: int | None = None, networks: int = 1, throttled: bool = False) -> Month:
    """Compute the most that some networks can cost by one kind of call; `instances` None: all there are.

    Cloud Run's part never exceeds the price of all instances, all month; nor do they answer more than they can.
    """
    function = functions()[flood.call.function]
    count = function.max_instances if instances is None else instances
    each = flood.rate.a_day * DAYS * count
    if throttled:
        most = throttles()
        each = min(each, most.get(flood.path, most[""]) * MINUTES_A_MONTH)
    calls = min(networks * each, function.max_instances * MINUTES_A_MONTH * 60_000 / flood.call.processor_ms)
    price = million(flood.call, sparse=True)
    run = min(calls / 1e6 * price.run, function.ceiling)
    rest = [calls / 1e6 * part for part in (price.documents, price.counting, price.network)]
    return Month(calls, Million(run, *rest))


def table() -> str:
    """Return the table of what one client, and many, can cost by each kind of call."""
    lines = [
        "| at most in a month | calls, one instance | $ | calls, all instances | $ |"
        f" of these the documents | $, {NETWORKS} networks |",
        "|---|---|---|---|---|---|---|",
    ]
    for flood in FLOODS:
        one, most, many = month(flood, instances=1), month(flood), month(flood, networks=NETWORKS)
        lines.append(
            f"| {flood.rate.name}: {flood.call.name} | {one.calls:,.0f} | {one.total:,.0f} | {most.calls:,.0f}"
            f" | {most.total:,.0f} | {most.cost.documents:,.0f} | {many.total:,.0f} |"
        )
    one_total = _sum(lambda flood: month(flood, instances=1))
    most_total, many_total = _sum(month), _sum(lambda flood: month(flood, networks=NETWORKS))
    lines.append(
        f"| **all together** | | **{one_total:,.0f}** | | **{most_total:,.0f}** | | **{many_total:,.0f}** |"
    )
    return "\n".join(lines)


def _sum(of: Callable[[Flood], Month], floods: Sequence[Flood] = FLOODS) -> float:
    return sum(of(flood).total for flood in floods)


def ceilings() -> str:
    """Return the table of Cloud Run's own bound on each function, whoever calls it and however often."""
    deployed = sorted(functions().values(), key=lambda each: -each.ceiling)
    lines = ["| busy all month | instances | $ |", "|---|---|---|"]
    lines += [f"| {each.name} | {each.max_instances} | {each.ceiling:,.0f} |" for each in deployed]
    lines.append(f"| **all** | | **{sum(each.ceiling for each in deployed):,.0f}** |")
    return "\n".join(lines)
