"""`segue replay`: list rejected and undelivered messages, or publish them again."""

from collections.abc import Generator, Iterator
from contextlib import closing
from functools import partial

import click

from ops.local.takeover import take_over
from shared.errors import NotFound, SegueError
from shared.messaging.push import REJECTED, Rejected
from shared.messaging.topics import EVENT_FUNCTIONS, topic_of
from shared.ports import DeadLetter, DeadLetters, ObjectStore
from shared.settings.config import Settings
from shared.web.bodies import decoded


@click.command()
@click.option("--list", "only_list", is_flag=True, help="Show them and publish none.")
@click.option("--match", default="", help="Only those whose line in the list holds this text.")
@click.option("--drop", metavar="NAME", help="Delete the message of this name in the list; publish none.")
def replay(only_list: bool, match: str, drop: str | None) -> None:
    """Publish rejected and undelivered messages again, once the cause is fixed.

    They are in the object store, in the queue of the local cloud, and in the dead-letter subscriptions of Pub/Sub.
    A message leaves the list when it is published; if it fails again, it returns to it. One that cannot be
    published stays until it is dropped by its name.

    Example: segue replay --list
    """
    settings = Settings.from_environment()
    bus, shown, left = settings.events(), 0, 0
    if own := settings.sqlite_bus():
        take_over(own, settings.objects())
    given: DeadLetters | None = click.get_current_context().obj
    with closing(failed_messages(settings.objects(), given or settings.dead_letters())) as messages:
        for letter in messages:
            line = f"{letter.name}  {letter.why}"
            if drop is not None:
                if letter.name == drop:
                    letter.forget()
                    click.echo(f"dropped: {line}")
                    return
                continue
            if match not in line:
                continue
            shown += 1
            click.echo(line)
            if only_list:
                continue
            if letter.topic:
                bus.publish(letter.topic, letter.data, letter.attributes, letter.ordering_key)
                letter.forget()
            else:
                left += 1
    if drop is not None:
        raise NotFound("There is no such message", expected="a name that `segue replay --list` shows", found=drop)
    done = "kept" if only_list else "published again"
    click.echo(f"{_counted(shown - left)} {done}." + (f" {_counted(left)} cannot be, and stay." if left else ""))


def failed_messages(objects: ObjectStore, dead: DeadLetters | None) -> Generator[DeadLetter, None, None]:
    """Yield rejected messages, then the dead letters of a bus, which are leased until it is closed."""
    yield from rejected_messages(objects)
    if dead is not None:
        with closing(dead.held()) as letters:
            yield from letters


def rejected_messages(objects: ObjectStore) -> Iterator[DeadLetter]:
    """Yield the messages under REJECTED, in the order of their names, with the reasons."""
    for stored in list(objects.list(REJECTED)):
        forget = partial(objects.delete, stored.name)
        try:
            kept = decoded(objects.get(stored.name), Rejected)
        except SegueError as error:  # it must not hide the others
            yield DeadLetter(stored.name, "", b"", {}, "", forget, f"it cannot be read: {error}")
            continue
        why = f"{kept.what}: expected {kept.expected}, found {kept.found}"
        topic = topic_of(kept.function) if kept.function in EVENT_FUNCTIONS else ""
        yield DeadLetter(stored.name, topic, kept.data, kept.attributes, kept.ordering_key, forget, why)


def _counted(messages: int) -> str:
    return f"{messages:,} {'message' if messages == 1 else 'messages'}"
