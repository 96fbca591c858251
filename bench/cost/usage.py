"""Usage of a month by listeners' requests.

Of the requests a sixth are searches by nobody, a sixth by visitors and the rest suggestions; each fifth is part of
a first visit. Calls come one at a time.
"""

import math
from dataclasses import dataclass

from bench.cost.calls import DOCUMENT_MS, SEARCH, SUGGESTION, TALLY_PROCESSOR_MS, VISITORS_SEARCH, Call
from bench.cost.deployed import functions
from bench.cost.instances import BILLED_STEP_MS
from bench.cost.prices import GIB

HOURS = 730

QUIET_S = 900
"""Time after which an instance is gone, assumed."""

START_S, START_READS, START_FUNCTIONS = 5.0, 100, 2
"""A start with its model, estimated; reads of its model's parts; functions that a visit starts."""


@dataclass(slots=True)
class Used:
    """Quantities of a month."""

    vcpu_s: float = 0
    gib_s: float = 0
    requests: float = 0
    reads: float = 0
    writes: float = 0
    deletes: float = 0
    messages: float = 0
    kept_gib: float = 0
    out_gib: float = 0
    object_reads: float = 0
    visits: float = 0
    asked: float = 0
    """Requests of listeners, which come by way of the balancer."""

    def run(self, function: str, times: float, milliseconds: float) -> None:
        """Add calls of a function, each by itself."""
        size = functions()[function]
        seconds = times * math.ceil(milliseconds / BILLED_STEP_MS) * BILLED_STEP_MS / 1_000
        self.vcpu_s += seconds * size.vcpu
        self.gib_s += seconds * size.gib
        self.requests += times

    def call(self, call: Call, times: float) -> None:
        """Add calls of a kind, with what `tally` counts of them."""
        self.run(call.function, times, call.processor_ms + call.waits * DOCUMENT_MS)
        self.run("tally", times * call.messages, TALLY_PROCESSOR_MS + 3 * DOCUMENT_MS)
        self.reads += times * call.documents.reads
        self.writes += times * call.documents.writes
        self.deletes += times * call.documents.deletes
        self.messages += times * call.messages
        self.kept_gib += times * call.kept_kb * 1_000 / GIB
        self.out_gib += times * call.kb_out * 1_000 / GIB


def used(requests: int) -> Used:
    """Return what so many requests of listeners use in a month, with the hourly ticks and starts of instances."""
    all_of_it = Used(visits=requests / 5, asked=requests)
    for call, share in ((SEARCH, 1 / 6), (VISITORS_SEARCH, 1 / 6), (SUGGESTION, 2 / 3)):
        all_of_it.call(call, requests * share)
    all_of_it.run("weekly_email", HOURS, START_S * 1_000)
    all_of_it.run("tally", HOURS, 1_000)
    starts = START_FUNCTIONS * all_of_it.visits * math.exp(-QUIET_S * all_of_it.visits / (HOURS * 3_600))
    all_of_it.run("recommend", starts, START_S * 1_000)
    all_of_it.object_reads += (starts + HOURS) * START_READS
    return all_of_it
