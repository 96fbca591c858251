"""From a dump to an answer: fetched songs are trained on, and found by name, by MBID and by Spotify id."""

from datetime import timedelta

import numpy as np
import pytest
from invented_listens import NOON, Listener, member, recording, uuid
from metabrainz import MetaBrainzServer, submitted

from shared.adapters.file_host import FileHost
from shared.intake import read_text
from shared.model.answer import answer
from shared.model.model import Model
from shared.model.ranking.query import RecommendationQuery
from shared.model.ranking.selection import Rules
from training.effort import QUICK
from training.fetch.listenbrainz import ListenBrainz
from training.read.corpus import read_dataset
from training.train import train

GENRES, SONGS, LISTENERS = 4, 30, 60
SPOTIFY = "7" * 22


def listeners() -> list[Listener]:
    """Return listeners with two sessions of nine songs each, all of one genre; three artists share a genre."""
    rng = np.random.default_rng(5)
    found = []
    for number in range(LISTENERS):
        listener = Listener(number, NOON + timedelta(hours=number))
        for _ in range(2):
            listener.hears(*(SONGS * (number % GENRES) + rng.permutation(SONGS)[:9]).tolist()).pauses(60)
        found.append(listener)
    return found


@pytest.fixture(scope="module")
def fetched(tmp_path_factory):
    folder = tmp_path_factory.mktemp("fetched")
    with MetaBrainzServer() as server:
        day = server.add_day({"0.parquet": member(*listeners())})
        server.add_submitted(day, [submitted(1, 3, spotify_id=f"spotify:track:{SPOTIFY}", isrc="GBAYE0000001")])
        source = ListenBrainz(spotify_ids=True, extract=folder / "extract.zip")
        source.fetch(FileHost(server.url), folder / "out", lambda _: None)
    return folder


@pytest.fixture(scope="module")
def model(fetched):
    extract = fetched / "extract.zip"
    dataset, _ = read_dataset([extract], [extract])
    train(dataset, fetched / "model", seed=1, effort=QUICK)
    return Model.open(fetched / "model")


def genres(text: str, model: Model) -> set[int]:
    """Return the genres of the songs that belong next to a song."""
    number = {recording(song): song for song in range(GENRES * SONGS)}
    answered = answer(model, read_text(text), RecommendationQuery(rules=Rules(n=5)))
    return {number[each.track.id] // SONGS for each in answered.recommendations}


def test_the_output_and_the_extract_are_the_same_training_set(fetched):
    out, extract = fetched / "out", fetched / "extract.zip"
    whole, _ = read_dataset([out / "playlists.jsonl"], [out / "tracks.csv.gz"])
    handed, _ = read_dataset([extract], [extract])
    assert len(whole) == len(handed) == 2 * LISTENERS
    assert set(whole.tracks.ids) == set(handed.tracks.ids)
    assert whole.tracks.names[0].startswith("Song ")


@pytest.mark.parametrize(
    "text",
    [
        "Artist 0 - Song 3",
        f"https://musicbrainz.org/recording/{uuid('recording', 3)}",
        f"https://open.spotify.com/track/{SPOTIFY}",
        "GBAYE0000001",
    ],
)
def test_a_song_is_found_by_what_is_known_of_it_and_answered_by_its_like(model, text):
    assert genres(text, model) == {0}


def test_every_genre_answers_for_itself(model):
    assert [genres(f"Artist {3 * genre} - Song {30 * genre + 1}", model) for genre in range(GENRES)] == [
        {genre} for genre in range(GENRES)
    ]
