"""`docs/privacy.md` lists every kind of record with its retention."""

from pathlib import Path

import pytest
from durations import durations

from shared.record_kinds import BACKUPS_KEPT, DELETED_LISTENER_KEPT, KINDS, Impersonal

TEXT = (Path(__file__).parents[2] / "docs" / "privacy.md").read_text()
ROWS = [line.split("|") for line in TEXT.splitlines() if line.startswith("| ")]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_kind_of_record_has_its_row_with_how_long_it_is_kept(kind):
    (row,) = [row for row in ROWS if f"`{kind.name}`" in row[2]]
    assert set(kind.kept.values()) <= set(durations(row[3]))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_kind_of_record_that_is_nobodys_is_said_to_be_with_the_reason(kind):
    (row,) = [row for row in ROWS if f"`{kind.name}`" in row[2]]
    reason = f" impersonal: {kind.owner.because} " if isinstance(kind.owner, Impersonal) else None
    assert reason is None or row[4] == reason


def test_tombstones_and_backups_are_kept_as_long_as_it_says():
    told = durations(TEXT.rsplit("\n| ", maxsplit=1)[1].partition("\n")[2])
    assert {DELETED_LISTENER_KEPT, BACKUPS_KEPT} <= set(told)
