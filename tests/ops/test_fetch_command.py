"""`segue fetch` from the shell: options, settings, one line for each error."""

import subprocess
import sys
from dataclasses import astuple

import pytest
from command_line import called
from invented_listens import Listener, friends, member
from metabrainz import MetaBrainzServer

from training.fetch.sessions import SessionRules


@pytest.fixture
def server():
    with MetaBrainzServer() as running:
        running.add_day({"0.parquet": member(*friends(3))})
        yield running


@pytest.fixture
def fetch(tmp_path):
    def call(*arguments, **variables):
        return called("fetch", *arguments, environment=variables, folder=tmp_path)

    return call


def test_songs_are_fetched_from_the_host_that_from_names(server, fetch, tmp_path):
    done = fetch("listenbrainz", "--from", server.url)
    assert done.stdout == "Wrote 3 playlists of 6 songs to var/listenbrainz.\n"
    assert (tmp_path / "var" / "listenbrainz" / "playlists.jsonl").is_file()


def test_songs_are_fetched_from_the_host_of_the_settings(server, fetch):
    assert fetch("listenbrainz", SEGUE_METABRAINZ=server.url).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--from", "data.metabrainz.org"], "expected http://HOST or https://HOST, no path"),
        (["--month", "2026-13"], "expected YYYY-MM, found '2026-13'"),
        (["--days", "0"], "--days"),
        (["--one-release", "2"], "--one-release"),
        (["--one-release", "0"], "--one-release"),
        (["--shortest", "50", "--longest", "10"], "expected --longest of at least 50"),
        (["--extract", "."], "'.' is a directory"),
    ],
)
def test_a_wrong_option_is_one_line(fetch, arguments, words):
    done = fetch("listenbrainz", *arguments)
    assert done.returncode == 2
    assert done.stderr.startswith("segue: ")
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("option", ["--out", "--extract"])
def test_a_place_where_nothing_can_be_written_is_one_line(server, fetch, tmp_path, option):
    (tmp_path / "a-file").touch()
    done = fetch("listenbrainz", "--from", server.url, option, "a-file/inside")
    assert done.stderr.startswith("segue: nothing can be written in a-file: expected a folder")
    assert len(done.stderr.splitlines()) == 1
    assert not [asked.path for asked in server.asked if asked.path.endswith(".tar")]


def test_no_network_is_one_line_that_names_the_host(fetch):
    done = fetch("listenbrainz", "--from", "http://127.0.0.1:1")
    assert done.returncode == 2
    assert done.stderr == (
        "segue: 127.0.0.1:1 cannot be reached: found no connection; check the network, or try again in a moment\n"
    )


def test_a_wrong_digest_is_one_line(server, fetch):
    (digest,) = [path for path in server.files if path.endswith(".sha256")]
    server.files[digest] = b"0" * 64
    last = fetch("listenbrainz", "--from", server.url).stderr.splitlines()[-1]
    assert "-incremental.tar arrived damaged: expected SHA-256 0000000000000000..., found " in last
    assert last.endswith("; run it again; if that does not help, name another host by --from")


def test_sound_before_songs_is_one_line_that_says_what_to_do_first(fetch, server):
    done = fetch("acousticbrainz", "--from", server.url)
    assert done.stderr.splitlines()[-1].endswith("fetch listenbrainz first, or name its folder by --songs")


@pytest.mark.parametrize("size", ["150", "MB", "0MB", "1.5GB"])
def test_a_size_without_a_unit_is_refused(fetch, size):
    assert f"expected a size as 150MB or 1GB, found '{size}'" in fetch("acousticbrainz", "--first", size).stderr


def test_a_size_and_all_are_not_both_taken(fetch):
    done = fetch("acousticbrainz", "--first", "1MB", "--all")
    assert (done.returncode, "expected --first or --all, found both" in done.stderr) == (2, True)


def test_help_shows_the_default_of_every_rule(fetch):
    shown = fetch("listenbrainz", "--help").stdout
    for default in astuple(SessionRules()):
        assert f"[default: {default}" in shown


LIMITED = """
import resource, sys
from ops.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))
main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such bound")
def test_a_disk_that_fills_while_playlists_are_written_is_one_line_and_a_second_run_goes_on(
    server, fetch, tmp_path
):
    listeners = [Listener(number) for number in range(60)]
    for _ in range(40):
        for listener in listeners:
            listener.hears(*range(30), minutes=1).pauses(90)
    path = server.add_day({"0.parquet": member(*listeners)}, 2654)
    assert len(server.files[path]) < 1_000_000
    command = [sys.executable, "-c", LIMITED, "fetch", "listenbrainz", "--from", server.url]
    done = subprocess.run(
        command, capture_output=True, text=True, cwd=tmp_path, env={"PATH": "/usr/bin:/bin"}, check=False
    )
    assert done.returncode == 2
    assert "is full: expected room to write, found File too large; free some" in done.stderr.splitlines()[-1]
    assert [each.name for each in (tmp_path / "var").iterdir()] == [".listenbrainz.download"]
    asked = len([each for each in server.asked if each.path == path and each.method == "GET"])
    assert fetch("listenbrainz", "--from", server.url).returncode == 0
    assert len([each for each in server.asked if each.path == path and each.method == "GET"]) == asked
