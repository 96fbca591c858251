"""The scheduled job, through Google's client over a real connection to an emulator."""

import json
import uuid
from contextlib import ExitStack
from datetime import UTC, datetime

import pytest
from emulators import started
from google.cloud.scheduler_v1 import Job
from scheduler_server import scheduler_client, scheduler_emulator

from shared.adapters.scheduler import SchedulerJob
from shared.domain.timetable import Timetable
from shared.errors import NotFound, Unavailable

HOURLY = Timetable("0 * * * *", "UTC")


@pytest.fixture(scope="module")
def address():
    with ExitStack() as stack:
        yield started("Cloud Scheduler", scheduler_emulator(), stack)


@pytest.fixture
def client(address):
    return scheduler_client(address)


@pytest.fixture
def project():
    return f"p-{uuid.uuid4().hex[:12]}"


@pytest.fixture
def job(client, project):
    return SchedulerJob(client, project, "europe-west1", "weekly-tick")


def kept(client, project) -> Job:
    return client.get_job(name=f"projects/{project}/locations/europe-west1/jobs/weekly-tick")


def test_set_makes_the_job_that_publishes_ticks(job, client, project):
    state = job.set(HOURLY)
    assert (state.timetable, state.state) == (HOURLY, "enabled")
    target = kept(client, project).pubsub_target
    assert target.topic_name == f"projects/{project}/topics/ticks"
    assert json.loads(target.data) == {"kind": "tick", "hour": None}


def test_set_changes_when_it_ticks_and_leaves_what_it_does(job, client, project):
    job.set(HOURLY)
    before = kept(client, project).pubsub_target
    changed = Timetable("30 6 * * MON-FRI", "Europe/Berlin")
    assert job.set(changed).timetable == changed
    assert job.show().timetable == changed
    assert kept(client, project).pubsub_target == before


def test_a_job_is_paused_and_resumed_and_either_twice_is_once(job):
    job.set(HOURLY)
    assert [job.pause().state for _ in range(2)] == ["paused"] * 2
    assert job.show().state == "paused"
    assert [job.resume().state for _ in range(2)] == ["enabled"] * 2


def test_a_job_that_runs_now_has_been_attempted(job):
    job.set(HOURLY)
    assert job.show().last_at is None
    before = datetime.now(UTC).replace(microsecond=0)
    job.run_now()
    last_at = job.show().last_at
    assert last_at is None or last_at >= before


@pytest.mark.parametrize("call", ["show", "pause", "resume", "run_now"])
def test_a_job_that_is_not_there_is_not_found_with_how_to_make_it(job, call):
    with pytest.raises(NotFound, match="segue schedule set"):
        getattr(job, call)()


def test_jobs_of_other_projects_are_others(client, project, job):
    job.set(HOURLY)
    with pytest.raises(NotFound):
        SchedulerJob(client, f"{project}x", "europe-west1", "weekly-tick").show()


@pytest.mark.parametrize("call", ["show", "run_now"])
def test_a_service_that_does_not_answer_is_unavailable(call):
    job = SchedulerJob(scheduler_client("127.0.0.1:9"), "p", "l", "j", retry_seconds=0.2, timeout_seconds=0.2)
    with pytest.raises(Unavailable, match="Cloud Scheduler does not answer"):
        getattr(job, call)()


def test_set_says_so_too():
    job = SchedulerJob(scheduler_client("127.0.0.1:9"), "p", "l", "j", retry_seconds=0.2, timeout_seconds=0.2)
    with pytest.raises(Unavailable, match="Cloud Scheduler does not answer"):
        job.set(HOURLY)
