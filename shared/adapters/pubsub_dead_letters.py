"""DeadLetters over Cloud Pub/Sub: the subscriptions of dead-letter topics that Terraform creates."""

from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial

from google.api_core.exceptions import DeadlineExceeded
from google.cloud.pubsub_v1 import SubscriberClient  # type: ignore[import-untyped]  # it ships no types
from google.pubsub_v1.types import PubsubMessage, ReceivedMessage

from shared.adapters.google_calls import RETRY_SECONDS, TIMEOUT_SECONDS, answering, retrying, signing_in
from shared.adapters.validation import utc_now
from shared.messaging.topics import SUBSCRIPTIONS, subscription_name
from shared.ports import DeadLetter

SERVICE = "Pub/Sub"

WAIT_SECONDS = 5.0
"""Timeout of a pull: a subscription with messages returns one at once, an empty one does not answer."""

CLOCKS_DIFFER = timedelta(minutes=1)
"""Tolerated difference of our clock and Pub/Sub's; less than ten deliveries of a message take."""

_AT_ONCE = 100
_OURS = "CloudPubSubDeadLetter"
"""Prefix of the attributes that Pub/Sub adds to a dead letter."""


def subscription_of(topic: str, function: str) -> str:
    """Return the name of the dead-letter subscription, as terraform/modules/function does."""
    return f"{subscription_name(topic, function)}-dead"


class PubsubDeadLetters:
    """The dead letters of one project."""

    def __init__(
        self,
        client: SubscriberClient,
        project: str,
        *,
        wait_seconds: float = WAIT_SECONDS,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._client = client
        self._project = project
        self._wait = wait_seconds
        self._now = now

    @classmethod
    def connect(cls, project: str) -> "PubsubDeadLetters":
        """Open a project with the default credentials. Raises InvalidSettings if there are none."""
        with signing_in(SERVICE):
            return cls(SubscriberClient(), project)

    def held(self) -> Generator[DeadLetter, None, None]:
        """Yield every message, topic by topic; those not forgotten are released after the topic's last."""
        until = self._now() + CLOCKS_DIFFER
        for topic, function in SUBSCRIPTIONS:
            path = self._client.subscription_path(self._project, subscription_of(topic, function))
            yield from _Lent(self._client, path, until, self._wait).held(topic)


class _Lent:
    """The leased messages of one subscription; those that died after `until` are not taken."""

    def __init__(self, client: SubscriberClient, path: str, until: datetime, wait_seconds: float) -> None:
        self._client = client
        self._path = path
        self._until = until
        self._wait = wait_seconds
        self._seen: dict[str, str] = {}
        """The latest ack id of each message: a message whose lease expires is delivered again with another."""

    def held(self, topic: str) -> Generator[DeadLetter, None, None]:
        try:
            while fresh := self._fresh():
                yield from (self._letter(topic, message) for message in fresh)
        finally:
            self._give_back(list(filter(None, self._seen.values())))

    def _fresh(self) -> Sequence[PubsubMessage]:
        """Lease some more; none once all that arrive were seen before, or died after we began."""
        received = self._pull()
        fresh = [each.message for each in received if each.message.message_id not in self._seen]
        self._seen |= {each.message.message_id: each.ack_id for each in received}
        return [message for message in fresh if message.publish_time <= self._until]

    def _letter(self, topic: str, message: PubsubMessage) -> DeadLetter:
        attributes = {name: value for name, value in message.attributes.items() if not name.startswith(_OURS)}
        where = f"{self._path.rpartition('/')[2]}/{message.message_id}"
        forget = partial(self._forget, message.message_id)
        return DeadLetter(where, topic, message.data, attributes, message.ordering_key, forget)

    def _pull(self) -> Sequence[ReceivedMessage]:
        request = {"subscription": self._path, "max_messages": _AT_ONCE}
        with answering(SERVICE), suppress(DeadlineExceeded):
            return list(self._client.pull(request=request, timeout=self._wait, retry=None).received_messages)
        return []

    def _forget(self, id: str) -> None:
        request = {"subscription": self._path, "ack_ids": [self._seen[id]]}
        with answering(SERVICE):
            self._client.acknowledge(request=request, retry=retrying(RETRY_SECONDS), timeout=TIMEOUT_SECONDS)
        self._seen[id] = ""

    def _give_back(self, ack_ids: Sequence[str]) -> None:
        for start in range(0, len(ack_ids), _AT_ONCE):
            some = ack_ids[start : start + _AT_ONCE]
            request = {"subscription": self._path, "ack_ids": some, "ack_deadline_seconds": 0}
            again = retrying(RETRY_SECONDS)
            with answering(SERVICE):
                self._client.modify_ack_deadline(request=request, retry=again, timeout=TIMEOUT_SECONDS)
