"""Songs and kinds of songs named on the command line: counts from 1, and advice in the words of the shell."""

import numpy as np
import pytest

from ops.commands import recommend as command
from ops.given_songs import tracks_named
from shared.errors import InvalidInput, NoSuchCrowd, UnreadablePlaylist
from shared.intake import Intake
from shared.model.described_crowds import focused
from shared.model.ranking.query import RecommendationQuery
from shared.model.ranking.song_group import SongGroup
from shared.model.resolve import Resolution
from shared.model.words.asked import Asked

PLAYLIST = "https://open.spotify.com/playlist/37i9dQZF1DXcBWIGoYBM5M"
ALBUM = "https://open.spotify.com/album/37i9dQZF1DXcBWIGoYBM5M"
TWO = [SongGroup(np.array([0], dtype=np.int32)), SongGroup(np.array([1], dtype=np.int32))]


@pytest.mark.parametrize("link", [PLAYLIST, "spotify:playlist:37i9dQZF1DXcBWIGoYBM5M", f" {PLAYLIST}?si=abc"])
def test_a_playlists_link_for_a_track_is_refused_with_the_way_that_works(link):
    with pytest.raises(UnreadablePlaylist) as refused:
        tracks_named(("Some Song", link))
    assert "give that file with --playlist" in refused.value.cure
    assert "playlist" in refused.value.found


def test_another_link_that_is_no_song_is_reported_with_its_reason_and_is_no_title():
    given = tracks_named((ALBUM, "Some Song"))
    assert [each.title for each in given.references] == ["Some Song"]
    assert [(each.source, each.why) for each in given.unread] == [
        (ALBUM, "this is an album; paste its songs instead")
    ]


@pytest.mark.parametrize("text", ["Some Song", "Songs: a list", "Http", "12"])
def test_any_other_text_is_a_title(text):
    given = tracks_named((text,))
    assert (len(given.references), given.unread) == (1, ())


def test_the_crowd_at_a_place_is_gone_on():
    assert focused(TWO, 1).seeds.tolist() == [1]


@pytest.mark.parametrize(("crowds", "focus", "several"), [(TWO, 2, 2), (TWO[:1], 0, 0)])
def test_a_place_without_a_crowd_is_refused_with_how_many_there_are(crowds, focus, several):
    with pytest.raises(NoSuchCrowd) as refused:
        focused(crowds, focus)
    assert (refused.value.focus, refused.value.crowds) == (focus, several)


def test_the_api_counts_kinds_from_0_and_names_its_field():
    assert str(NoSuchCrowd(2, 2)).startswith(
        "Field focus names a kind of songs that these songs do not have: expected 0 to 1, places in the answer's"
    )


@pytest.mark.parametrize(
    ("focus", "several", "words"),
    [(3, 2, "expected 1 to 2, found 3"), (1, 0, "expected no --focus: all are of one kind, found 1")],
)
def test_the_shell_counts_kinds_from_1_and_names_its_option(monkeypatch, focus, several, words):
    def refusing(_model, _unread, _resolution, _query, place, _words):
        raise NoSuchCrowd(place, several)

    monkeypatch.setattr(command, "answer_resolved", refusing)
    with pytest.raises(InvalidInput) as refused:
        command._answer(None, Intake(), Asked(Resolution((), ()), None), RecommendationQuery(), focus)
    assert str(refused.value) == (
        f"--focus names a kind that these songs do not have: {words}; leave it out to see the kinds"
    )
