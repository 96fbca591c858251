"""An EventBus over Cloud Pub/Sub: a message is Pub/Sub's before `publish` returns, and none waits in memory.

Who gets it, how often it is tried and where it ends when it can't be handled is up to the topic's subscriptions. A
repeated request may publish a message twice.
"""

from collections.abc import Mapping

from google.cloud.pubsub_v1 import PublisherClient  # type: ignore[import-untyped]  # it ships no types
from google.pubsub_v1 import PublisherClient as Requests
from google.pubsub_v1.types import PublishRequest, PubsubMessage

from shared.adapters.google_calls import PATIENCE_SECONDS, TIMEOUT_SECONDS, answering, patient, signing_in
from shared.adapters.validation import check_message

SERVICE = "Pub/Sub"


class PubsubBus:
    """An EventBus over the topics of one project, which have to be there."""

    def __init__(
        self,
        client: PublisherClient,
        project: str,
        *,
        patience_seconds: float = PATIENCE_SECONDS,
        timeout_seconds: float = TIMEOUT_SECONDS,
    ) -> None:
        self._client = client
        self._project = project
        self._patience = patience_seconds
        self._timeout = timeout_seconds

    @classmethod
    def connect(cls, project: str) -> "PubsubBus":
        """Open a project with the credentials of the surroundings. Raises InvalidSettings if there are none."""
        with signing_in(SERVICE):
            return cls(PublisherClient(), project)

    def publish(
        self, topic: str, data: bytes, attributes: Mapping[str, str] | None = None, ordering_key: str = ""
    ) -> str:
        """Send a message and give its id."""
        check_message(data, attributes or {}, ordering_key)
        message = PubsubMessage(data=data, attributes=dict(attributes or {}), ordering_key=ordering_key)
        request = PublishRequest(topic=self._client.topic_path(self._project, topic), messages=[message])
        with answering(SERVICE):
            # The client's own `publish` queues for another thread, and takes attributes for its arguments.
            answer = Requests.publish(self._client, request, retry=patient(self._patience), timeout=self._timeout)
        return str(answer.message_ids[0])
