"""The scenarios, a file each; a new one is a line in SCENARIOS."""

from collections.abc import Callable

from bench.faults.scenarios.account import account
from bench.faults.scenarios.backup import backup
from bench.faults.scenarios.feedback import feedback
from bench.faults.scenarios.ingest import ingest
from bench.faults.scenarios.insights import insights
from bench.faults.scenarios.publish import publish
from bench.faults.scenarios.recommend import recommend
from bench.faults.scenarios.scenario import Scenario
from bench.faults.scenarios.share import share
from bench.faults.scenarios.songs import Songs
from bench.faults.scenarios.tally import tally
from bench.faults.scenarios.weekly_email import weekly_email

SCENARIOS: tuple[Callable[[Songs], Scenario], ...] = (
    recommend,
    feedback,
    ingest,
    tally,
    weekly_email,
    account,
    share,
    insights,
    backup,
    publish,
)
