"""The command line, end to end."""

import inspect
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import click
import pytest
from command_line import all_commands, called
from exportify import exported
from left_out import stray

from ops.cli import COMMANDS, segue
from shared.adapters.local_files import LocalFiles
from shared.model.artefact.manifest import HOLDOUT_SCORES, read_manifest, reseal
from shared.model.artefact.quality_gate import Ndcg, decode_holdout_scores, encode_holdout_scores
from shared.model.artefact.store import ModelStore
from training.demo import DemoSize, generate_demo


@pytest.fixture
def run(embedded, tmp_path):
    def call(*arguments, **variables):
        return called(*arguments, environment=embedded | variables, folder=tmp_path)

    return call


def process(*arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run `segue` as a shell does, with its settings from a process of its own."""
    command = [Path(sys.executable).with_name("segue"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, env={"PATH": "/usr/bin:/bin"}, check=False)


def assert_one_line_error(result, *words):
    assert result.returncode == 2
    assert len(result.stderr.strip().splitlines()[-1:]) == 1
    assert "Traceback" not in result.stderr
    line = result.stderr.strip().splitlines()[-1]
    assert line.startswith("segue: ")
    for word in words:
        assert word in line


@pytest.mark.parametrize(("path", "command"), list(all_commands(segue)))
def test_every_command_shows_an_example(path, command):
    shown = command.get_help(click.Context(command))
    assert f"Example: segue {path}" in shown


@pytest.mark.parametrize(("path", "command"), [("", segue), *all_commands(segue)])
def test_no_help_shows_a_mark_of_its_layout(path, command):
    assert not {"\\b", "\b"} & set(command.get_help(click.Context(command)).replace(" ", "\n").split("\n"))


@pytest.mark.parametrize("name", list(COMMANDS))
def test_the_summary_in_help_is_how_the_help_of_the_command_begins(name):
    command = segue.get_command(click.Context(segue), name)
    assert inspect.cleandoc(command.help).replace("\n", " ").startswith(COMMANDS[name])


def test_help_loads_no_command():
    loaded = "import sys; from ops.cli import segue; segue(['--help'], standalone_mode=False); print(*sys.modules)"
    shown = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True).stdout
    assert "Commands:" in shown
    assert not [name for name in shown.split("\n")[-2].split() if name.startswith(("ops.commands", "sklearn"))]


def test_the_examples_of_segue_are_a_line_each():
    assert '\n           segue recommend --model var/model --track "Paper' in segue.get_help(click.Context(segue))


@pytest.mark.parametrize("words", [[], ["models"], ["backup"]])
def test_a_group_without_a_command_shows_its_help(words):
    result = process(*words)
    assert (result.returncode, result.stderr) == (2, "")
    assert result.stdout == process(*words, "--help").stdout


@pytest.mark.parametrize(
    ("words", "suggested"), [(["serv"], "serve"), (["recomend"], "recommend"), (["models", "pubish"], "publish")]
)
def test_a_mistyped_command_is_answered_with_the_one_that_was_meant(words, suggested):
    assert_one_line_error(process(*words), f"No such command '{words[-1]}'", "Did you mean", f"'{suggested}'")


def test_a_command_unlike_any_other_is_answered_without_a_guess(run):
    result = run("xyz")
    assert_one_line_error(result, "No such command 'xyz'")
    assert "mean" not in result.stderr


def test_a_song_is_recommended_for_with_reasons(run, model_folder, model, known_names):
    result = run("recommend", "--model", model_folder, "--track", known_names[0], "-n", "5")
    assert result.returncode == 0, result.stderr
    assert "  5. " in result.stdout
    assert "playlist" in result.stdout


def test_a_title_that_fits_none_of_the_other_songs_is_told_to_be_left_out(run, model, known_names):
    left = stray(model)
    result = run("recommend", "--track", known_names[0], "--track", left.name)
    why = f"{left.title} fits none of your other songs, so we left it out"
    assert f"  left out: {left.name} ({why})" in result.stdout


def test_the_served_model_answers_when_none_is_named(run, known_names):
    result = run("recommend", "--track", known_names[0], "--json")
    assert len(json.loads(result.stdout)["recommendations"]) == 10


def test_an_unknown_song_of_a_known_artist_is_reported_with_what_stands_for_it(run, model_folder, model):
    track = f"{model.tracks([0])[0].artist} - qqqq wwww"
    found = run("recommend", "--model", model_folder, "--track", track)
    assert f"not found: {track} (this song is not in our catalogue; we go on with" in found.stdout
    answer = json.loads(run("recommend", "--model", model_folder, "--track", track, "--json").stdout)
    assert (answer["matched"], bool(answer["stand_ins"]), answer["fallback"]) == ([], True, None)


def test_an_unknown_song_of_a_file_is_reported_with_the_genre_that_stands_for_it(
    run, model_folder, model, tmp_path
):
    genre = model.tracks([0])[0].genres[0]
    (tmp_path / "list.csv").write_text(exported(([genre], {})))
    found = run("recommend", "--model", model_folder, "--playlist", "list.csv")
    assert f"we go on with songs of its genre, {genre}" in found.stdout


def test_a_playlist_file_is_recommended_for(run, model_folder, known_names, tmp_path):
    (tmp_path / "list.txt").write_text("\n".join(known_names[:5]))
    result = run("recommend", "--model", model_folder, "--playlist", "list.txt", "--json", "-n", "20")
    answer = json.loads(result.stdout)
    assert len(answer["matched"]) == 5
    assert not {song["uri"] for song in answer["recommendations"]} & set(answer["matched"])


def test_a_title_alone_is_recommended_for(run, model_folder, model):
    genre = model.tracks([0])[0].genres[0]
    result = run("recommend", "--model", model_folder, "--title", genre)
    assert result.returncode == 0, result.stderr
    assert "as you asked" in result.stdout


def test_the_playlists_of_a_file_are_listed_and_one_is_chosen(run, model_folder, known_names, tmp_path):
    rows = "".join(
        f'"{name}",{playlist}\n' for name, playlist in zip(known_names[:3], ("A", "B", "A"), strict=True)
    )
    (tmp_path / "list.csv").write_text(f"Title,Playlist name\n{rows}")
    assert run("recommend", "--playlist", "list.csv", "--list").stdout.split() == ["2", "A", "1", "B"]
    asked = run("recommend", "--model", model_folder, "--playlist", "list.csv")
    assert_one_line_error(asked, "“A” (2 songs), “B” (1 song)")
    chosen = run("recommend", "--model", model_folder, "--playlist", "list.csv", "--only", "B", "--json")
    assert len(json.loads(chosen.stdout)["matched"]) == 1


def test_a_playlist_link_in_a_file_is_told_what_to_do(run, model_folder, known_names, tmp_path):
    link = "https://open.spotify.com/playlist/37i9dQZF1DXcBWIGoYBM5M"
    (tmp_path / "link.txt").write_text(link)
    assert_one_line_error(run("recommend", "--model", model_folder, "--playlist", "link.txt"), "Ctrl-C")
    (tmp_path / "mixed.txt").write_text(f"{link}\n{known_names[0]}\n")
    mixed = run("recommend", "--model", model_folder, "--playlist", "mixed.txt", "--json")
    assert "playlist" in json.loads(mixed.stdout)["unmatched"][0]["source"]


def test_a_batch_is_answered_line_by_line_with_as_many_as_asked(run, model_folder, model, tmp_path):
    ids = [track.id for track in model.catalogue.tracks(range(30))]
    requests = [{"id": place, "tracks": ids[: place + 1]} for place in range(20)]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(request) + "\n" for request in requests) + "\n")
    result = run("recommend", "--model", model_folder, "--batch", "in.jsonl", "-n", "500")
    assert result.returncode == 0, result.stderr
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == list(range(20))
    for answer, request in zip(answers, requests, strict=True):
        uris = [each["uri"] for each in answer["recommendations"]]
        assert len(set(uris)) == 500
        assert not set(uris) & set(request["tracks"])
        scores = [each["score"] for each in answer["recommendations"]]
        assert all(0 <= score <= 1 for score in scores)
        assert sum(scores[:250]) > sum(scores[250:])


def test_a_track_nobody_knows_is_no_hindrance_in_a_batch(run, model_folder, tmp_path):
    (tmp_path / "in.jsonl").write_text(json.dumps({"id": "a", "tracks": ["spotify:track:" + "0" * 22]}) + "\n")
    result = run("recommend", "--model", model_folder, "--batch", "in.jsonl")
    assert len(json.loads(result.stdout)["recommendations"]) == 10


@pytest.mark.parametrize("line", ["{", '{"id": 1}', '{"id": 1, "tracks": ["x"]}', '{"id": 1, "tracks": 2}'])
def test_a_bad_line_of_a_batch_is_named(run, model_folder, tmp_path, line):
    (tmp_path / "in.jsonl").write_text('{"id": 1, "tracks": []}\n' + line + "\n")
    result = run("recommend", "--model", model_folder, "--batch", "in.jsonl")
    assert_one_line_error(result, "in.jsonl, line 2")


def test_recommend_wants_one_thing_to_go_on(run, model_folder):
    assert_one_line_error(run("recommend", "--model", model_folder), "--track")


def test_songs_are_found_by_name(run, model_folder, known_names):
    result = run("search", "--model", model_folder, *known_names[0].split(" - ")[::-1])
    assert result.stdout.splitlines()[0].split("  ")[0].strip().endswith("%")


def test_artists_are_found_by_name(run, model_folder, known_names):
    name = known_names[0].split(" - ")[0]
    result = run("search", "--model", model_folder, "--kind", "artist", name)
    assert result.stdout.splitlines()[0].startswith(f"100%  {name}: ")


def test_a_name_of_no_artist_is_said(run, model_folder):
    assert "No artist" in run("search", "--model", model_folder, "--kind", "artist", "zzzzqqqqxxxx").stdout


def test_models_are_published_listed_and_promoted_and_the_only_one_stays(run, model_folder, tmp_path):
    settings = {"SEGUE_OBJECTS": f"file:///{tmp_path}/objects"}
    version = json.loads((model_folder / "manifest.json").read_text())["version"]
    assert version in run("models", "publish", model_folder, **settings).stdout
    assert f"* {version}" in run("models", "list", **settings).stdout
    assert version in run("models", "promote", version, **settings).stdout
    assert_one_line_error(run("models", "rollback", **settings), "no earlier model")
    assert_one_line_error(run("models", "promote", "nothing", **settings), "nothing")


def test_a_model_that_loses_to_the_served_one_is_published_only_by_force(run, model_folder, tmp_path):
    settings = {"SEGUE_OBJECTS": f"file:///{tmp_path}/objects"}
    run("models", "publish", model_folder, **settings)
    worse = a_little_worse(model_folder, tmp_path / "worse")
    assert_one_line_error(run("models", "publish", worse, **settings), "loses to the served model", "--force")
    forced = run("models", "publish", worse, "--force", **settings)
    assert "forced: The model loses to the served model" in forced.stdout
    assert "forced: " in run("models", "list", **settings).stdout


def a_little_worse(model_folder: Path, target: Path) -> Path:
    """Copy a model that still beats popularity, but scores a tenth less on every playlist."""
    manifest = read_manifest(model_folder)
    judged = decode_holdout_scores((copied(model_folder, target) / HOLDOUT_SCORES).read_bytes(), HOLDOUT_SCORES)
    lower = {
        key: Ndcg(each.segue - abs(each.segue - each.popularity) / 10, each.popularity)
        for key, each in judged.items()
    }
    (target / HOLDOUT_SCORES).write_bytes(encode_holdout_scores(lower))
    reseal(target, manifest)
    return target


def test_doctor_finds_a_healthy_deployment(run):
    result = run("doctor")
    assert result.returncode == 0
    lines = result.stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["ok"] * len(lines)
    assert len(lines) == 7


def test_doctor_says_what_is_missing(run, tmp_path):
    result = run("doctor", SEGUE_OBJECTS=f"file:///{tmp_path}/empty")
    assert result.returncode == 1
    assert "BAD  model: No model is published" in result.stdout


def test_a_misspelt_setting_is_refused(run):
    assert_one_line_error(run("models", "list", SEGUE_OBJECT="file:///x"), "SEGUE_OBJECT", "SEGUE_OBJECTS")


def test_a_folder_without_a_model_is_refused(run, tmp_path):
    assert_one_line_error(run("recommend", "--model", tmp_path, "--track", "x"), "holds no model")


def test_a_model_that_fails_its_checksum_is_refused(run, model_folder, tmp_path):
    copy = copied(model_folder, tmp_path / "model")
    (copy / "factor_vectors.npy").write_bytes(b"\x00" * 100)
    result = run("recommend", "--model", copy, "--track", "x")
    assert_one_line_error(result, "factor_vectors.npy", "checksum")


def test_a_model_from_a_newer_segue_is_refused(run, model_folder, tmp_path):
    copy = copied(model_folder, tmp_path / "model")
    manifest = json.loads((copy / "manifest.json").read_text())
    (copy / "manifest.json").write_text(json.dumps(manifest | {"schema": 99}))
    assert_one_line_error(run("recommend", "--model", copy, "--track", "x"), "newer", "schema 99")


def copied(folder: Path, target: Path) -> Path:
    target.mkdir()
    for file in folder.iterdir():
        (target / file.name).write_bytes(file.read_bytes())
    return target


def train(run, playlists, features, *more):
    return run("train", "--playlists", playlists, "--features", features, "--out", "model", *more)


def test_a_truncated_archive_is_refused_and_nothing_is_written(run, demo, tmp_path):
    whole = (demo / "playlists.zip").read_bytes()
    (tmp_path / "cut.zip").write_bytes(whole[: len(whole) // 2])
    assert_one_line_error(train(run, "cut.zip", demo / "features.csv.gz"), "cut.zip")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cut.zip"]


CUT_SLICE = "mpd.slice.9000-9999.json"


def with_a_cut_slice(playlists: Path, target: Path) -> None:
    """Write the same playlists again, and a truncated slice."""
    with zipfile.ZipFile(target, "w") as bad, zipfile.ZipFile(playlists) as good:
        for name in good.namelist():
            bad.writestr(name, good.read(name))
        bad.writestr(f"data/{CUT_SLICE}", '{"playlists": [{"name": "x", "tracks": [')


@pytest.fixture
def bad(demo, tmp_path):
    """The demo's playlists, and a truncated slice."""
    with_a_cut_slice(demo / "playlists.zip", tmp_path / "bad.zip")
    return "bad.zip"


def test_a_broken_slice_is_named_and_nothing_is_written(run, bad, demo, tmp_path):
    assert_one_line_error(train(run, bad, demo / "features.csv.gz"), "mpd.slice.9000-9999.json")
    assert not (tmp_path / "model").exists()


def test_features_of_another_catalogue_are_refused(run, demo, tmp_path):
    header = (
        "track_uri,danceability,energy,loudness,speechiness,acousticness,instrumentalness,liveness,valence,tempo"
    )
    (tmp_path / "other.csv").write_text(f"{header},duration_ms\nspotify:track:{'0' * 22}{',0.5' * 10}\n")
    assert_one_line_error(train(run, demo / "playlists.zip", "other.csv"), "features")


def test_a_features_file_without_ids_is_refused(run, demo, tmp_path):
    (tmp_path / "noid.csv").write_text("energy,tempo\n0.5,120\n")
    assert_one_line_error(train(run, demo / "playlists.zip", "noid.csv"), "noid.csv")


def test_a_folder_with_other_things_in_it_is_not_overwritten(run, demo, tmp_path):
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "thesis.txt").write_text("years of work")
    assert_one_line_error(train(run, demo / "playlists.zip", demo / "features.csv.gz"), "thesis.txt")
    assert (tmp_path / "model" / "thesis.txt").read_text() == "years of work"


