"""`segue replay`: messages that were rejected or never delivered, listed or published once more."""

from collections.abc import Generator, Iterator
from contextlib import closing
from functools import partial

import click
import msgspec

from shared.adapters.spooled_bus import UNDELIVERED, Spooled
from shared.messaging.push import REJECTED, Rejected
from shared.messaging.topics import topic_of
from shared.ports import DeadLetter, DeadLetters, ObjectStore
from shared.settings.config import Settings

Told = tuple[DeadLetter, str]
"""A message, and why it is there."""

_FAILED = "every delivery failed; the log says how"


@click.command()
@click.option("--list", "only_list", is_flag=True, help="Show them and publish none.")
@click.option("--match", default="", help="Only those whose line in the list holds this text.")
def replay(only_list: bool, match: str) -> None:
    """Publish again what was rejected or could not be delivered, once its cause is mended.

    It lies in the objects, and in the dead-letter subscriptions of Pub/Sub. A message leaves the list when it is
    published; if it is rejected or dies again, it comes back.

    Example: segue replay --list
    """
    settings = Settings.from_environment()
    bus, shown = settings.events(), 0
    brought: DeadLetters | None = click.get_current_context().obj
    with closing(set_aside(settings.objects(), brought or settings.dead_letters())) as messages:
        for letter, why in messages:
            line = f"{letter.name}  {why}"
            if match not in line:
                continue
            shown += 1
            click.echo(line)
            if not only_list:
                bus.publish(letter.topic, letter.data, letter.attributes, letter.ordering_key)
                letter.forget()
    done = "kept" if only_list else "published again"
    click.echo(f"{shown:,} {'message' if shown == 1 else 'messages'} {done}.")


def set_aside(objects: ObjectStore, dead: DeadLetters | None) -> Generator[Told, None, None]:
    """Give what is kept in the objects, then what a bus could not deliver and keeps itself, until it is closed."""
    yield from kept_messages(objects)
    if dead is not None:
        with closing(dead.held()) as letters:
            yield from ((letter, _FAILED) for letter in letters)


def kept_messages(objects: ObjectStore) -> Iterator[Told]:
    """Give what is kept under REJECTED and UNDELIVERED, in the order of their names, and why."""
    for stored in list(objects.list(REJECTED)):
        rejected = msgspec.json.decode(objects.get(stored.name), type=Rejected)
        why = f"{rejected.what}: expected {rejected.expected}, found {rejected.found}"
        yield _letter(objects, stored.name, topic_of(rejected.function), rejected), why
    for stored in list(objects.list(UNDELIVERED)):
        spooled = msgspec.json.decode(objects.get(stored.name), type=Spooled)
        yield _letter(objects, stored.name, spooled.topic, spooled), _FAILED


def _letter(objects: ObjectStore, name: str, topic: str, kept: Rejected | Spooled) -> DeadLetter:
    return DeadLetter(name, topic, kept.data, kept.attributes, kept.ordering_key, partial(objects.delete, name))
