"""An EventBus over Cloud Pub/Sub: a message is stored there before `publish` returns, and none waits in memory.

Delivery, retries and dead letters are configured by the topic's subscriptions. A repeated request may publish a
message twice.
"""

from collections.abc import Mapping

from google.cloud.pubsub_v1 import PublisherClient  # type: ignore[import-untyped]  # it ships no types
from google.pubsub_v1 import PublisherClient as Requests
from google.pubsub_v1.types import PublishRequest, PubsubMessage

from shared.adapters.google_calls import RETRY_SECONDS, TIMEOUT_SECONDS, answering, retrying, signing_in
from shared.adapters.validation import check_message

SERVICE = "Pub/Sub"


class PubsubBus:
    """An EventBus over the existing topics of one project."""

    def __init__(
        self,
        client: PublisherClient,
        project: str,
        *,
        retry_seconds: float = RETRY_SECONDS,
        timeout_seconds: float = TIMEOUT_SECONDS,
    ) -> None:
        self._client = client
        self._project = project
        self._retry_seconds = retry_seconds
        self._timeout = timeout_seconds

    @classmethod
    def connect(cls, project: str) -> "PubsubBus":
        """Open a project with the default credentials. Raises InvalidSettings if there are none."""
        with signing_in(SERVICE):
            return cls(PublisherClient(), project)

    def publish(
        self, topic: str, data: bytes, attributes: Mapping[str, str] | None = None, ordering_key: str = ""
    ) -> str:
        """Publish a message and return its id."""
        check_message(data, attributes or {}, ordering_key)
        message = PubsubMessage(data=data, attributes=dict(attributes or {}), ordering_key=ordering_key)
        request = PublishRequest(topic=self._client.topic_path(self._project, topic), messages=[message])
        with answering(SERVICE):
            # The client's own `publish` queues for another thread, and takes attributes as its arguments.
            retry = retrying(self._retry_seconds)
            answer = Requests.publish(self._client, request, retry=retry, timeout=self._timeout)
        return str(answer.message_ids[0])
