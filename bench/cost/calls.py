"""Usage of each kind of call, and the price of a million of them.

Documents are those that `tests/functions/test_documents_of_a_call.py` counts; sizes of answers are measured with
the demo; processor times are of bench/README.md, or assumed.
"""

import math
from dataclasses import dataclass

from bench.cost.deployed import Function, functions
from bench.cost.instances import BILLED_STEP_MS, TARGET_USE
from bench.cost.prices import (
    BALANCED_GIB,
    DELETE,
    GIB,
    LEAST_MESSAGE_BYTES,
    MESSAGE_TIB,
    MILLION_REQUESTS,
    OBJECT_READ,
    OBJECT_WRITE,
    OUT_GIB,
    READ,
    STORED_GIB_MONTH,
    TIB,
    WRITE,
)
from shared.record_kinds import SEARCH_KEPT

DOCUMENT_MS = 12.0
"""Time to wait for one round trip to Firestore, assumed."""

TALLY_PROCESSOR_MS = 10.0
"""Processor time in which `tally` counts one message, assumed: four calls of Firestore's client."""


KEPT_MONTHS = SEARCH_KEPT.days / 30.4


@dataclass(frozen=True, slots=True)
class Documents:
    """Documents that a call reads, writes and deletes, those of `tally` and by expiry included."""

    reads: int = 0
    writes: int = 0
    deletes: int = 0


@dataclass(frozen=True, slots=True)
class Call:
    """One kind of call, with what it uses."""

    name: str
    function: str
    processor_ms: float
    waits: int = 0
    """Round trips to Firestore before the answer."""
    documents: Documents = Documents()
    messages: int = 0
    """Messages that `tally` counts."""
    kb_out: float = 1.0
    kb_in: float = 1.0
    kept_kb: float = 0.0
    """Kept for as long as a search: its fields, and about as much of automatic indexes."""
    objects_read: int = 0
    objects_written: int = 0


@dataclass(frozen=True, slots=True)
class Million:
    """The cost of a million calls, in US dollars."""

    run: float
    documents: float
    counting: float
    """Pub/Sub, and the time of `tally`."""
    network: float

    @property
    def total(self) -> float:
        """All of it."""
        return self.run + self.documents + self.counting + self.network


def million(call: Call, *, sparse: bool = False) -> Million:
    """Compute the cost of a million calls on busy instances, or with `sparse` one call at a time."""
    deployed = functions()
    used = call.documents
    of_documents = used.reads * READ + used.writes * WRITE + used.deletes * DELETE
    of_objects = call.objects_read * OBJECT_READ + call.objects_written * OBJECT_WRITE
    of_keeping = call.kept_kb * 1_000 / GIB * STORED_GIB_MONTH * KEPT_MONTHS
    of_messages = 2 * LEAST_MESSAGE_BYTES / TIB * MESSAGE_TIB
    tally = _run(deployed["tally"], TALLY_PROCESSOR_MS, 3 * DOCUMENT_MS, sparse=sparse)
    out, into = call.kb_out * 1_000 / GIB, call.kb_in * 1_000 / GIB
    return Million(
        run=_run(deployed[call.function], call.processor_ms, call.waits * DOCUMENT_MS, sparse=sparse),
        documents=1e6 * (of_documents + of_keeping + of_objects),
        counting=call.messages * (1e6 * of_messages + tally),
        network=1e6 * (out * (OUT_GIB + BALANCED_GIB) + into * BALANCED_GIB),
    )


def _run(function: Function, processor_ms: float, waiting_ms: float, *, sparse: bool) -> float:
    """Return the price of a million requests: their processor time at the target use, or each by itself."""
    billed_ms = processor_ms / TARGET_USE
    if sparse:
        billed_ms = math.ceil((processor_ms + waiting_ms) / BILLED_STEP_MS) * BILLED_STEP_MS
    return 1_000 * billed_ms * function.second + MILLION_REQUESTS


SEARCH = Call("a search, by nobody", "recommend", 8.6, 1, Documents(4, 4, 2), 1, kb_out=10.8, kept_kb=3.5)
VISITORS_SEARCH = Call(
    "a search, by a visitor", "recommend", 8.6, 4, Documents(10, 5, 2), 1, kb_out=10.8, kept_kb=6.0
)
MEMBERS_SEARCH = Call("a search, signed in", "recommend", 8.6, 6, Documents(13, 6, 3), 1, kb_out=10.8, kept_kb=6.0)
HEAVIEST_SEARCH = Call(
    "a search with 100 answers, by one with 500 ratings",
    "recommend",
    20,
    17,
    Documents(533, 16, 13),
    1,
    kb_out=81,
    kept_kb=37,
)
SUGGESTION = Call("a suggestion", "search", 3, kb_out=1.6)
RATING = Call("a rating", "feedback", 5, 3, Documents(15, 7, 2), 1)
LIST = Call("a shared list", "share", 5, 7, Documents(6, 3, 2))
PAGE = Call("a page of a shared list", "share", 3, 2, Documents(2, 1, 1), kb_out=30)
FIRST_PICTURE = Call(
    "a picture, the first time", "share", 79, 3, Documents(reads=2), kb_out=470, objects_read=1, objects_written=1
)
PICTURE = Call("a picture, kept", "share", 4, 1, Documents(reads=1), kb_out=470, objects_read=1)

USUAL = (SEARCH, VISITORS_SEARCH, MEMBERS_SEARCH, SUGGESTION, RATING, LIST, PAGE, FIRST_PICTURE, PICTURE)


def table() -> str:
    """Return the table of a million of each usual call."""
    lines = [
        "| a million | documents read, written, deleted | Cloud Run | Firestore"
        " | Pub/Sub and tally | network | in all |",
        "|---|---|---|---|---|---|---|",
    ]
    for call in USUAL:
        each, used = million(call), call.documents
        parts = (each.run, each.documents, each.counting, each.network, each.total)
        counts = f"{used.reads}, {used.writes}, {used.deletes}"
        lines.append(f"| {call.name} | {counts} | {' | '.join(f'${part:.2f}' for part in parts)} |")
    return "\n".join(lines)
