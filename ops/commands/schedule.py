"""`segue schedule`: the Cloud Scheduler job whose hourly tick sends the weekly mails."""

from datetime import UTC, datetime

import click

from ops.crontab import first_tick
from shared.domain.timetable import ScheduleState, Timetable
from shared.errors import InvalidSettings
from shared.ports import ScheduledTick
from shared.settings.config import Settings


@click.group()
def schedule() -> None:
    """Show and change the schedule of the weekly mails, in the job that SEGUE_SCHEDULE names.

    Example: segue schedule show
    """


@schedule.command()
def show() -> None:
    """Show its schedule, whether it is paused, its last run and the next.

    Example: segue schedule show
    """
    _say(_job().show())


@schedule.command()
def pause() -> None:
    """Pause the weekly mails until resumed; mails that become due meanwhile are sent then.

    Example: segue schedule pause
    """
    _say(_job().pause())


@schedule.command()
def resume() -> None:
    """Resume the weekly mails, from the next full hour.

    Example: segue schedule resume
    """
    _say(_job().resume())


@schedule.command("run-now")
def run_now() -> None:
    """Plan the due mails now; a mail that was sent is not sent again.

    Example: segue schedule run-now
    """
    _job().run_now()
    click.echo("It ticks now.")


@schedule.command("set")
@click.argument("cron", default="0 * * * *")
@click.option("--time-zone", default="UTC", show_default=True, help="An IANA name, such as Europe/Berlin.")
def set_(cron: str, time_zone: str) -> None:
    """Set the schedule to CRON, five fields as in crontab; by default every full hour. Creates a missing job.

    Listeners choose full hours: a job that runs less often sends late.

    Example: segue schedule set "0 * * * *"
    """
    timetable = Timetable(cron, time_zone)
    first_tick(timetable, datetime.now(UTC))
    _say(_job().set(timetable))


def _job() -> ScheduledTick:
    """Return the job in the context, else the configured one. Raises InvalidSettings if there is none."""
    brought: ScheduledTick | None = click.get_current_context().obj
    job = brought or Settings.from_environment().scheduled_tick()
    if job is None:
        raise InvalidSettings(
            "There is no schedule to control",
            expected="SEGUE_SCHEDULE=scheduler://PROJECT/LOCATION/JOB",
            found="nothing",
            cure="on one machine nothing is needed: `segue serve` ticks by its own clock",
        )
    return job


def _say(state: ScheduleState) -> None:
    click.echo(f"{state.timetable.cron}  ({state.timetable.time_zone})  {state.state}")
    click.echo(f"next: {_moment(state.next_at)}   last: {_moment(state.last_at)}")


def _moment(moment: datetime | None) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds") if moment else "not known"
