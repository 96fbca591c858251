"""Requests answered while another one's lines are looked up: matching holds up nobody's scoring."""

import copy
import itertools
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
from served_model import Served

from functions.recommend.contract import RecommendRequest
from functions.recommend.handler import Recommend
from functions.recommend.inputs import Services
from shared.adapters.memory import MemoryBus, MemoryRecords
from shared.adapters.memory_sources import MemoryHistory
from shared.intake import Reading
from shared.messaging.outbox import StoreThenPublish
from shared.model.catalogue.found import Found
from shared.model.catalogue.search import SongSearch
from shared.model.model import Model

LINES = 10_000
LONGEST_WAIT = 60.0
"""Seconds after which a test that hangs fails."""


class HeldSearch(SongSearch):
    """Matches pastes of LINES lines when it is let go, others at once."""

    def __init__(self, model: Model) -> None:
        super().__init__(model.catalogue)
        self.begun, self.let_go = threading.Event(), threading.Event()

    def match_each(self, lines: Sequence[Sequence[Reading]]) -> list[Found | None]:
        if len(lines) == LINES:
            self.begun.set()
            assert self.let_go.wait(LONGEST_WAIT)
        return super().match_each(lines)


@pytest.fixture
def held(model):
    """A model of its own whose search can be held."""
    own = copy.copy(model)
    own.search = HeldSearch(model)
    return own


@pytest.fixture
def recommend(held, clock):
    ids = (f"s{number}" for number in itertools.count(1))
    records, bus = MemoryRecords(clock), MemoryBus()
    outbox = StoreThenPublish(records, lambda: bus)
    services = Services(MemoryHistory({}))
    return Recommend(Served(held), records, outbox, lambda: bus, services, now=clock, new_id=lambda: next(ids))


def test_others_are_answered_while_ten_thousand_unknown_lines_are_matched(recommend, held):
    unknown = "\n".join(f"Nobody{place} Xyzzyqq - Unheard{place} Plughqq" for place in range(LINES))
    first = held.tracks([0])[0]
    with ThreadPoolExecutor(2) as pool:
        long = pool.submit(recommend.answer, RecommendRequest(text=unknown))
        assert held.search.begun.wait(LONGEST_WAIT)
        try:
            short = pool.submit(recommend.answer, RecommendRequest(text=f"{first.artist} - {first.name}"))
            assert [each.uri for each in short.result(LONGEST_WAIT).matched] == [first.id]
            assert not long.done()
        finally:
            held.search.let_go.set()
        assert len(long.result(LONGEST_WAIT).unmatched) == LINES
