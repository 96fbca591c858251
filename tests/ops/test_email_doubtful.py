"""`segue email doubtful` lists the mails that may or may not have been sent, and no address."""

from datetime import UTC, datetime
from pathlib import Path

from click.testing import CliRunner

from ops.cli import segue
from shared.adapters.sqlite_records import SqliteRecords
from shared.ports import Record
from shared.record_kinds import SENT_DIGESTS
from shared.records.sent_digests import Progress, SentDigest

DUE = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_doubtful_mails_are_listed_by_due_moment_listener_and_id(tmp_path: Path) -> None:
    records = SqliteRecords(tmp_path / "segue.db")
    lost = SentDigest("ada", DUE, DUE, (), Progress.DOUBTFUL)
    for mailed in (lost, SentDigest("bob", DUE, DUE, (), Progress.SENT)):
        records.create(SENT_DIGESTS.name, Record(mailed.key, mailed.to_fields()))
    environment = {
        "SEGUE_RECORDS": f"sqlite:///{tmp_path}/segue.db",
        "SEGUE_OBJECTS": f"file:///{tmp_path}/objects",
    }
    shown = CliRunner().invoke(segue, ["email", "doubtful"], env=environment)
    assert shown.output == f"2026-11-23T12:00+00:00  ada  {lost.id}\n"
