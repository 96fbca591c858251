"""The deployed function: pushed messages in, mails in the outbox, with the real settings."""

import email
import email.policy
import os
from base64 import b64encode
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from functions.weekly_email.contract import Batch, Due
from ops.cli import segue
from shared.domain.search import Search
from shared.domain.subscription import Schedule, State, Subscription
from shared.messaging.messages import Tick
from shared.ports import Record
from shared.record_kinds import LISTENERS, SEARCHES, SENT_DIGESTS, SUBSCRIPTIONS


@pytest.fixture
def subscriber(listener, records, model, known):
    """A due subscriber, who searched for a song yesterday."""
    now = datetime.now(UTC).replace(microsecond=0)
    subscription = Subscription(listener.id, State.ACTIVE, Schedule(0, 8, "Europe/Berlin"), now)
    search = Search(
        f"s{listener.id}", now - timedelta(days=1), model.version, (known[3],), (), 1, None, listener.id
    )
    records.create(SUBSCRIPTIONS.name, Record(listener.id, subscription.to_fields()))
    records.create(LISTENERS.name, Record(listener.id, {"address": "ada@mail.example"}))
    records.create(SEARCHES.name, Record(search.id, search.to_fields()))
    yield subscription
    records.delete(SUBSCRIPTIONS.name, listener.id)


@pytest.fixture
def outbox(embedded):
    return Path(embedded["SEGUE_MAIL"].removeprefix("outbox:///"))


def push(app, order):
    data = b64encode(msgspec.json.encode(order)).decode()
    return app("weekly_email").post("/", json={"message": {"messageId": "m", "data": data}})


def mails(outbox):
    """Return the mails in the outbox, the oldest first."""
    paths = sorted(outbox.glob("*.eml"))
    return [email.message_from_bytes(path.read_bytes(), policy=email.policy.default) for path in paths]


def test_a_tick_ends_as_a_mail_in_the_outbox(
    function_app, local_cloud_url, subscriber, outbox, records, delivered
):
    before = len(mails(outbox))
    assert push(function_app, Tick()).status_code == 204
    delivered()  # the local cloud gives the batch to the function
    (mail,) = mails(outbox)[before:]
    assert mail["To"] == "ada@mail.example"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail.get_body(("plain",)).get_content().count("https://open.spotify.com/track/") == 10
    assert records.get(SUBSCRIPTIONS.name, subscriber.listener).fields["due_at"] > subscriber.to_fields()["due_at"]


def test_the_mail_keeps_a_record_of_its_listener(function_app, subscriber, outbox, records):
    batch = Batch(due=[Due(subscriber.listener, subscriber.due_at)])
    for _ in range(2):
        assert push(function_app, batch).status_code == 204
    (mailed,) = records.page(SENT_DIGESTS.name, where={"listener": subscriber.listener}).records
    assert mailed.fields["progress"] == "sent"
    assert sum(mailed.fields["search"] in str(mail["Message-ID"]) for mail in mails(outbox)) == 1


def test_what_can_never_be_planned_is_kept_and_acknowledged(function_app):
    assert push(function_app, {"kind": "dance"}).status_code == 204


def test_a_preview_is_written_and_nothing_is_sent_or_kept(subscriber, embedded, outbox, records, tmp_path):
    os.environ.update(embedded)
    before = len(mails(outbox))
    arguments = ["email", "preview", subscriber.listener, "--out", str(tmp_path / "out")]
    result = CliRunner().invoke(segue, arguments, catch_exceptions=False)
    assert result.exit_code == 0
    mail = email.message_from_bytes((tmp_path / "out" / "digest.eml").read_bytes(), policy=email.policy.default)
    assert mail["Subject"].startswith("Ten songs to go with “")
    html = (tmp_path / "out" / "digest.html").read_text(encoding="utf-8")
    assert "every Monday at 08:00 (Europe/Berlin)" in html
    assert len(mails(outbox)) == before
    assert records.page(SENT_DIGESTS.name, where={"listener": subscriber.listener}).records == ()


def test_a_preview_of_somebody_who_never_searched_says_why_there_is_none(embedded, tmp_path):
    os.environ.update(embedded)
    result = CliRunner().invoke(segue, ["email", "preview", "nobody", "--out", str(tmp_path)])
    assert "They would get no mail" in str(result.exception)
    assert not list(tmp_path.iterdir())
