"""Material of scenarios: songs of the model, and stored searches and listeners with them."""

from dataclasses import dataclass
from pathlib import Path

from bench.faults.deployment import Process
from bench.faults.world import START, World
from shared.domain.search import Search
from shared.ports import Record
from shared.record_kinds import LISTENERS, SEARCHES


@dataclass(frozen=True, slots=True)
class Songs:
    """Songs that the model knows, and its folder."""

    uris: tuple[str, ...]
    folder: Path

    @property
    def ids(self) -> list[str]:
        """Ids of the songs."""
        return [uri[-22:] for uri in self.uris]

    def search(self, id: str, listener: str | None = None) -> Search:
        """Return a search that was answered with ten songs."""
        songs = tuple(self.ids[:3]), tuple(self.ids[10:20])
        return Search(id, START, "a-model", *songs, 2, None, listener, charted=listener is not None)


def keep(world: World, *searches: Search) -> None:
    """Store searches."""
    for search in searches:
        world.ports.records.create(SEARCHES.name, Record(search.id, search.to_fields()))


def have_accounts(world: World, *listeners: str) -> None:
    """Store accounts of listeners."""
    for listener in listeners:
        account = Record(listener, {"address": f"{listener}@mail.example"})
        world.ports.records.create(LISTENERS.name, account)


def publish_to(topic: str, data: bytes, process: Process) -> object:
    """Publish a message."""
    return process.ports.bus.publish(topic, data)
