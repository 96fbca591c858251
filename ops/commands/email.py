"""`segue email`: look at weekly mails without sending any."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import click

from ops.commands.options import model_option
from ops.commands.serve import SECRET
from ops.local.secret import local_secret
from ops.open_model import open_model
from shared.adapters.mime import message_of, reply_to_of, sender_of
from shared.digest.compose import compose
from shared.digest.history import history_of
from shared.digest.rendering import Rendering, sent_digest_of
from shared.domain.mail import Mail
from shared.domain.subscription import Schedule, StartList, State, Subscription
from shared.errors import NotFound
from shared.model.model import Model
from shared.ports import Records, Scalar
from shared.record_kinds import LISTENERS, SENT_DIGESTS, SUBSCRIPTIONS
from shared.records.paging import every_record
from shared.records.sent_digests import Progress, SentDigest
from shared.settings.config import Settings
from shared.web.tokens import Tokens

NO_ADDRESS = "nobody@segue.invalid"
"""Address of a preview for a listener who has not signed in."""

SAMPLE = "sample"
"""The listener of a preview where nobody subscribes."""

SAMPLE_SONGS = 3


@click.group()
def email() -> None:
    """Look at the weekly mail.

    Example: segue email preview --out var/preview
    """


@email.command()
@click.argument("listener", required=False)
@click.option("--out", default=Path("var/preview"), show_default=True, type=click.Path(path_type=Path))
@click.option("--now", type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M"]), help="As if it were then, in UTC.")
@model_option
def preview(listener: str | None, out: Path, now: datetime | None, folder: Path | None) -> None:
    """Write the mail that LISTENER, by their id, would get now: digest.html and digest.eml in a folder.

    Without LISTENER it is that of the subscriber whose mail is due next, or a sample where there is none; `segue
    email subscribers` prints the ids. Nothing is sent or kept, so its rating links lead nowhere yet.

    Example: segue email preview --out var/preview
    """
    settings = Settings.from_environment()
    moment = now.replace(tzinfo=UTC) if now else datetime.now(UTC)
    rendering = Rendering(
        addresses=settings.addresses(),
        postal_address=settings.postal_address,
        tokens=lambda: Tokens(*settings.secrets or (local_secret(SECRET),)),
    )
    records, model = settings.records(), open_model(folder)
    subscription = _subscription(listener, records, model, moment)
    mail = written(subscription, records, model, rendering, moment)
    out.mkdir(parents=True, exist_ok=True)
    (out / "digest.html").write_text(mail.html, encoding="utf-8")
    message = message_of(mail, sender_of(settings.mail_from), moment, reply_to_of(settings.mail_reply_to))
    (out / "digest.eml").write_bytes(message.as_bytes())
    click.echo(f"For {subscription.listener}: {mail.subject}\n{out / 'digest.html'}\n{out / 'digest.eml'}")


@email.command()
@click.option("--most", default=20, show_default=True, type=click.IntRange(min=1), help="How many to list.")
def subscribers(most: int) -> None:
    """List who gets the weekly mail, the next one first: due moment, listener, and what it starts from.

    Example: segue email subscribers --most 5
    """
    for each in islice(_active(Settings.from_environment().records()), most):
        count = len(each.lists)
        lists = f"{count} {'list' if count == 1 else 'lists'}" if count else "searches"
        click.echo(f"{each.due_at.isoformat(timespec='minutes')}  {each.listener}  {lists}")


@email.command()
def doubtful() -> None:
    """List the weekly mails that may or may not have been sent: due moment, listener, and the mail's id.

    They are not sent again by themselves. Look for the id in the mail server's log.

    Example: segue email doubtful
    """
    records = Settings.from_environment().records()
    where: dict[str, Scalar] = {"progress": Progress.DOUBTFUL.value}
    found = every_record(lambda cursor: records.page(SENT_DIGESTS.name, where=where, cursor=cursor))
    for mailed in (SentDigest.of(record.fields) for record in found):
        click.echo(f"{mailed.due_at.isoformat(timespec='minutes')}  {mailed.listener}  {mailed.id}")


def written(
    subscription: Subscription, records: Records, model: Model, rendering: Rendering, now: datetime
) -> Mail:
    """Return a subscriber's mail as it would be sent now. Raises NotFound if they would get none."""
    listener = subscription.listener
    digest = compose(model, history_of(records, listener, subscription.lists), now)
    if digest is None:
        raise NotFound(
            "They would get no mail",
            expected="a search for a song of this catalogue",
            found="none",
            cure="search first",
        )
    kept = records.get(LISTENERS.name, listener)
    address = str(kept.fields["address"]) if kept else NO_ADDRESS
    return rendering.write(digest, sent_digest_of(digest, subscription, now), subscription.schedule, address)


def _subscription(listener: str | None, records: Records, model: Model, now: datetime) -> Subscription:
    """Return the subscription to preview; one that is not stored gives an hour, and a sample its songs."""
    if listener is None:
        return next(_active(records), None) or _sample(model, now)
    kept = records.get(SUBSCRIPTIONS.name, listener)
    return Subscription.of(kept.fields) if kept else _unsubscribed(listener, now)


def _active(records: Records) -> Iterator[Subscription]:
    found = every_record(
        lambda cursor: records.page(
            SUBSCRIPTIONS.name, where={"state": State.ACTIVE.value}, order_by="due_at", cursor=cursor
        )
    )
    return (Subscription.of(record.fields) for record in found)


def _sample(model: Model, now: datetime) -> Subscription:
    songs = tuple(track.id for track in model.tracks(range(SAMPLE_SONGS)))
    return _unsubscribed(SAMPLE, now).starting_from(StartList(SAMPLE, songs))


def _unsubscribed(listener: str, now: datetime) -> Subscription:
    return Subscription(listener, State.PENDING, Schedule(4, 8, "UTC"), now)
