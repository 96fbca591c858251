"""The shares of first reasons that `bench-quality` tells."""

import pytest

from bench.quality.first_reasons import first_reasons, is_one_sided, is_single_playlist
from bench.quality.split import learn
from shared.model.reasons import Reason
from training.demo import DemoSize, generate_demo
from training.read.corpus import read_dataset


def about(*seeds, text="On 2 playlists with “A”", kind="playlists"):
    return Reason(kind, seeds, text)


@pytest.mark.parametrize(
    ("reasons", "expected"),
    [
        ([about("a"), about("a", "b"), about("b")], True),
        ([about("a"), about("b")], False),
        ([about(), about()], False),
        ([], False),
    ],
)
def test_an_answer_is_one_sided_if_over_half_of_its_reasons_name_one_seed(reasons, expected):
    assert is_one_sided(reasons) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On 1 playlist with “A”", True),
        ("On 1 playlist with “A” and 1 playlist with “B”", True),
        ("On 10 playlists with “On 1 playlist with”", False),
    ],
)
def test_a_single_playlist_is_told_from_more(text, expected):
    assert is_single_playlist(about("a", text=text)) is expected


def test_every_dataset_has_its_row(tmp_path):
    generate_demo(tmp_path / "demo", seed=3, size=DemoSize(tracks=300, artists=40, playlists=80))
    dataset, _ = read_dataset([tmp_path / "demo/playlists.zip"], [tmp_path / "demo/features.csv.gz"])
    split = learn(dataset, held_out=10, seed=7)
    rows = first_reasons({"here": split}).splitlines()[2:]
    assert [row.split(" | ")[0] for row in rows] == ["| here"]
