"""An object store in a folder, down to its files: links, blobs, and errors that name no path of the machine."""

import pytest

from shared.adapters.local_files import LocalFiles
from shared.errors import InvalidInput, NotFound, SpoiltStore


@pytest.fixture
def files(tmp_path):
    return LocalFiles(tmp_path / "objects")


def blobs(tmp_path):
    return sorted(path.name for path in (tmp_path / "objects" / "blobs").iterdir())


def test_reading_an_empty_store_makes_no_folder(files, tmp_path):
    assert (files.stat("a"), list(files.list(""))) == (None, [])
    assert not (tmp_path / "objects").exists()


def test_deleting_from_an_empty_store_makes_no_folder(files, tmp_path):
    files.delete("a")
    assert not (tmp_path / "objects").exists()


def test_a_name_is_a_link_to_a_blob_called_by_its_generation(files, tmp_path):
    stored = files.put("a/b", b"x")
    link = tmp_path / "objects" / "names" / "a" / "b"
    assert link.is_symlink()
    assert link.resolve().name == str(stored.generation)
    assert not link.readlink().is_absolute()


def test_a_generation_is_never_0_which_means_that_there_is_no_object(files):
    assert all(files.put("a", b"x").generation >= 1 for _ in range(20))


def test_a_name_below_another_leaves_no_blob(files, tmp_path):
    stored = files.put("a", b"x")
    with pytest.raises(InvalidInput, match="expected a name that is not also the folder of another, found a"):
        files.put("a/b", b"y")
    assert blobs(tmp_path) == [str(stored.generation)]


def test_a_folder_is_no_object(files):
    files.put("a/b", b"x")
    assert files.stat("a") is None
    with pytest.raises(NotFound, match="found a"):
        files.get("a")


def test_a_name_below_an_object_is_none(files):
    files.put("a", b"x")
    assert files.stat("a/b") is None


def test_a_plain_file_among_the_names_is_no_object(files, tmp_path):
    files.put("a", b"x")
    (tmp_path / "objects" / "names" / "stray").write_bytes(b"y")
    assert files.stat("stray") is None
    assert [each.name for each in files.list("")] == ["a"]


def test_the_error_of_lost_bytes_says_which_file_is_missing(files, tmp_path):
    stored = files.put("a", b"x")
    (tmp_path / "objects" / "blobs" / str(stored.generation)).unlink()
    with pytest.raises(SpoiltStore, match=f"expected .*{stored.generation}, found none"):
        files.get("a")


def test_the_error_of_a_folder_that_cannot_be_made_names_no_path(tmp_path):
    (tmp_path / "objects").write_bytes(b"in the way")
    with pytest.raises(InvalidInput) as caught:
        LocalFiles(tmp_path / "objects").put("a", b"x")
    assert str(tmp_path) not in str(caught.value)
