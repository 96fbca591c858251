"""A listener publishes the pages of two lists, renames one and takes the other down."""

from collections import Counter
from itertools import groupby

from bench.faults.deployment import Process
from bench.faults.observations import Observations
from bench.faults.scenarios.scenario import NothingToDo, Scenario, Step
from bench.faults.scenarios.songs import Songs, keep
from bench.faults.world import World
from functions.share.contract import ShareRequest
from shared.domain.share import shared_key
from shared.record_kinds import SHARED_SEARCHES, SHARES

TAKEN_DOWN = 3
"""The step that shares the list that is taken down."""


def share(songs: Songs) -> Scenario:
    """Build the scenario."""
    searches = [songs.search("one-list", "ada"), songs.search("another-list", "ada")]

    def share_list(search: str, title: str = "") -> Step:
        return lambda process: process.sharing.share("ada", ShareRequest(search, title))

    def take_down(process: Process) -> None:
        shared = process.world.answers.get(TAKEN_DOWN)
        if not isinstance(shared, str):
            raise NothingToDo
        process.sharing.take_down("ada", shared)

    steps = (
        share_list("one-list"),
        share_list("one-list", "My songs"),
        share_list("another-list", "Others"),
        share_list("another-list"),
        take_down,
    )
    return Scenario("share", steps, (_pages,), lambda world: keep(world, *searches))


def _pages(world: World) -> Observations:
    """Return the public pages by list and title, and pages that their list does not lead to."""
    records = world.ports.records
    found: Observations = Counter()
    shares = sorted(records.page(SHARES.name).records, key=lambda record: str(record.fields["search"]))
    for search, pages in groupby(shares, key=lambda record: str(record.fields["search"])):
        for page in pages:
            found[f"page of {search}"] += 1
            found[f"page of {search} called {page.fields['title']}"] += 1
            pointer = records.get(SHARED_SEARCHES.name, shared_key(str(page.fields["owner"]), search))
            if pointer is None or pointer.fields["share"] != page.key:
                found[f"page of {search} that sharing it again does not find"] += 1
    return found
