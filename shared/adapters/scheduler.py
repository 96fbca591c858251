"""A ScheduledTick over a job of Cloud Scheduler that publishes the hourly tick."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

import msgspec
from google.api_core.exceptions import NotFound as NoSuchJob
from google.api_core.retry import Retry
from google.cloud.scheduler_v1 import CloudSchedulerClient, Job, PubsubTarget

from shared.adapters.google_calls import PATIENCE_SECONDS, TIMEOUT_SECONDS, answering, patient, signing_in
from shared.domain.timetable import ScheduleState, Timetable
from shared.errors import NotFound
from shared.messaging.messages import Tick
from shared.messaging.topics import TICKS

SERVICE = "Cloud Scheduler"

T = TypeVar("T")


class SchedulerJob:
    """One job, whether or not it is there yet."""

    def __init__(
        self,
        client: CloudSchedulerClient,
        project: str,
        location: str,
        job: str,
        *,
        patience_seconds: float = PATIENCE_SECONDS,
        timeout_seconds: float = TIMEOUT_SECONDS,
    ) -> None:
        self._client = client
        self._parent = f"projects/{project}/locations/{location}"
        self._name = f"{self._parent}/jobs/{job}"
        self._topic = f"projects/{project}/topics/{TICKS}"
        self._patience = patience_seconds
        self._timeout = timeout_seconds

    @classmethod
    def connect(cls, project: str, location: str, job: str) -> "SchedulerJob":
        """Open a job with the credentials of the surroundings. Raises InvalidSettings if there are none."""
        with signing_in(SERVICE):
            return cls(CloudSchedulerClient(), project, location, job)

    def show(self) -> ScheduleState:
        """Say when it ticks and whether it does. Raises NotFound if there is no such job."""
        return self._state(self._asked(self._client.get_job))

    def pause(self) -> ScheduleState:
        """Let it tick no more until it is resumed. Raises NotFound if there is no such job."""
        return self._state(self._asked(self._client.pause_job))

    def resume(self) -> ScheduleState:
        """Let it tick again. Raises NotFound if there is no such job."""
        return self._state(self._asked(self._client.resume_job))

    def run_now(self) -> None:
        """Let it tick once, now. Raises NotFound if there is no such job."""
        self._asked(self._client.run_job)

    def set(self, timetable: Timetable) -> ScheduleState:
        """Change when it ticks; make the job if it is not there."""
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
        return patient(self._patience)

    @staticmethod
    def _state(job: Job) -> ScheduleState:
        return ScheduleState(
            Timetable(job.schedule, job.time_zone or "UTC"),
            Job.State(job.state).name.lower(),
            _moment(job.schedule_time),
            _moment(job.last_attempt_time),
        )


def _moment(time: datetime | None) -> datetime | None:
    """Give a time that the service has told, None for one it has not: an absent one reads as 1970 or earlier."""
    return time if time is not None and time.timestamp() > 0 else None
