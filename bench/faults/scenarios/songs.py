"""Material of scenarios: songs of the model, and stored searches and listeners with them."""

from dataclasses import dataclass
from pathlib import Path

from bench.faults.deployment import Process
from bench.faults.world import START, World
from shared.domain.search import Search
from shared.ports import Record
from shared.record_kinds import SEARCHES


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
        return Search(id, START, "a-model", tuple(self.ids[:3]), tuple(self.ids[10:20]), 2, None, listener)


def keep(world: World, *searches: Search) -> None:
    """Store searches."""
    for search in searches:
        world.ports.records.create(SEARCHES.name, Record(search.id, search.to_fields()))


def publish_to(topic: str, data: bytes, process: Process) -> object:
    """Publish a message."""
    return process.ports.bus.publish(topic, data)
