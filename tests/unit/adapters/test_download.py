"""Downloads: what is left of them, a full disk, and two at once. Cuts and digests are in the tests of fetching."""

import hashlib
import shutil
import subprocess
import sys

import pytest
from metabrainz import MetaBrainzServer
from outside_servers import Reply

from shared.adapters.download import Downloads, download_folder
from shared.adapters.file_host import FileHost
from shared.errors import Conflict, InvalidData, Unavailable

DATA = bytes(range(256)) * 2_000
DIGEST = hashlib.sha256(DATA).hexdigest()

FETCH = """
import resource, sys; from pathlib import Path
from shared.adapters.download import Downloads
from shared.adapters.file_host import FileHost
from shared.errors import Unavailable
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
host = FileHost(sys.argv[1], sleep=lambda _: None)
try:
    Downloads(host, Path(sys.argv[2])).whole(host.file("/x.tar"), sys.argv[3])
except Unavailable as error:
    print(error)
"""


@pytest.fixture
def server():
    with MetaBrainzServer() as running:
        running.files["/x.tar"] = DATA
        yield running


@pytest.fixture
def downloads(server, tmp_path):
    return Downloads(FileHost(server.url, sleep=lambda _: None), tmp_path)


def test_a_file_that_is_there_already_is_not_fetched_again(server, downloads):
    file = downloads.host.file("/x.tar")
    downloads.whole(file, DIGEST)
    asked = len(server.asked)
    assert downloads.whole(file, DIGEST).read_bytes() == DATA
    assert len(server.asked) == asked


def test_a_window_is_the_bytes_from_its_start(downloads):
    file = downloads.host.file("/x.tar")
    assert downloads.window(file, 1_000, 500).read_bytes() == DATA[1_000:1_500]


def test_a_window_over_the_end_is_shorter(downloads):
    file = downloads.host.file("/x.tar")
    assert downloads.window(file, len(DATA) - 10, 500).read_bytes() == DATA[-10:]


def test_a_window_needs_a_host_that_sends_parts(server, downloads):
    server.ignores_range = True
    with pytest.raises(Unavailable, match=r"sends no parts of x\.tar"):
        downloads.window(downloads.host.file("/x.tar"), 1_000, 500)


def test_a_part_that_the_host_refuses_is_begun_again(server, downloads):
    file = downloads.host.file("/x.tar")
    server.scripted.append(Reply(status=416))
    assert downloads.whole(file, DIGEST).read_bytes() == DATA


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such bound")
def test_a_disk_that_fills_is_one_line_and_the_next_run_goes_on(server, downloads, tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", FETCH, server.url, tmp_path, DIGEST], capture_output=True, text=True, check=True
    )
    assert "is full: expected room to write, found File too large; free some, or name another place" in done.stdout
    (part,) = tmp_path.iterdir()
    begun = part.stat().st_size
    assert 0 < begun <= 300_000
    assert downloads.whole(downloads.host.file("/x.tar"), DIGEST).read_bytes() == DATA
    assert server.asked[-1].headers["Range"].startswith(f"bytes={begun}-")


def test_a_disk_with_too_little_room_is_refused_before_anything_is_fetched(server, downloads, monkeypatch):
    usage = shutil.disk_usage("/")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=100_000))
    file = downloads.host.file("/x.tar")
    with pytest.raises(Unavailable, match=r"is full: expected 1 MB free, found 0 MB; free some"):
        downloads.whole(file, DIGEST)
    assert [asked.method for asked in server.asked] == ["HEAD"]


def test_two_runs_do_not_share_a_folder(tmp_path):
    with (
        download_folder(tmp_path / "x"),
        pytest.raises(Conflict, match=r"another run is fetching into .*; wait for it"),
        download_folder(tmp_path / "x"),
    ):
        pass


def test_the_folder_goes_where_what_came_cannot_be_used(tmp_path):
    with pytest.raises(InvalidData), download_folder(tmp_path / "x"):
        raise InvalidData("damaged")
    assert not (tmp_path / "x").exists()


def test_the_folder_goes_after_success_and_stays_after_an_error(tmp_path):
    with pytest.raises(ZeroDivisionError), download_folder(tmp_path / "x"):
        1 / 0  # noqa: B018
    assert (tmp_path / "x").exists()
    with download_folder(tmp_path / "x"):
        pass
    assert not (tmp_path / "x").exists()
