"""References by any id of a song find it: its own, its Spotify id, its ISRC; the words come last."""

import pytest
from other_catalogue import recording

from shared.intake import TrackReference, read_text
from shared.intake.files import read_file
from shared.model.model import Model
from shared.model.resolve import resolve

KNOWN = 7
"""A track that is known at Spotify and by an ISRC; even ones are not."""


@pytest.fixture(scope="session")
def spotify_id(model: Model) -> str:
    """The Spotify id of track KNOWN."""
    return model.tracks([KNOWN])[0].id


def found(text: str, model: Model) -> list[int]:
    return [match.index for match in resolve(read_text(text).references, model).matched]


@pytest.mark.parametrize("form", ["{}", "https://open.spotify.com/track/{}", "spotify:track:{}"])
def test_a_spotify_link_finds_the_recording_it_is_known_for(recordings, spotify_id, form):
    assert found(form.format(spotify_id.rpartition(":")[2]), recordings) == [KNOWN]


@pytest.mark.parametrize(
    "form",
    ["{}", "https://musicbrainz.org/recording/{}", "https://listenbrainz.org/player?recording_mbids={}"],
)
def test_an_mbid_finds_its_recording(recordings, form):
    assert found(form.format(recording(4).rpartition(":")[2]), recordings) == [4]


@pytest.mark.parametrize("form", ["XXSEG0000007", "isrc:XXSEG0000007", "XX-SEG-00-00007"])
def test_an_isrc_finds_its_recording(recordings, form):
    assert found(form, recordings) == [KNOWN]


def test_an_id_of_another_spelling_of_the_song_is_sure(recordings, spotify_id):
    (match,) = resolve(read_text(spotify_id).references, recordings).matched
    assert (match.track.id, match.confidence) == (recording(KNOWN), 1.0)
    assert match.track.other_ids == (spotify_id, "isrc:XXSEG0000007")


def test_a_song_without_that_id_is_found_by_its_words(recordings):
    track = recordings.tracks([4])[0]
    row = f'spotify:track:{"0" * 22},"{track.name}","{track.artist}"'
    table = f"Track URI,Track Name,Artist Name(s)\n{row}\n"
    (match,) = resolve(read_file("mine.csv", table).references, recordings).matched
    assert match.track.name == track.name


def test_an_isrc_column_finds_what_the_spotify_column_does_not(recordings):
    table = f"Track URI,ISRC,Track Name\nspotify:track:{'0' * 22},XXSEG0000007,Another title\n"
    assert resolve(read_file("mine.csv", table).references, recordings).seeds.tolist() == [KNOWN]


def test_an_unknown_isrc_is_said_to_be_missing(recordings):
    (unread,) = resolve(read_text("USRC17607839").references, recordings).unmatched
    assert unread.why == "this track is not in the catalogue"


def test_a_reference_and_its_other_id_are_one_seed(recordings, spotify_id):
    assert resolve(read_text(f"{spotify_id} {recording(KNOWN)}").references, recordings).seeds.tolist() == [KNOWN]


def test_a_bare_spotify_id_of_an_old_record_is_looked_up(model):
    track = model.tracks([3])[0]
    assert model.indices_of([track.id.rpartition(":")[2], "", "no id"]).tolist() == [3]


def test_a_catalogue_of_one_provider_is_not_found_by_another_s_ids(invented, model):
    track = model.tracks([3])[0]
    assert resolve([TrackReference("x", 1, track_id=track.id)], invented).matched == ()