def test_the_same_playlists_and_seed_give_the_same_bytes_whatever_else_was_skipped(run, tmp_path):
    generate_demo(tmp_path / "demo", seed=7, size=DemoSize(tracks=100, artists=24, playlists=52))
    features = tmp_path / "demo" / "features.csv.gz"
    with_a_cut_slice(tmp_path / "demo" / "playlists.zip", tmp_path / "bad.zip")
    for playlists, out in ((tmp_path / "demo" / "playlists.zip", "good"), ("bad.zip", "skipped")):
        result = run("train", "--playlists", playlists, "--features", features, "--out", out, "--skip-bad")
        assert result.returncode == 0, result.stderr
    good, skipped = tmp_path / "good", tmp_path / "skipped"
    files = sorted(path.name for path in good.iterdir() if path.name != "report.html")
    assert {"manifest.json", "catalogue.sqlite"} <= set(files)
    assert files == sorted(path.name for path in skipped.iterdir() if path.name != "report.html")
    for name in files:
        assert (good / name).read_bytes() == (skipped / name).read_bytes(), name
    report = (skipped / "report.html").read_text()
    assert "<svg" in report or "data:image" in report
    assert CUT_SLICE in report
    assert CUT_SLICE not in (good / "report.html").read_text()


def test_serve_trains_the_demo_once_and_not_when_a_model_is_there(embedded):
    store = ModelStore(LocalFiles(Path(embedded["SEGUE_OBJECTS"].removeprefix("file:///"))))
    from ops.commands.serve import ensure_model

    before = store.pointer()
    ensure_model(store)
    assert store.pointer() == before


def test_words_are_answered_and_what_was_understood_is_printed(run, model_folder):
    found = run("recommend", "--model", model_folder, "jazz for dinner, no remixes qwertz", "-n", "3")
    assert found.returncode == 0, found.stderr
    assert "jazz: songs of jazz" in found.stdout
    assert "no remixes: no remixes" in found.stdout
    assert "not understood: qwertz" in found.stdout


def test_words_without_quotation_marks_are_one_sentence_and_say_how_many_songs(run, model_folder):
    found = run("recommend", "--model", model_folder, "4", "songs", "of", "metal", "--json")
    answer = json.loads(found.stdout)
    assert len(answer["recommendations"]) == 4
    assert [part["kind"] for part in answer["understood"]["parts"]] == ["count", "genre"]


def test_words_that_say_nothing_are_refused_with_what_to_try(run, model_folder):
    found = run("recommend", "--model", model_folder, "asdf qwer")
    assert found.returncode != 0
    assert "try something like" in found.stderr
