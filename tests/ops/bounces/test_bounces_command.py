"""`segue bounces`: from files and from a mailbox; what cannot be told for sure stays where it is."""

import mailbox

import pytest
from bounced_mails import ANNA, LOST, PASSING
from click.testing import CliRunner
from imap_server import ImapServer

from ops.commands.bounces import bounces
from shared.errors import SegueError
from shared.records.suppressions import is_suppressed
from shared.settings.config import Settings

HELLO = b"From: ben@mail.example\r\nSubject: Hello\r\n\r\nHow are you?\r\n"


@pytest.fixture
def settings(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SEGUE_MAIL_FROM", "Segue <mail@segue.example>")
    return Settings.from_environment()


def run(source, *, typed=""):
    return CliRunner().invoke(bounces, [str(source)], input=typed, catch_exceptions=False)


def test_a_file_is_a_mail(settings, tmp_path):
    (tmp_path / "one.eml").write_bytes(LOST["gmail"])
    assert run("one.eml").output.splitlines() == [
        "heeded  one.eml  bounced, 5.1.1",
        "1 heeded, 0 known, 0 passing, 0 unknown",
    ]
    assert is_suppressed(settings.records(), ANNA)


def test_a_folder_is_read_in_the_order_of_its_names(settings, tmp_path):
    (tmp_path / "came").mkdir()
    for name, data in zip("abcd", [PASSING["full"], HELLO, LOST["exim"], LOST["exim"]], strict=True):
        (tmp_path / "came" / f"{name}.eml").write_bytes(data)
    said = run("came").output.splitlines()
    assert [line.split()[0] for line in said[:-1]] == ["passing", "unknown", "heeded", "known"]
    assert said[-1] == "1 heeded, 1 known, 1 passing, 1 unknown"


@pytest.mark.parametrize("kind", [mailbox.mbox, mailbox.Maildir], ids=["mbox", "maildir"])
def test_a_mailbox_on_disk_is_read_whole(settings, tmp_path, kind):
    box = kind(tmp_path / "box")
    for data in (LOST["postfix"], HELLO):
        box.add(data)
    box.close()
    assert run("box").output.splitlines()[-1] == "1 heeded, 0 known, 0 passing, 1 unknown"


def test_a_mailbox_on_a_server_keeps_unread_what_is_not_known(settings):
    with ImapServer([LOST["exchange"], HELLO, PASSING["delayed"]]) as server:
        assert run(server.url()).output.splitlines()[-1] == "1 heeded, 0 known, 1 passing, 1 unknown"
        assert server.seen == {1, 3}
        assert run(server.url()).output.splitlines()[-1] == "0 heeded, 0 known, 0 passing, 1 unknown"


def test_a_password_that_the_address_lacks_is_asked_for_and_not_shown(settings):
    with ImapServer([LOST["postfix"]]) as server:
        said = run(server.url(password=""), typed="a pass word\n").output
    assert "a pass word" not in said
    assert "1 heeded" in said


@pytest.mark.parametrize(
    "address",
    [
        "imaps://mail.example/INBOX",
        "imap://a:b@",
        "imap://a:b@127.0.0.1:1/INBOX",
        "imaps://a:b@h:99999/",
        "nothing.eml",
    ],
)
def test_what_cannot_be_read_is_one_line_and_no_password(settings, address):
    with pytest.raises(SegueError) as caught:
        run(address)
    assert "a:b" not in str(caught.value)


@pytest.mark.parametrize(("password", "folder"), [("wrong", "INBOX"), ("a pass word", "Other")])
def test_a_server_that_lets_nobody_read_is_told(settings, password, folder):
    with ImapServer([]) as server, pytest.raises(SegueError):
        run(server.url(password, folder))


def test_no_line_names_an_address(settings, tmp_path):
    (tmp_path / "one.eml").write_bytes(LOST["complaint"])
    assert ANNA not in run("one.eml").output
