"""`segue schedule` against an emulator of Cloud Scheduler over a real connection."""

import os
from contextlib import ExitStack

import pytest
from click.testing import CliRunner
from emulators import started
from scheduler_server import scheduler_client, scheduler_emulator

from ops.cli import segue
from shared.adapters.scheduler import SchedulerJob
from shared.errors import InvalidInput, InvalidSettings, NotFound
from shared.settings.config import Settings

JOB = "scheduler://my-project/europe-west1/weekly-tick"


@pytest.fixture(scope="module")
def address():
    with ExitStack() as stack:
        yield started("Cloud Scheduler", scheduler_emulator(), stack)


@pytest.fixture
def run(address):
    """Run a command on a job of its own in the emulator."""

    def call(*arguments, job="weekly-tick"):
        controlled = SchedulerJob(scheduler_client(address), "my-project", "europe-west1", job)
        return CliRunner().invoke(segue, ["schedule", *arguments], obj=controlled, catch_exceptions=False).output

    return call


def test_a_schedule_is_set_shown_paused_resumed_and_run(run):
    assert run("set").startswith("0 * * * *  (UTC)  enabled")
    assert run("set", "30 * * * *", "--time-zone", "Europe/Berlin").startswith(
        "30 * * * *  (Europe/Berlin)  enabled"
    )
    assert "paused" in run("pause")
    assert "paused" in run("show")
    assert "enabled" in run("resume")
    assert run("run-now") == "It ticks now.\n"


@pytest.mark.parametrize(
    "arguments", [("60 * * * *",), ("0 * * *",), ("0 * * * *", "--time-zone", "Mars/Olympus")], ids=str
)
def test_what_cannot_be_kept_is_refused_before_the_service_is_asked(arguments):
    os.environ["SEGUE_SCHEDULE"] = JOB
    with pytest.raises(InvalidInput):  # it is not even opened: nobody is signed in
        CliRunner().invoke(segue, ["schedule", "set", *arguments], catch_exceptions=False)


def test_a_job_that_is_not_there_says_how_to_make_it(run):
    with pytest.raises(NotFound, match="segue schedule set"):
        run("show", job="another")


@pytest.mark.parametrize("command", ["show", "pause", "resume", "run-now", "set"])
def test_without_the_setting_there_is_nothing_to_control(command):
    with pytest.raises(InvalidSettings, match="SEGUE_SCHEDULE"):
        CliRunner().invoke(segue, ["schedule", command], catch_exceptions=False)


@pytest.mark.parametrize(
    "url",
    [
        "scheduler://",
        "scheduler://my-project",
        "scheduler://my-project/europe-west1",
        "scheduler://my-project/europe-west1/a/b",
        "scheduler://My_Project/europe-west1/job",
        "cron://my-project/europe-west1/job",
    ],
)
def test_a_setting_that_names_no_job_is_told(url):
    with pytest.raises(
        InvalidSettings, match="SEGUE_SCHEDULE: expected scheduler://PROJECT/LOCATION/JOB or nothing"
    ):
        Settings.from_environment({"SEGUE_SCHEDULE": url})


def test_a_setting_that_is_right_needs_somebody_signed_in_and_nothing_else():
    os.environ |= {"GOOGLE_APPLICATION_CREDENTIALS": "/nowhere", "SEGUE_SCHEDULE": JOB}
    with pytest.raises(InvalidSettings, match="Cloud Scheduler"):
        Settings.from_environment().scheduled_tick()
    assert Settings.from_environment({}).scheduled_tick() is None
