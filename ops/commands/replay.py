"""`segue replay`: messages that were rejected or never delivered, listed or published once more."""

from collections.abc import Iterator
from dataclasses import dataclass

import click
import msgspec

from shared.adapters.spooled_bus import UNDELIVERED, Spooled
from shared.config import Settings
from shared.events import REJECTED, Rejected
from shared.ports import ObjectStore
from shared.topics import topic_of


@dataclass(frozen=True, slots=True)
class Kept:
    """A message that is kept, where, and why."""

    object: str
    topic: str
    data: bytes
    attributes: dict[str, str]
    ordering_key: str
    why: str


@click.command()
@click.option("--list", "only_list", is_flag=True, help="Show them and publish none.")
@click.option("--match", default="", help="Only those whose line in the list holds this text.")
def replay(only_list: bool, match: str) -> None:
    """Publish again what was rejected or could not be delivered, once its cause is mended.

    A message leaves the list when it is published; if it is rejected again, it comes back.

    Example: segue replay --list
    """
    settings = Settings.from_environment()
    objects, bus = settings.objects(), settings.events()
    shown = [kept for kept in kept_messages(objects) if match in _line(kept)]
    for kept in shown:
        click.echo(_line(kept))
        if not only_list:
            bus.publish(kept.topic, kept.data, kept.attributes, kept.ordering_key)
            objects.delete(kept.object)
    done = "kept" if only_list else "published again"
    click.echo(f"{len(shown):,} {'message' if len(shown) == 1 else 'messages'} {done}.")


def kept_messages(objects: ObjectStore) -> Iterator[Kept]:
    """Give what is kept under REJECTED and UNDELIVERED, in the order of their names."""
    for stored in list(objects.list(REJECTED)):
        rejected = msgspec.json.decode(objects.get(stored.name), type=Rejected)
        why = f"{rejected.what}: expected {rejected.expected}, found {rejected.found}"
        topic = topic_of(rejected.function)
        yield Kept(stored.name, topic, rejected.data, rejected.attributes, rejected.ordering_key, why)
    for stored in list(objects.list(UNDELIVERED)):
        spooled = msgspec.json.decode(objects.get(stored.name), type=Spooled)
        why = "every delivery failed; the log says how"
        yield Kept(stored.name, spooled.topic, spooled.data, spooled.attributes, spooled.ordering_key, why)


def _line(kept: Kept) -> str:
    return f"{kept.object}  {kept.why}"
