"""`segue email preview` needs no id, and `segue email subscribers` prints them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from ops.cli import segue
from shared.adapters.sqlite_records import SqliteRecords
from shared.domain.subscription import Schedule, StartList, State, Subscription
from shared.model.model import Model
from shared.ports import Record
from shared.record_kinds import SUBSCRIPTIONS

DUE = datetime(2026, 11, 27, 8, tzinfo=UTC)


@pytest.fixture
def run(tmp_path: Path, model: Model, model_folder: Path):
    """Runs a command of `segue email` on records of its own."""
    environment = {
        "SEGUE_RECORDS": f"sqlite:///{tmp_path}/segue.db",
        "SEGUE_OBJECTS": f"file:///{tmp_path}/objects",
        "SEGUE_SECRET": "0123456789abcdef" * 2,
    }

    def run(*arguments: str) -> str:
        shown = CliRunner().invoke(segue, ["email", *arguments], env=environment)
        assert shown.exit_code == 0, shown.output
        return shown.output

    return run


@pytest.fixture
def subscribed(tmp_path: Path, model: Model):
    """Subscribers who want more like a list; the later in the alphabet, the sooner their mail."""
    records = SqliteRecords(tmp_path / "segue.db")
    songs = tuple(track.id for track in model.catalogue.tracks(range(3)))
    for days, name in enumerate(("cem", "bob", "ada")):
        due_at = DUE + timedelta(days=days)
        state = State.PAUSED if name == "cem" else State.ACTIVE
        made = Subscription(name, state, Schedule(4, 8, "UTC"), due_at).starting_from(StartList("s", songs))
        records.create(SUBSCRIPTIONS.name, Record(name, made.to_fields()))


def test_subscribers_are_listed_the_next_mail_first(run, subscribed):
    assert run("subscribers") == ("2026-11-28T08:00+00:00  bob  1 list\n2026-11-29T08:00+00:00  ada  1 list\n")


def test_without_an_id_the_next_mail_is_previewed(run, subscribed, model_folder, tmp_path):
    out = run("preview", "--out", str(tmp_path / "out"), "--model", str(model_folder))
    assert out.startswith("For bob: Ten songs to go with ")


def test_where_nobody_subscribes_a_sample_is_previewed(run, model_folder, tmp_path):
    out = run("preview", "--out", str(tmp_path / "out"), "--model", str(model_folder))
    assert out.startswith("For sample: Ten songs to go with ")
    assert "Play all" in (tmp_path / "out" / "digest.html").read_text()
