"""Bounds of an answer as options of the shell."""

import json

import pytest
from click import BadParameter

from ops.commands.bound_options import _RangeType
from shared.domain.bounds import Range
from shared.errors import InvalidInput

RANGES = {
    "1990-1999": Range(1990, 1999),
    "1990s": Range(1990, 1999),
    "1990": Range(1990, 1990),
    "1990-": Range(1990, None),
    "-1999": Range(None, 1999),
    "2:00-5:30": Range(120, 330),
    "90 - 120.5": Range(90, 120.5),
}


@pytest.mark.parametrize("text", RANGES)
def test_a_range_is_read(text):
    assert _RangeType().convert(text, None, None) == RANGES[text]


@pytest.mark.parametrize("text", ["", "-", "x", "1990-x", "nan", "inf-", "1-2-3", "::"])
def test_another_text_is_no_range(text):
    with pytest.raises(BadParameter, match="expected a range"):
        _RangeType().convert(text, None, None)


@pytest.fixture
def ask(run, model_folder, known_names):
    def call(*options):
        return run("recommend", "--model", model_folder, "--track", known_names[0], "--json", *options)

    return call


@pytest.fixture
def songs(model):
    """Return the places in the catalogue of the songs that a call answered."""
    return lambda result: model.indices_of([each["uri"] for each in json.loads(result.output)["recommendations"]])


OPTIONS = {
    "years": (("--years", "1990-2005"), lambda facts, songs: (facts.years[songs] // 1000).tolist()),
    "tempo": (("--tempo", "90-130"), lambda facts, songs: (facts.tempos[songs] > 899).tolist()),
    "clean": (("--clean",), lambda facts, songs: (facts.explicit[songs] == 0).tolist()),
    "no live": (("--no-live",), lambda facts, songs: (facts.versions[songs] & 1 == 0).tolist()),
    "length": (("--length", "-4:00"), lambda facts, songs: (facts.seconds[songs] <= 240).tolist()),
}


@pytest.mark.parametrize("option", OPTIONS)
def test_all_songs_keep_to_an_option(ask, songs, model, option):
    options, kept = OPTIONS[option]
    found = songs(ask(*options))
    assert len(found) == 10
    assert all(kept(model.retrieval.facts, found))


def test_only_songs_of_a_file_come_and_none_of_another(ask, songs, model, tmp_path):
    known = [track.id for track in model.tracks(range(80))]
    (tmp_path / "mine.txt").write_text("\n".join(known[20:80]))
    (tmp_path / "heard.txt").write_text("\n".join(known[20:50]))
    options = ("--only-from", tmp_path / "mine.txt", "--leave-out", tmp_path / "heard.txt")
    found = songs(ask(*options, "-n", "5"))
    assert len(found) == 5
    assert set(found.tolist()) <= set(model.indices_of(known[50:80]).tolist())


def test_the_bounds_are_told_below_the_songs(run, model_folder, known_names):
    told = run("recommend", "--model", model_folder, "--track", known_names[0], "--genre", "techno", "-n", "90")
    assert "of the candidates are songs of “techno”" in told.output
    assert "songs keep to all you asked for" in told.output.splitlines()[-1]


def test_a_batch_takes_no_bounds(run, model_folder, tmp_path):
    (tmp_path / "batch.jsonl").write_text("")
    with pytest.raises(InvalidInput, match="without bounds"):
        run("recommend", "--model", model_folder, "--batch", tmp_path / "batch.jsonl", "--no-live")
