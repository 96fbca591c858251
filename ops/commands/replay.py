"""`segue replay`: list rejected and undelivered messages, or publish them again."""

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

FailedMessage = tuple[DeadLetter, str]
"""A message, and the reason of its failure."""

_FAILED = "every delivery failed; the log says how"


@click.command()
@click.option("--list", "only_list", is_flag=True, help="Show them and publish none.")
@click.option("--match", default="", help="Only those whose line in the list holds this text.")
def replay(only_list: bool, match: str) -> None:
    """Publish rejected and undelivered messages again, once the cause is fixed.

    They are in the object store, and in the dead-letter subscriptions of Pub/Sub. A message leaves the list when
    it is published; if it fails again, it returns to it.

    Example: segue replay --list
    """
    settings = Settings.from_environment()
    bus, shown = settings.events(), 0
    given: DeadLetters | None = click.get_current_context().obj
    with closing(failed_messages(settings.objects(), given or settings.dead_letters())) as messages:
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


def failed_messages(objects: ObjectStore, dead: DeadLetters | None) -> Generator[FailedMessage, None, None]:
    """Yield the messages in the object store, then the dead letters of a bus, leased until it is closed."""
    yield from stored_messages(objects)
    if dead is not None:
        with closing(dead.held()) as letters:
            yield from ((letter, _FAILED) for letter in letters)


def stored_messages(objects: ObjectStore) -> Iterator[FailedMessage]:
    """Yield the messages under REJECTED and UNDELIVERED, in the order of their names, with the reasons."""
    for stored in list(objects.list(REJECTED)):
        rejected = msgspec.json.decode(objects.get(stored.name), type=Rejected)
        why = f"{rejected.what}: expected {rejected.expected}, found {rejected.found}"
        yield _letter(objects, stored.name, topic_of(rejected.function), rejected), why
    for stored in list(objects.list(UNDELIVERED)):
        spooled = msgspec.json.decode(objects.get(stored.name), type=Spooled)
        yield _letter(objects, stored.name, spooled.topic, spooled), _FAILED


def _letter(objects: ObjectStore, name: str, topic: str, kept: Rejected | Spooled) -> DeadLetter:
    return DeadLetter(name, topic, kept.data, kept.attributes, kept.ordering_key, partial(objects.delete, name))
