"""A backup is made and restored into empty stores by an operator, who adds what is missing after a failure.

A bit flipped in the one read of an original is left out: a folder of files has no checksums to compare it with.
"""

from collections import Counter
from datetime import timedelta

from bench.faults.deployment import Process
from bench.faults.injection import Fault
from bench.faults.kinds.damage import Flipped
from bench.faults.observations import Observations
from bench.faults.scenarios.scenario import NothingToDo, Scenario
from bench.faults.scenarios.songs import Songs, keep
from bench.faults.world import World
from ops.backup.create import Create
from ops.backup.layout import backups
from ops.backup.restore import Restore
from shared.errors import InvalidData, Unavailable
from shared.ports import Record
from shared.record_kinds import KINDS, LISTENERS, PLAYLISTS

OBJECTS = 6


def backup(songs: Songs) -> Scenario:
    """Build the scenario."""

    def prepare(world: World) -> None:
        for place in range(5):
            keep(world, songs.search(f"made-{place}", f"listener-{place}"))
            listener = Record(f"listener-{place}", {"address": f"{place}@mail.example"})
            world.ports.records.create(LISTENERS.name, listener)
            world.ports.records.create(PLAYLISTS.name, Record(f"list-{place}", {"name": f"List {place}"}))
        for place in range(OBJECTS):
            world.ports.objects.put(f"staging/playlists/{place}.jsonl", f"playlist {place}".encode())

    return Scenario("backup", (_create, _restore), (_restored, _untouched), prepare, without=_is_unseen)


def _is_unseen(fault: Fault, call: str) -> bool:
    return isinstance(fault, Flipped) and call == "objects.get"


def _create(process: Process) -> object:
    ports, world = process.ports, process.world
    world.wait(timedelta(seconds=1))  # a backup is named by its second
    return Create(ports.records, ports.objects, ports.backups, world.clock()).run()


def _restore(process: Process) -> None:
    """Restore the newest backup, if there is one; a damaged one is made again."""
    ports, world = process.ports, process.world
    made = list(backups(world.ports.backups))
    if not made:
        raise NothingToDo
    restore = Restore(ports.backups, made[-1], ports.restored_records, ports.restored_objects, world.clock())
    try:
        restore.run(into_used=True)
    except InvalidData as error:
        _create(process)
        raise Unavailable("The backup is damaged; another was made") from error


def _restored(world: World) -> Observations:
    """Return the records and objects that the restored stores have."""
    found = Counter(
        f"{kind.name} {record.key} {record.fields}"
        for kind in KINDS
        for record in world.ports.restored_records.page(kind.name, limit=1000).records
    )
    for stored in world.ports.restored_objects.list(""):
        found[f"{stored.name} {world.ports.restored_objects.get(stored.name)!r}"] += 1
    return found


def _untouched(world: World) -> Observations:
    """Return the objects of the deployment itself."""
    return Counter(f"original {stored.name}" for stored in world.ports.objects.list("staging/"))
