"""`segue email`: look at weekly mails without sending any."""

from datetime import UTC, datetime
from pathlib import Path

import click

from ops.commands.options import model_option
from ops.commands.serve import SECRET
from ops.local.secret import local_secret
from ops.open_model import open_model
from shared.adapters.mime import message_of, sender_of
from shared.digest.compose import compose
from shared.digest.history import history_of, most_loved
from shared.digest.rendering import Rendering, sent_digest_of
from shared.domain.mail import Mail
from shared.domain.subscription import Schedule, State, Subscription
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


@click.group()
def email() -> None:
    """Look at the weekly mail.

    Example: segue email preview LISTENER --out var/preview
    """


@email.command()
@click.argument("listener")
@click.option("--out", default=Path("var/preview"), show_default=True, type=click.Path(path_type=Path))
@click.option("--now", type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M"]), help="As if it were then, in UTC.")
@model_option
def preview(listener: str, out: Path, now: datetime | None, folder: Path | None) -> None:
    """Write the mail that LISTENER, by their id, would get now: digest.html and digest.eml in a folder.

    Nothing is sent or kept, so its rating links lead nowhere yet.

    Example: segue email preview LISTENER --out var/preview
    """
    settings = Settings.from_environment()
    moment = now.replace(tzinfo=UTC) if now else datetime.now(UTC)
    rendering = Rendering(
        site_url=settings.site_url,
        postal_address=settings.postal_address,
        tokens=lambda: Tokens(*settings.secrets or (local_secret(SECRET),)),
    )
    mail = written(listener, settings.records(), open_model(folder), rendering, moment)
    out.mkdir(parents=True, exist_ok=True)
    (out / "digest.html").write_text(mail.html, encoding="utf-8")
    (out / "digest.eml").write_bytes(message_of(mail, sender_of(settings.mail_from), moment).as_bytes())
    click.echo(f"{mail.subject}\n{out / 'digest.html'}\n{out / 'digest.eml'}")


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


def written(listener: str, records: Records, model: Model, rendering: Rendering, now: datetime) -> Mail:
    """Return a listener's mail as it would be sent now. Raises NotFound if they would get none."""
    digest = compose(model, history_of(records, listener), most_loved(records, now), now)
    if digest is None:
        raise NotFound(
            "They would get no mail",
            expected="a search for a song of this catalogue",
            found="none",
            cure="search first",
        )
    kept, subscribed = records.get(LISTENERS.name, listener), records.get(SUBSCRIPTIONS.name, listener)
    address = str(kept.fields["address"]) if kept else NO_ADDRESS
    if subscribed:
        subscription = Subscription.of(subscribed.fields)
    else:
        subscription = Subscription(listener, State.PENDING, Schedule(0, 8, "UTC"), now)
    return rendering.write(digest, sent_digest_of(digest, subscription, now), subscription.schedule, address)
