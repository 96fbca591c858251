"""Hostile staged playlists stop no training, choose no judge, and move a song only with many people behind it."""

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from shared_lines import line, listener, operator_data, staged, track_id

from ops.cli import segue
from ops.commands.train import Staged
from shared.adapters.local_files import LocalFiles
from shared.domain.track import FEATURES
from shared.errors import InvalidData
from training.contributed.adding import add_contributed
from training.contributed.summary import ANONYMOUS, COPIES, MALFORMED, OVER_LISTENER, OVER_SHARE, TOO_LONG
from training.fit.order import playlist_counts
from training.read.corpus import read_dataset
from training.read.dataset import OPERATOR, Dataset
from training.report.data import contributed_section
from training.requests import holdout_key, holdout_split, playlist_key

TRACKS = 300
POPULAR, COLD = 0, TRACKS - 1
KEY = holdout_key("a secret of the operator, 32 letters or more")


def base62(number: int) -> str:
    letters = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return "".join(letters[number // 62**place % 62] for place in range(22))


@pytest.fixture(scope="module")
def operator() -> Dataset:
    """A thousand playlists of the first 290 tracks; POPULAR is on about a tenth, COLD on none."""
    rng = np.random.default_rng(4)
    drawn = [rng.choice(np.arange(1, 290), 14, replace=False).tolist() for _ in range(1_000)]
    return operator_data(
        [[POPULAR, *each] if place % 10 == 0 else each for place, each in enumerate(drawn)], TRACKS
    )


@pytest.fixture
def add(operator, tmp_path):
    def of(lines, key=KEY):
        return add_contributed(operator, staged(tmp_path, lines), key=key)

    return of


def poison(accounts: int, each: int = 2, contributor=listener):
    """Yield lines of colluders: POPULAR, COLD and ten songs from around POPULAR."""
    rng = np.random.default_rng(9)
    for number in range(accounts):
        for _ in range(each):
            yield line(
                [POPULAR, COLD, *rng.choice(np.arange(1, 60), 10, replace=False).tolist()], contributor(number)
            )


def unchanged(dataset: Dataset, operator: Dataset) -> bool:
    return np.array_equal(dataset.indices, operator.indices) and np.array_equal(dataset.indptr, operator.indptr)


def test_nine_playlists_of_random_ids_add_no_track(add, operator):
    numbers = iter(range(10**30, 10**30 + 10**6))
    lines = [line([base62(next(numbers)) for _ in range(9_999)], listener(each)) for each in range(9)]
    dataset, summary = add(lines)
    assert unchanged(dataset, operator)
    assert len(dataset.tracks) == TRACKS
    assert (summary.lines, dict(summary.left_out)) == (9, {TOO_LONG: 9})


def test_no_number_of_anonymous_requests_changes_the_data(add, operator):
    dataset, summary = add(list(poison(687, 1, contributor=lambda _: None)))
    assert unchanged(dataset, operator)
    assert (summary.playlists, dict(summary.left_out)) == (0, {ANONYMOUS: 687})


@pytest.mark.parametrize("accounts", [10, 20, 49])
def test_under_fifty_colluding_accounts_bring_a_cold_song_into_one_playlist(add, accounts):
    dataset, summary = add(list(poison(accounts)))
    assert summary.lines == 2 * accounts
    assert playlist_counts(dataset)[COLD] == 1


def test_a_hundred_accounts_bring_a_cold_song_in_so_the_test_above_can_fail(add):
    assert playlist_counts(add(list(poison(100)))[0])[COLD] > 1


def test_twenty_playlists_of_each_account_are_no_more_people(add):
    dataset, summary = add(list(poison(49, each=30)))
    assert playlist_counts(dataset)[COLD] == 1
    assert dict(summary.left_out)[OVER_LISTENER] == 49 * 10


def test_a_popular_songs_count_grows_by_what_chance_explains_at_most_under_fifty_accounts(add, operator):
    before, after = playlist_counts(operator), playlist_counts(add(list(poison(49, each=20)))[0])
    assert (after <= before + np.ceil((before + 1) / 9 + 2 * np.sqrt((before + 1) / 9))).all()


def test_listeners_playlists_are_a_tenth_of_all_at_most(add, operator):
    dataset, summary = add(list(poison(400, 1)))
    assert len(dataset) - len(operator) == summary.playlists <= len(operator) // 9
    assert dict(summary.left_out)[OVER_SHARE] == 400 - len(operator) // 9


def test_the_same_playlist_of_many_accounts_counts_once(add, operator):
    dataset, summary = add(
        [line([POPULAR, COLD, *range(1, 11), 50 + number % 2], listener(number)) for number in range(90)]
    )
    assert dict(summary.left_out)[COPIES] == 89
    assert playlist_counts(dataset)[COLD] == 1


def test_a_near_copy_of_the_operators_is_left_out_so_no_judge_is_learned_from(add, operator):
    held_out = holdout_split(operator, 0.1, 500, key=KEY).held_out
    lines = [
        line([*tracks.tolist()[:-1], COLD], listener(number)) for number, tracks in enumerate(held_out.values())
    ]
    _, summary = add(lines)
    assert dict(summary.left_out)[COPIES] > 0.95 * len(lines)


def test_every_playlist_has_its_origin(add, operator):
    dataset, summary = add(list(poison(30, 1)))
    assert (dataset.contributors[: len(operator)] == OPERATOR).all()
    shared = dataset.contributors[len(operator) :]
    assert (shared != OPERATOR).all()
    assert (len(shared), len(np.unique(shared))) == (summary.playlists, summary.listeners)
    assert dataset.operators.tolist() == list(range(len(operator)))


def test_malformed_lines_and_bombs_are_counted_and_the_rest_is_read(add):
    bombs = [
        b"\xff" * 100,
        "[" * 200_000,
        '{"tracks": {}}',
        '{"tracks": [' + "1e400," * 50_000 + "1]}",
        "\0",
        "null",
    ]
    _, summary = add([*bombs, *poison(30, 1)])
    assert dict(summary.left_out)[MALFORMED] == len(bombs)
    assert summary.playlists == 30


def test_the_report_tells_every_reason(add):
    _, summary = add(["{", *poison(3, 1, contributor=lambda _: None), *poison(30, 1)])
    (table,) = contributed_section(summary).blocks
    told = dict(table.rows)
    assert (told["lines read"], told["playlists learned from"]) == (34, 30)
    assert (told[f"left out: {MALFORMED}"], told[f"left out: {ANONYMOUS}"]) == (1, 3)


def ground(count: int) -> list[list[int]]:
    """Return popular playlists with the lowest digests that anybody can compute."""
    rng = np.random.default_rng(2)
    tries = [np.sort(rng.choice(60, 12, replace=False)) for _ in range(4_000)]
    ids = np.array([track_id(row).encode() for row in range(60)])
    return [rows.tolist() for rows in sorted(tries, key=lambda rows: playlist_key(ids[rows]))[:count]]


@pytest.mark.parametrize("key", [b"", KEY])
def test_playlists_ground_for_low_digests_judge_nothing(add, operator, key):
    lines = [line(rows, listener(number)) for number, rows in enumerate(ground(500))]
    dataset, summary = add(lines, key)
    assert summary.playlists > 50
    split = holdout_split(dataset, 0.1, 500, key=key)
    assert split.held_out.keys() == holdout_split(operator, 0.1, 500, key=key).held_out.keys()
    assert len(split.known) == len(dataset) - len(split.held_out)


def test_without_origins_the_ground_playlists_would_be_the_judges(operator):
    """As it was: staged playlists stood beside the operator's."""
    attackers = ground(100)
    whole = operator_data([*(operator.playlist(row).tolist() for row in range(1_000)), *attackers], TRACKS)
    ids = whole.tracks.ids
    theirs = {playlist_key(ids[np.array(rows)]) for rows in attackers}
    assert len(holdout_split(whole, 0.1, 500).held_out.keys() & theirs) > 50


def test_a_copy_of_a_judge_that_a_listener_shared_is_not_learned_from(operator):
    key = next(iter(holdout_split(operator, 0.1, 500).held_out))
    rows = holdout_split(operator, 0.1, 500).held_out[key]
    both = operator_data([*(operator.playlist(row).tolist() for row in range(1_000)), rows.tolist()], TRACKS)
    both.contributors[-1] = 3
    split = holdout_split(both, 0.1, 500)
    assert key in split.held_out
    assert 1_000 not in split.known


def test_two_trainings_by_one_key_are_judged_alike_and_by_another_key_differently(operator):
    ours, again, other = (holdout_split(operator, 0.1, 500, key=key).held_out for key in (KEY, KEY, b"another"))
    assert ours.keys() == again.keys()
    assert not ours.keys() & other.keys()
    common = {tuple(each) for each in ours.values()} & {tuple(each) for each in other.values()}
    assert len(common) < 30  # ten by chance


def test_the_key_follows_from_the_secret_and_is_none_without_one():
    assert holdout_key("") == b""
    assert len(holdout_key("s" * 500)) == 32
    assert holdout_key("s" * 32) != holdout_key("t" * 32)
    assert hashlib.blake2b(b"s" * 32, digest_size=32).digest() != holdout_key("s" * 32)


SECRET = "a secret of the operator, 32 letters or more"


@pytest.fixture
def files(operator, tmp_path):
    """The first playlists of the operator as files, with a table that names and describes all tracks."""
    playlists = [
        {
            "pid": row,
            "name": "",
            "tracks": [{"track_uri": track_id(each)} for each in operator.playlist(row).tolist()],
        }
        for row in range(120)
    ]
    (tmp_path / "p.json").write_text(json.dumps({"playlists": playlists}))
    rng = np.random.default_rng(1)
    rows = [
        f"{track_id(row)},Song {row},Artist {row % 7},{','.join(map(str, rng.random(13)))}"
        for row in range(TRACKS)
    ]
    (tmp_path / "f.csv").write_text("\n".join([",".join(("id", "name", "artist", *FEATURES)), *rows]))
    return (tmp_path / "p.json",), (tmp_path / "f.csv",)


def hostile(folder: Path) -> Staged:
    numbers = iter(range(10**30, 10**30 + 10**6))
    random = [line([base62(next(numbers)) for _ in range(900)], listener(each)) for each in range(60)]
    lines = ["{", *random, *poison(20, 1), *poison(20, 1, contributor=lambda _: None)]
    (folder / "staged.csv").write_text("track_uri,energy\nnonsense,loud\n")
    return Staged(staged(folder, lines), [folder / "staged.csv"])


def test_such_a_staged_set_would_stop_a_training_that_read_it_as_the_operators(files, tmp_path):
    """As it was; so the test below can fail."""
    given = hostile(tmp_path)
    with pytest.raises(InvalidData, match="is not in MPD layout"):
        read_dataset([*files[0], *given.playlists], files[1])
    with pytest.raises(InvalidData, match="features"):
        read_dataset([*files[0], *given.playlists], files[1], skip_bad=True, min_coverage=0.9)


def test_a_training_that_passes_without_staged_data_passes_with_any(files, tmp_path, monkeypatch):
    """The command, from the object store on: lines at their names, some of nobody, one that is none."""
    stage_hostile(LocalFiles(tmp_path / "objects"))
    monkeypatch.setenv("SEGUE_OBJECTS", f"file:///{tmp_path / 'objects'}")
    monkeypatch.setenv("SEGUE_HOLDOUT_KEY", SECRET)
    out = tmp_path / "model"
    given = ["--playlists", files[0][0], "--features", files[1][0], "--min-coverage", "0.9", "--out", out]
    result = CliRunner().invoke(segue, ["train", "--quick", "--staged", *map(str, given)])
    assert (result.exit_code, result.exception) == (0, None), result.output
    assert "Shared by listeners: 13 playlists of 13 listeners" in result.output
    assert "left out 54,000 entries of tracks" in result.output
    assert "SEGUE_HOLDOUT_KEY is not set" not in result.output
    assert json.loads((out / "manifest.json").read_bytes())["counts"]["tracks"] == TRACKS
    assert "Shared by listeners" in (out / "report.html").read_text()
    held = b"".join(path.read_bytes() for path in out.iterdir() if path.is_file())
    for revealing in (
        SECRET.encode(),
        holdout_key(SECRET),
        holdout_key(SECRET).hex().encode(),
        listener(3).encode(),
    ):
        assert revealing not in held


def stage_hostile(objects: LocalFiles) -> None:
    numbers = iter(range(10**30, 10**30 + 10**6))
    random = [line([base62(next(numbers)) for _ in range(900)], listener(each)) for each in range(60)]
    whole = [*random, *poison(20, 1), *poison(20, 1, contributor=lambda _: None)]
    for number, given in enumerate(map(json.loads, whole)):
        name = "-".join(filter(None, (given["contributor"], f"{number:032x}")))
        objects.put(
            f"staging/playlists/date={given['day']}/{name}.jsonl",
            json.dumps(given | {"pid": f"{number:032x}"}).encode() + b"\n",
        )
    objects.put(f"staging/playlists/date=2026-11-23/{listener(7)}-{999:032x}.jsonl", b"{\n")
