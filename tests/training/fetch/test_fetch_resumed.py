"""A fetch that was cut goes on where it ended, and takes nothing that is not verified."""

import pytest
from fetched import assert_nothing_written, playlists, starts
from invented_listens import friends, member

from shared.adapters.file_host import CHUNK
from shared.errors import InvalidData, Unavailable
from training.fetch.listenbrainz import ListenBrainz
from training.fetch.sessions import SessionRules

LARGE = {"NOTES": bytes(5 * CHUNK)}
"""A member that makes a tar take more than one read."""


def test_a_cut_in_the_middle_is_continued_where_it_was(server, fetch, out):
    path = server.add_day({"0.parquet": member(*friends(3)), **LARGE})
    server.cuts[path] = [2 * CHUNK, CHUNK]
    fetch()
    assert len(playlists(out)) == 3
    assert starts(server, path) == [0, 2 * CHUNK, 3 * CHUNK]


def test_a_second_run_continues_what_the_first_left(server, fetch, out):
    path = server.add_day({"0.parquet": member(*friends(3)), **LARGE})
    server.cuts[path] = [2 * CHUNK, 0, 0, 0]
    with pytest.raises(Unavailable):
        fetch()
    assert_nothing_written(out)
    asked_before = len(starts(server, path))
    fetch()
    assert starts(server, path)[asked_before:] == [2 * CHUNK]


def test_a_file_that_changed_between_two_runs_is_fetched_anew(server, fetch, out):
    path = server.add_day({"0.parquet": member(*friends(3)), **LARGE})
    server.cuts[path] = [2 * CHUNK, 0, 0, 0]
    with pytest.raises(Unavailable):
        fetch()
    server.add_day({"0.parquet": member(*friends(4)), **LARGE})
    fetch()
    assert len(playlists(out)) == 4


def test_a_wrong_digest_is_refused_and_the_next_run_fetches_anew(server, fetch, out):
    path = server.add_day({"0.parquet": member(*friends(3))})
    right = server.files[f"{path}.sha256"]
    server.files[f"{path}.sha256"] = b"0" * 64
    with pytest.raises(InvalidData, match=r"arrived damaged: expected SHA-256 0000.*, found .*; run it again"):
        fetch()
    assert_nothing_written(out)
    server.files[f"{path}.sha256"] = right
    fetch()
    assert len(playlists(out)) == 3


def test_what_is_no_digest_is_refused(server, fetch, out):
    path = server.add_day({"0.parquet": member(*friends(3))})
    server.files[f"{path}.sha256"] = b"<html>"
    with pytest.raises(InvalidData, match=r"no digest: expected 64 hexadecimal digits, found '<html>'; try again"):
        fetch()


def test_a_host_that_ignores_range_is_read_from_the_start_after_a_cut(server, fetch, out):
    path = server.add_day({"0.parquet": member(*friends(3)), **LARGE})
    server.ignores_range = True
    server.cuts[path] = [2 * CHUNK]
    fetch()
    assert len(playlists(out)) == 3


def test_a_host_without_etags_is_read_from_the_start_by_a_second_run(server, fetch, out):
    path = server.add_day({"0.parquet": member(*friends(3)), **LARGE})
    server.sends_etag = False
    server.cuts[path] = [2 * CHUNK, 0, 0, 0]
    with pytest.raises(Unavailable):
        fetch()
    fetch()
    assert len(playlists(out)) == 3


def test_what_is_there_already_is_not_downloaded_again(server, fetch):
    path = server.add_day({"0.parquet": member(*friends(3))})
    first = fetch()
    assert fetch() == first
    assert starts(server, path) == [0]


def test_other_rules_are_applied_to_the_same_listens(server, fetch, out):
    server.add_day({"0.parquet": member(*friends(3))})
    fetch()
    fetch(ListenBrainz(rules=SessionRules(shortest=2)))
    assert '"shortest": 2' in (out / "source.json").read_text()


def test_a_folder_without_its_playlists_is_made_anew(server, fetch, out):
    server.add_day({"0.parquet": member(*friends(3))})
    fetch()
    (out / "playlists.jsonl").unlink()
    fetch()
    assert len(playlists(out)) == 3
