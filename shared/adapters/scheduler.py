"""A ScheduledTick over a job of Cloud Scheduler that publishes the hourly tick."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

import msgspec
from google.api_core.exceptions import NotFound as NoSuchJob
from google.api_core.retry import Retry
from google.cloud.scheduler_v1 import CloudSchedulerClient, Job, PubsubTarget

from shared.adapters.google_calls import RETRY_SECONDS, TIMEOUT_SECONDS, answering, retrying, signing_in
from shared.domain.timetable import ScheduleState, Timetable
from shared.errors import NotFound
from shared.messaging.messages import Tick
from shared.messaging.topics import TICKS

SERVICE = "Cloud Scheduler"

T = TypeVar("T")


class SchedulerJob:
    """One job, which may not exist yet."""

    def __init__(
        self,
        client: CloudSchedulerClient,
        project: str,
        location: str,
        job: str,
        *,
        retry_seconds: float = RETRY_SECONDS,
        timeout_seconds: float = TIMEOUT_SECONDS,
    ) -> None:
        self._client = client
        self._parent = f"projects/{project}/locations/{location}"
        self._name = f"{self._parent}/jobs/{job}"
        self._topic = f"projects/{project}/topics/{TICKS}"
        self._retry_seconds = retry_seconds
        self._timeout = timeout_seconds

    @classmethod
    def connect(cls, project: str, location: str, job: str) -> "SchedulerJob":
        """Open a job with the default credentials. Raises InvalidSettings if there are none."""
        with signing_in(SERVICE):
            return cls(CloudSchedulerClient(), project, location, job)

    def show(self) -> ScheduleState:
        """Return its timetable and whether it is paused. Raises NotFound if there is no such job."""
        return self._state(self._asked(self._client.get_job))

    def pause(self) -> ScheduleState:
        """Pause it until it is resumed. Raises NotFound if there is no such job."""
        return self._state(self._asked(self._client.pause_job))

    def resume(self) -> ScheduleState:
        """Resume it. Raises NotFound if there is no such job."""
        return self._state(self._asked(self._client.resume_job))

    def run_now(self) -> None:
        """Run it once, now. Raises NotFound if there is no such job."""
        self._asked(self._client.run_job)

    def set(self, timetable: Timetable) -> ScheduleState:
        """Set its timetable; create the job if it does not exist."""
        job = Job(name=self._name, schedule=timetable.cron, time_zone=timetable.time_zone)
        change = {"job": job, "update_mask": {"paths": ["schedule", "time_zone"]}}
        with answering(SERVICE, passing=(NoSuchJob,)):
            try:
                kept = self._client.update_job(change, retry=self._retry(), timeout=self._timeout)
            except NoSuchJob:
                job.pubsub_target = PubsubTarget(topic_name=self._topic, data=msgspec.json.encode(Tick()))
                kept = self._client.create_job(parent=self._parent, job=job, timeout=self._timeout)
        return self._state(kept)

    def _asked(self, call: Callable[..., T]) -> T:
        with answering(SERVICE, passing=(NoSuchJob,)):
            try:
                return call(name=self._name, retry=self._retry(), timeout=self._timeout)
            except NoSuchJob as error:
                raise NotFound(
                    "There is no such job", found=self._name, cure="make it with `segue schedule set`"
                ) from error

    def _retry(self) -> Retry:
        return retrying(self._retry_seconds)

    @staticmethod
    def _state(job: Job) -> ScheduleState:
        return ScheduleState(
            Timetable(job.schedule, job.time_zone or "UTC"),
            Job.State(job.state).name.lower(),
            _moment(job.schedule_time),
            _moment(job.last_attempt_time),
        )


def _moment(time: datetime | None) -> datetime | None:
    """Return a time of the service, or None if it is unset, which reads as 1970 or earlier."""
    return time if time is not None and time.timestamp() > 0 else None
