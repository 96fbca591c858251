"""`segue backup create --days`: a new backup first, then away with the old ones."""

from datetime import UTC, datetime, timedelta

import pytest

from ops.backup.create import Create
from ops.backup.layout import all_backups, name_of
from shared.adapters.local_files import LocalFiles
from shared.adapters.memory import MemoryObjects, MemoryRecords


@pytest.fixture
def away(tmp_path) -> LocalFiles:
    return LocalFiles(tmp_path / "away")


@pytest.fixture
def made(away) -> dict[int, str]:
    """Age in days -> the name of a backup that was made then."""
    now = datetime.now(UTC)
    ages = {age: now - timedelta(days=age) for age in (40, 29, 27)}
    for then in ages.values():
        Create(MemoryRecords(), MemoryObjects(), away, then).run()
    return {age: name_of(then) for age, then in ages.items()}


def test_backups_older_than_the_days_are_deleted_once_a_new_one_is_made(run, tmp_path, away, made):
    run("backup", "create", f"file:///{tmp_path}/away", "--days", 28)
    kept = list(all_backups(away))
    assert kept[0] == made[27]
    assert len(kept) == 2


def test_without_days_all_are_kept(run, tmp_path, away, made):
    run("backup", "create", f"file:///{tmp_path}/away")
    assert len(all_backups(away)) == 4
