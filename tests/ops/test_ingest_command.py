"""`segue ingest`: every playlist of files and folders as a message of its own."""

import json
import zipfile

import msgspec
import pytest
from click.testing import CliRunner

from ops.cli import segue
from shared.errors import InvalidInput
from shared.messaging.playlist_message import PlaylistMessage, references_of
from tests.published_playlists import published

URIS = [f"spotify:track:{place:022d}" for place in range(6)]


def slices(playlists):
    return json.dumps({"playlists": [{"pid": n, **each} for n, each in enumerate(playlists)]})


def entries(*uris):
    return [{"track_uri": uri, "track_name": f"Song {uri[-1]}", "artist_name": "A"} for uri in uris]


def test_an_archive_is_published_a_playlist_a_message(run, bus, tmp_path):
    with zipfile.ZipFile(tmp_path / "playlists.zip", "w") as archive:
        lists = [{"name": "One", "tracks": entries(*URIS[:2])}, {"name": "Two", "tracks": entries(*URIS[2:5])}]
        archive.writestr("data/mpd.slice.0-1.json", slices(lists))
    done = run("ingest", tmp_path / "playlists.zip", "--agreed", "--listener", "ada")
    assert "2 playlists published" in done.output
    first, second = published(bus)
    assert (first["name"], first["agreed"], first["listener"]) == ("One", True, "ada")
    assert len(second["tracks"]) == 3
    assert first["tracks"][0] == {"uri": URIS[0], "name": "Song 0", "artist": "A"}


def test_what_is_agreed_to_has_an_owner_or_is_refused(bus, tmp_path):
    (tmp_path / "list.txt").write_text(URIS[0])
    refused = CliRunner().invoke(segue, ["ingest", str(tmp_path / "list.txt"), "--agreed"])
    assert refused.exit_code == 2
    assert "--agreed needs --listener" in refused.output
    assert published(bus) == []


def test_a_file_of_one_list_is_one_message_and_what_cannot_be_read_is_said(run, bus, tmp_path):
    (tmp_path / "list.txt").write_text(f"{URIS[0]}\nhttps://example.com/nothing\nSomebody - A Song\n")
    result = run("ingest", tmp_path / "list.txt")
    assert "not read: https://example.com/nothing" in result.output
    (message,) = published(bus)
    assert message["tracks"] == [{"uri": URIS[0]}, "Somebody - A Song"]
    assert "agreed" not in message


TWO_LISTS = "Title,Artist,Playlist name\nInnuendo,Queen,Road\nHeroes,David Bowie,Rain\nHeadlong,Queen,Road\n"


def packed(path, files):
    """Write a ZIP of the files."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def lists(bus):
    """Return the name and the titles of each published playlist."""
    read = [msgspec.convert(each, PlaylistMessage) for each in published(bus)]
    return [(each.name, [reference.title for reference in references_of(each)]) for each in read]


def test_each_playlist_of_a_file_is_a_message_of_its_own(run, bus, tmp_path):
    (tmp_path / "lists.csv").write_text(TWO_LISTS)
    assert "2 playlists published" in run("ingest", tmp_path / "lists.csv").output
    assert lists(bus) == [("Road", ["Innuendo", "Headlong"]), ("Rain", ["Heroes"])]


def test_an_archive_of_other_files_is_read_as_they_are_and_named_by_them(run, bus, tmp_path):
    archive = packed(
        tmp_path / "a.zip", {"Road.txt": "Queen - Innuendo", "Rain.csv": "Title,Artist\nHeroes,Bowie"}
    )
    run("ingest", archive)
    assert lists(bus) == [("Road", ["Innuendo"]), ("Rain", ["Heroes"])]


def test_one_playlist_is_published_by_its_name(run, bus, tmp_path):
    (tmp_path / "lists.csv").write_text(TWO_LISTS)
    run("ingest", tmp_path / "lists.csv", "--only", "Rain")
    assert lists(bus) == [("Rain", ["Heroes"])]


def test_a_name_of_no_playlist_is_refused(tmp_path, run, bus):
    (tmp_path / "lists.csv").write_text(TWO_LISTS)
    with pytest.raises(InvalidInput, match="No playlist with songs is called 'Sun'"):
        run("ingest", tmp_path / "lists.csv", "--only", "Sun")


def test_a_list_of_the_playlists_publishes_none(run, bus, tmp_path):
    (tmp_path / "lists.csv").write_text(TWO_LISTS)
    assert run("ingest", tmp_path / "lists.csv", "--list").output == "      2  Road\n      1  Rain\n"
    assert published(bus) == []


def test_every_file_of_a_folder_is_read_and_one_that_cannot_be_is_told(run, bus, tmp_path):
    folder = tmp_path / "lists"
    (folder / "more").mkdir(parents=True)
    (folder / "10.txt").write_text("Queen - Innuendo")
    (folder / "9.mp3").write_bytes(b"ID3\x04\0\0")
    (folder / "more" / "mpd.json").write_text(slices([{"name": "One", "tracks": entries(URIS[0])}]))
    result = run("ingest", folder)
    assert "9.mp3" in result.output
    assert lists(bus) == [("10", ["Innuendo"]), ("One", ["Song 0"])]


def test_a_file_of_no_use_publishes_no_other_either(run, bus, tmp_path):
    (tmp_path / "list.txt").write_text("Queen - Innuendo")
    (tmp_path / "song.mp3").write_bytes(b"ID3\x04\0\0")
    with pytest.raises(InvalidInput, match="is a recording"):
        run("ingest", tmp_path / "list.txt", tmp_path / "song.mp3")
    assert published(bus) == []


def test_a_library_is_published_as_its_playlists_alone(run, bus, tmp_path):
    songs = [
        f'<TRACK TrackID="{key}" Name="{title}" Artist="Queen"/>'
        for key, title in enumerate(("Innuendo", "Headlong"))
    ]
    nodes = [
        f'<NODE Type="1" Name="{name}" KeyType="0"><TRACK Key="{key}"/></NODE>'
        for key, name in enumerate(("Road", "Rain"))
    ]
    (tmp_path / "library.xml").write_text(
        f"<DJ_PLAYLISTS><COLLECTION>{''.join(songs)}</COLLECTION><PLAYLISTS>{''.join(nodes)}</PLAYLISTS></DJ_PLAYLISTS>"
    )
    run("ingest", tmp_path / "library.xml")
    assert lists(bus) == [("Road", ["Innuendo"]), ("Rain", ["Headlong"])]
