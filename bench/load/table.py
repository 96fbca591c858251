"""The measurements as Markdown."""

import os
from collections.abc import Mapping, Sequence

from bench.load.durability import Durability
from bench.load.level import Level, percentile
from bench.load.outcome import Asked
from bench.load.run import Measured, Plan
from ops.local.concurrency_limit import Bounds

Levels = Mapping[str, Level]
"""By their names, such as 2x."""

Rows = list[list[str]]


def page(measured: Measured) -> str:
    """Return the whole page."""
    plan, bounds = measured.plan, Bounds()
    lives = "The server lives and answers." if measured.lives else "**The server does not answer any more.**"
    return f"""\
`segue serve` on {os.cpu_count()} processors, Locust beside it; {bounds.at_once} requests worked on at a time, \
{bounds.waiting} waiting at most {bounds.wait_seconds:g} s.

1x is {measured.sustained:.1f} requests a second{_why(plan)}. Each level lasted {plan.seconds:.0f} s. Times are \
of requests that were answered, each on a connection of its own.

{levels_table(measured.levels)}

p50 and p99 of each kind of request:

{kinds_table(measured.levels)}

All messages were delivered {measured.delivered_seconds:.0f} s after the last answer. {lives} Acknowledged \
writes, at whatever load:

{durability_table(measured.durability)}
"""


def _why(plan: Plan) -> str:
    if plan.sustained is not None:
        return ", as given"
    sustained = f"all are answered and p99 is below {plan.p99_ms:g} ms"
    return f": the most at which, for {plan.step_seconds:g} s and then for a whole level, {sustained}"


def levels_table(levels: Levels) -> str:
    """Return a row for each level; p99 also as a multiple of the first level's."""
    first = percentile(next(iter(levels.values())).answered(), 99)
    heading = [
        *("load", "asked a second", "answered a second", "p50", "p95", "p99", "of 1x"),
        *("refused, with Retry-After", "p99 of those", "errors", "peak memory", "Locust"),
    ]
    return _table([heading, *([name, *_level(level, first)] for name, level in levels.items())])


def _level(level: Level, first_p99: float) -> list[str]:
    answered, refused = level.answered(), level.refused()
    statuses = " and ".join(str(status) for status in sorted({each.status for each in refused}))
    errors = [f"{count:,} x {what}" for what, count in level.errors().items()]
    return [
        f"{level.per_second:.0f}" + ("" if level.kept_pace else f" of {level.wanted_per_second:.0f} wanted"),
        f"{len(answered) / level.seconds:.0f}",
        *(_ms(answered, share) for share in (50, 95, 99)),
        f"{percentile(answered, 99) / first_p99:.1f}",
        f"{len(refused):,} x {statuses}" if refused else "none",
        _ms(refused, 99),
        ", ".join(errors) or "none",
        f"{level.peak_mib:,.0f} MiB",
        f"{100 * level.locust_share:.0f} % of a processor",
    ]


def kinds_table(levels: Levels) -> str:
    """Return a row for each kind of request: its share of all, and its response times at each level."""
    first = next(iter(levels.values())).asked
    names = sorted({each.name for level in levels.values() for each in level.asked})
    rows: Rows = [["", "share", *levels]]
    for name in names:
        share = sum(each.name == name for each in first) / max(1, len(first))
        times = [_both(level.answered(name)) for level in levels.values()]
        rows.append([name, f"{100 * share:.0f} %", *times])
    return _table(rows)


def durability_table(kept: Sequence[Durability]) -> str:
    """Return a row for each kind of write."""
    rows: Rows = [["", "acknowledged", "in the store", "shown over HTTP", "counted, of those in the store"]]
    for each in kept:
        counted = f"{each.counts[0]:,} of {each.counts[1]:,}" if any(each.counts) else "not counted"
        rows.append([each.what, *(f"{n:,}" for n in (each.acknowledged, each.in_store, each.over_http)), counted])
    return _table(rows)


def _table(rows: Rows) -> str:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    lines.insert(1, "|---" * len(rows[0]) + "|")
    return "\n".join(lines)


def _ms(asked: list[Asked], share: float) -> str:
    return f"{percentile(asked, share):,.0f} ms" if asked else "none"


def _both(asked: list[Asked]) -> str:
    return f"{percentile(asked, 50):,.0f} / {percentile(asked, 99):,.0f} ms" if asked else "none"
