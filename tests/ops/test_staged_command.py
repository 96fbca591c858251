"""`segue staged`: origins listed, dropped and compacted from the command line."""

from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner
from staged_playlists import hexed, put_staged, staged_name

from ops.cli import segue
from shared.adapters.local_files import LocalFiles
from shared.adapters.sqlite_records import SqliteRecords
from shared.errors import NotFound
from shared.ports import Record
from shared.record_kinds import PLAYLISTS
from shared.records.staging_paths import StagedName

ADA, BO = int("a" * 32, 16), int("b" * 32, 16)
DAY, LATER = (f"{datetime.now(UTC) - timedelta(days=days):%Y-%m-%d}" for days in (9, 1))
OF_ADA = [staged_name(ADA, what, LATER) for what in (1, 2)]
OF_BO = [staged_name(BO, 1, LATER), staged_name(BO, 3, DAY)]
OF_NOBODY = StagedName(LATER, "", hexed(9))


@pytest.fixture
def objects(tmp_path):
    found = LocalFiles(tmp_path / "objects")
    put_staged(found, *OF_ADA, *OF_BO, OF_NOBODY)
    return found


@pytest.fixture
def records(tmp_path):
    found = SqliteRecords(tmp_path / "segue.db")
    for name in (*OF_ADA, *OF_BO, OF_NOBODY):
        found.create(PLAYLISTS.name, Record(f"{name.day}.{name.key}", {"listener": "x", "staged": name.object}))
    return found


def said_to_be_staged(records):
    return {record.fields["staged"] for record in records.page(PLAYLISTS.name).records} - {None}


def left(run):
    """Return day and contributor of each line of the list."""
    lines = [line.split() for line in run("staged", "list").output.splitlines()]
    return [(words[0], words[1]) for words in lines if words[-1] == "kB"]


ALL = [(LATER, "anonymous"), (LATER, "aaaaaaaa"), (LATER, "bbbbbbbb"), (DAY, "bbbbbbbb")]


def test_the_list_shows_days_contributors_and_amounts_and_those_of_nobody(run, objects):
    output = run("staged", "list").output
    assert left(run) == ALL
    size = objects.stat(OF_ADA[0].object).size_bytes + objects.stat(OF_ADA[1].object).size_bytes
    assert f"{LATER}  aaaaaaaa         2  {size / 1000:>10,.1f} kB\n" in output
    assert "\n5 playlists, " in output
    assert "1 of them are anonymous" in output


@pytest.mark.parametrize(
    ("wanted", "shown"),
    [
        (["--day", DAY], [ALL[3]]),
        (["--contributor", "aaa"], [ALL[1]]),
        (["--contributor", "anonymous"], [ALL[0]]),
        (["--contributor", "b", "--day", LATER], [ALL[2]]),
        (["--contributor", "c"], []),
    ],
)
def test_the_list_shows_one_day_or_contributor(run, objects, wanted, shown):
    lines = run("staged", "list", *wanted).output.splitlines()
    assert [tuple(line.split()[:2]) for line in lines if line.endswith(" kB")] == shown


@pytest.mark.parametrize("compacted", [False, True])
def test_what_is_dropped_is_listed_and_recorded_no_more_and_all_else_is(run, objects, records, compacted):
    if compacted:
        run("staged", "compact")
    done = run("staged", "drop", "--day", LATER, "--contributor", "bbbb", "--yes")
    assert "1 playlist dropped." in done.output
    assert left(run) == [ALL[0], ALL[1], ALL[3]]
    assert said_to_be_staged(records) == {name.object for name in (*OF_ADA, OF_BO[1], OF_NOBODY)}
    run("staged", "compact")
    assert left(run) == [ALL[0], ALL[1], ALL[3]]


def test_what_was_staged_by_nobody_is_dropped_with_its_features(run, objects, records):
    objects.put(OF_NOBODY.features, b"track_uri,energy\nx,1\n")
    run("staged", "drop", "--contributor", "anonymous", "--yes")
    assert left(run) == ALL[1:]
    assert objects.stat(OF_NOBODY.features) is None


@pytest.mark.parametrize("answer", ["n\n", ""])
def test_nothing_is_dropped_unless_that_is_confirmed(run, objects, records, answer):
    run("staged", "list")  # sets the stores
    result = CliRunner().invoke(segue, ["staged", "drop", "--day", LATER], input=answer)
    assert "Drop 4 playlists, " in result.output
    assert result.exit_code != 0
    assert left(run) == ALL


@pytest.mark.parametrize("wanted", [[], ["--contributor", ""], ["--day", "yesterday"]])
def test_an_origin_that_says_nothing_drops_nothing(run, objects, wanted):
    assert left(run) == ALL
    assert CliRunner().invoke(segue, ["staged", "drop", "--yes", *wanted]).exit_code == 2
    assert left(run) == ALL


def test_digits_of_several_contributors_drop_nothing(run, objects):
    put_staged(objects, staged_name(ADA + 1, 5, LATER))
    run("staged", "list")
    refused = CliRunner().invoke(segue, ["staged", "drop", "--contributor", "aaaa", "--yes"])
    assert "Several contributors begin with 'aaaa'" in refused.output
    assert len(left(run)) == 5


def test_an_origin_that_is_not_listed_is_said_to_be_none(run, objects):
    with pytest.raises(NotFound, match="Nothing is staged"):
        run("staged", "drop", "--contributor", "cccc", "--yes")


def test_a_compaction_says_what_it_did(run, objects):
    done = run("staged", "compact").output
    assert done.startswith("4 playlists compacted, 2 parts written, 0 erased, 0 days expired, 0 left")
    assert run("staged", "compact").output.startswith("0 playlists compacted, 0 parts written")
