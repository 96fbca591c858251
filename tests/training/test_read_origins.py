"""Audio features of two scales do not meet in one column, and the table of an extract is read out of its zip."""

import zipfile

import pytest

from shared.errors import InvalidData
from training.read.features import read_features

A, B = "a" * 22, "b" * 22


@pytest.fixture
def table(tmp_path):
    def written(name: str, text: str):
        (tmp_path / name).write_text(text)
        return tmp_path / name

    return written


def test_a_feature_of_two_sources_is_refused_with_both_tables(table):
    spotify = table("a.csv", f"id,loudness\n{A},-7\n")
    essentia = table("b.csv", f"id,loudness,source\n{B},0.8,acousticbrainz\n")
    with pytest.raises(
        InvalidData, match=r"loudness is measured on two scales: .* in .*a\.csv, found acousticbrainz in"
    ):
        read_features([spotify, essentia])


def test_two_sources_within_one_table_are_refused(table):
    with pytest.raises(InvalidData, match="two scales"):
        read_features([table("a.csv", f"id,loudness,source\n{A},-7,\n{B},0.8,acousticbrainz\n")])


def test_two_sources_of_different_features_are_read(table):
    spotify = table("a.csv", f"id,energy\n{A},0.5\n")
    essentia = table("b.csv", f"id,energy,loudness,source\n{A},,0.8,acousticbrainz\n")
    assert len(read_features([spotify, essentia])) == 1


def test_two_tables_of_one_source_are_read(table):
    texts = [f"id,loudness,source\n{id},0.8,acousticbrainz\n" for id in (A, B)]
    assert len(read_features([table(f"{number}.csv", text) for number, text in enumerate(texts)])) == 2


def zipped(path, **members: str):
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in members.items():
            archive.writestr(name.replace("_", "."), text)
    return path


def test_the_table_of_a_zip_is_read(tmp_path):
    path = zipped(tmp_path / "x.zip", playlists_jsonl="{}", tracks_csv=f"id,name\n{A},Song\n")
    assert read_features([path]).names == ["Song"]


@pytest.mark.parametrize(
    ("members", "found"), [({"a_txt": ""}, "none"), ({"a_csv": "", "b_csv": ""}, "a.csv, b.csv")]
)
def test_a_zip_without_one_table_is_refused(tmp_path, members, found):
    with pytest.raises(InvalidData, match=f"expected one .csv, found {found}; unpack"):
        read_features([zipped(tmp_path / "x.zip", **members)])
