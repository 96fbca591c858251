"""The mail folder: a Mailer that delivers to files."""

import os
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from mail_servers import read

from shared.adapters.mail_folder import UNFINISHED_SECONDS, MailFolder
from shared.adapters.memory import HandClock
from shared.adapters.mime import sender_of
from shared.domain.mail import Mail
from shared.errors import Unavailable


def mail(id: str) -> Mail:
    return Mail(id, "anna@example.com", "Hello", "Hello", "<p>Hello</p>")


@pytest.fixture
def clock() -> HandClock:
    return HandClock(datetime(2026, 11, 23, 12, tzinfo=UTC))


@pytest.fixture
def outbox(tmp_path, clock) -> MailFolder:
    return MailFolder(tmp_path / "var" / "outbox", sender_of("Segue <mail@segue.example>"), now=clock)


def test_a_mail_is_a_file_that_mail_programs_open(outbox, tmp_path):
    outbox.send(mail("m1"))
    (path,) = (tmp_path / "var" / "outbox").iterdir()
    assert path.suffix == ".eml"
    assert read(path.read_bytes())["To"] == "anna@example.com"


def test_files_are_in_the_order_they_were_sent(outbox, tmp_path, clock):
    for id in ("z", "a", "m"):
        outbox.send(mail(id))
        clock.advance(timedelta(milliseconds=1))
    names = sorted(path.name for path in (tmp_path / "var" / "outbox").iterdir())
    assert [name.split("-")[1] for name in names] == ["z", "a", "m"]


def test_a_file_that_cannot_be_written_is_unavailable(outbox, tmp_path):
    (tmp_path / "var").write_bytes(b"in the way")
    with pytest.raises(Unavailable, match="outbox"):
        outbox.send(mail("m1"))


def test_the_same_mail_at_the_same_moment_is_two_files(outbox, tmp_path):
    outbox.send(mail("m1"))
    outbox.send(mail("m1"))
    assert len(list((tmp_path / "var" / "outbox").iterdir())) == 2


def test_a_file_is_named_by_the_moment_in_utc(tmp_path):
    berlin = datetime(2026, 11, 23, 12, 30, tzinfo=timezone(timedelta(hours=1)))
    MailFolder(tmp_path, sender_of("mail@segue.example"), now=lambda: berlin).send(mail("m1"))
    (path,) = tmp_path.iterdir()
    assert path.name.startswith("20261123T113000.000000-m1-")


def test_the_error_of_a_folder_names_no_mail_and_no_path(outbox, tmp_path):
    (tmp_path / "var").write_bytes(b"in the way")
    with pytest.raises(Unavailable) as caught:
        outbox.send(mail("m1"))
    assert not any(part in str(caught.value) for part in ("m1", "anna", str(tmp_path)))


TOLD = """
import os, sys
from email.headerregistry import Address
from pathlib import Path
from shared.adapters.mail_folder import MailFolder
from shared.domain.mail import Mail
synced, told = os.fsync, []
def fsync(descriptor):
    told.append("sync " + Path(os.readlink(f"/proc/self/fd/{descriptor}")).suffix)
    synced(descriptor)
def hook(event, found):
    if event == "os.rename":
        told.append("rename")
os.fsync = fsync
sys.addaudithook(hook)
folder = Path(sys.argv[1])
MailFolder(folder, Address("a", "a", "b.example")).send(Mail("m", "anna@example.com", "Hello", "Hello", ""))
print(*told, sep="\\n")
"""


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="only Linux names the file of a descriptor")
def test_a_mail_is_on_the_disk_before_its_name_and_its_name_before_it_counts_as_sent(tmp_path):
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[3])}
    command = [sys.executable, "-c", TOLD, str(tmp_path)]
    done = subprocess.run(command, env=environment, capture_output=True, check=True, text=True)
    assert done.stdout.splitlines() == ["sync .tmp", "rename", "sync "]


def test_what_a_dead_sender_left_is_cleared_and_what_a_living_one_writes_is_not(outbox, tmp_path):
    folder = tmp_path / "var" / "outbox"
    folder.mkdir(parents=True)
    for name, age in (("dead", UNFINISHED_SECONDS + 60), ("alive", 0)):
        path = folder / f".{name}.tmp"
        path.touch()
        os.utime(path, (time.time() - age,) * 2)
    outbox.send(mail("m1"))
    assert [path.name for path in folder.glob(".*.tmp")] == [".alive.tmp"]
