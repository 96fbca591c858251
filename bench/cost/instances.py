"""Cost of a million recommendations on Cloud Run alone, by the size of an instance.

The figures come from `python -m bench.serving MODEL`.
"""

import math
from dataclasses import dataclass

from bench.cost.prices import GIB_SECOND, MILLION_REQUESTS, VCPU_SECOND

BILLED_STEP_MS = 100
"""Billed time is rounded up to a multiple of this."""

TARGET_USE = 0.6
"""Processor utilisation above which Cloud Run starts another instance."""


@dataclass(frozen=True, slots=True)
class Size:
    """An instance size on offer: memory, processors, and concurrent requests."""

    gib: float
    vcpu: float
    concurrency: int


SIZES = (
    Size(1, 0.583, 1),
    Size(1, 1, 8),
    Size(1, 1, 40),
    Size(2, 1, 1),
    Size(2, 1, 8),
    Size(2, 1, 40),
    Size(4, 2, 8),
    Size(4, 2, 40),
)
"""Concurrent requests require a whole processor (cloud.google.com/functions/docs/configuring/concurrency)."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One instance as measured, and the overhead around it."""

    processor_ms: float
    """Processor time of a request."""
    waiting_ms: float
    """Time a request waits for others: Firestore and Pub/Sub."""
    start_ms: float
    """Process start to first answer, on two processors."""
    memory_mib: float
    """Memory of a process with its model, files in memory included."""
    cores_used: float
    """Processors kept busy by concurrent requests, of two: Python runs one thread at a time."""
    cold_share: float
    """Share of requests that wait for a new instance."""


@dataclass(frozen=True, slots=True)
class Cost:
    """The cost of a million requests, in US dollars, and the rate behind it."""

    per_second: float
    """Requests a second of one instance under load."""
    busy: float
    """With all instances fully used."""
    sparse: float
    """With no concurrent requests at any instance."""


def cost(size: Size, measured: Measured) -> Cost:
    """Compute the cost of a million requests."""
    price = size.vcpu * VCPU_SECOND + size.gib * GIB_SECOND
    cores = min(size.vcpu, measured.cores_used)
    alone_ms = measured.processor_ms / min(size.vcpu, 1.0) + measured.waiting_ms
    by_processor = TARGET_USE * 1_000 * cores / measured.processor_ms
    per_second = min(by_processor, size.concurrency * 1_000 / alone_ms)
    cold = measured.cold_share * measured.start_ms / 1_000 * max(2 / size.vcpu, 1.0) * price * 1e6
    billed = math.ceil(alone_ms / BILLED_STEP_MS) * BILLED_STEP_MS / 1_000
    fixed = MILLION_REQUESTS + cold
    return Cost(per_second, 1e6 / per_second * price + fixed, billed * price * 1e6 + fixed)


def table(measured: Measured) -> str:
    """Return the table of all sizes that fit the process, cheapest first, and the arithmetic of the first."""
    fitting = [size for size in SIZES if size.gib * 1024 >= measured.memory_mib]
    costs = sorted(((cost(size, measured), size) for size in fitting), key=lambda pair: pair[0].busy)
    lines = ["| memory | vCPU | at once | requests a second | busy | sparse |", "|---|---|---|---|---|---|"]
    lines += [
        f"| {size.gib:g} GiB | {size.vcpu:g} | {size.concurrency} | {each.per_second:.0f}"
        f" | ${each.busy:.2f} | ${each.sparse:.2f} |"
        for each, size in costs
    ]
    return "\n".join([*lines, "", _arithmetic(*costs[0], measured)])


def _arithmetic(best: Cost, size: Size, measured: Measured) -> str:
    cold_seconds = measured.start_ms / 1_000 * max(2 / size.vcpu, 1.0)
    return (
        f"Cheapest when busy: {1e6 / best.per_second:,.0f} s x ({size.vcpu:g} vCPU x ${VCPU_SECOND:f}"
        f" + {size.gib:g} GiB x ${GIB_SECOND:.7f}) + ${MILLION_REQUESTS:.2f} for the requests"
        f" + {measured.cold_share * 1e6:,.0f} cold starts of {cold_seconds:.1f} s = ${best.busy:.2f}"
    )
