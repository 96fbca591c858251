"""Spotify ids that the catalogue lacks: matched by ISRC and by name, and what is said of each."""

import pytest

from shared.adapters.memory_sources import MemoryNames
from shared.domain.named_song import NamedSong
from shared.domain.track_ids import ISRC
from shared.errors import InvalidSettings, LimitReached, Unavailable
from shared.intake import read_text
from shared.intake.files import read_file
from shared.model.releases import with_other_releases
from shared.model.resolve import resolve
from shared.ports import MOST_NAMED

KNOWN = 7
"""A track that `recordings` knows an ISRC of."""

OTHER = "spotify:track:" + "9" * 22


@pytest.fixture
def looked_up(model):
    """Return a function that resolves a text with names, in the demo's catalogue or another."""

    def look_up(text, names, catalogue=model):
        references = read_text(text).references
        return with_other_releases(resolve(references, catalogue), references, catalogue, names)

    return look_up


def named(model, index=0, **changes):
    track = model.tracks([index])[0]
    return NamedSong(**{"title": track.name, "artist": track.artist} | changes)


def why(resolution):
    (line,) = resolution.unmatched
    return line.why


def test_a_song_is_found_by_the_names_of_its_other_release(looked_up, model):
    found = looked_up(OTHER, MemoryNames({OTHER: named(model)}))
    (match,) = found.matched
    assert (match.index, match.confidence, match.kind) == (0, 1.0, "song")
    assert found.unmatched == ()


def test_a_song_is_found_by_its_isrc_whatever_it_is_called(looked_up, recordings):
    isrc = ISRC.id_of(ISRC.first_value(recordings.tracks([KNOWN])[0].other_ids))
    found = looked_up(OTHER, MemoryNames({OTHER: NamedSong("Qqqq", "Wwww", isrc)}), recordings)
    assert [match.index for match in found.matched] == [KNOWN]


def test_the_match_refers_to_what_was_given_and_holds_no_name_of_spotifys(looked_up, model):
    (match,) = looked_up(OTHER, MemoryNames({OTHER: named(model)})).matched
    assert match.reference == read_text(OTHER).references[0]


def test_a_match_says_that_it_is_another_release(looked_up, model):
    song = named(model)
    (match,) = looked_up(OTHER, MemoryNames({OTHER: song})).matched
    called = f"“{song.title}” by {song.artist}"
    assert match.note == f"Spotify calls it {called}; it is taken as another release of {called}"


def test_a_match_by_similar_names_says_that_it_may_be_one(looked_up, model):
    song = named(model)
    near = NamedSong(song.title[:-6], song.artist)
    (match,) = looked_up(OTHER, MemoryNames({OTHER: near})).matched
    assert match.confidence < 0.9
    assert "; it may be another release of “" in match.note


def test_a_match_by_a_known_id_has_no_note(looked_up, model):
    (match,) = looked_up(model.tracks([3])[0].id, MemoryNames({})).matched
    assert match.note == ""


def test_a_song_that_nobody_here_knows_is_named(looked_up):
    found = looked_up(OTHER, MemoryNames({OTHER: NamedSong("Qqqq wwww", "Zzzz xxxx")}))
    assert (
        why(found)
        == "Spotify calls it “Qqqq wwww” by Zzzz xxxx, and no song in the catalogue is near enough to that"
    )


def test_a_title_without_an_artist_is_no_artists_name(looked_up, model):
    song = named(model, artist="", title=model.tracks([0])[0].artist)
    assert all(match.kind == "song" for match in looked_up(OTHER, MemoryNames({OTHER: song})).matched)


def test_an_id_that_spotify_does_not_have_says_so(looked_up):
    assert why(looked_up(OTHER, MemoryNames({}))) == "neither the catalogue nor Spotify has a track of this id"


@pytest.mark.parametrize(
    ("refusal", "end"),
    [
        (LimitReached("x", retry_after_seconds=40), "try again in 40 seconds"),
        (LimitReached("x", retry_after_seconds=7200), "try again later"),
        (LimitReached("x"), "try again later"),
        (Unavailable("x"), "try again later"),
        (InvalidSettings("x"), "try again later"),
    ],
)
def test_a_service_that_does_not_answer_is_told_with_the_cure(looked_up, model, refusal, end):
    found = looked_up(f"{OTHER}\n{model.tracks([3])[0].id}", MemoryNames({}, refusal))
    assert why(found) == (
        f"this track is not in the catalogue, and Spotify does not tell its name just now; {end}"
    )
    assert [match.index for match in found.matched] == [3]


def test_of_thirty_ids_the_last_five_say_that_they_were_not_looked_up(looked_up, model):
    ids = [f"spotify:track:{number:022}" for number in range(30)]
    found = looked_up("\n".join(ids), MemoryNames(dict.fromkeys(ids, named(model))))
    assert [match.reference.source for match in found.matched] == ids[:MOST_NAMED]
    assert [line.source for line in found.unmatched] == ids[MOST_NAMED:]
    assert {line.why for line in found.unmatched} == {
        "this track is not in the catalogue, and only 25 such ids are looked up at Spotify at once; "
        "send the rest by itself"
    }


def test_matches_stay_in_the_order_of_the_lines(looked_up, model):
    known = [track.id for track in model.tracks([5, 6])]
    found = looked_up("\n".join([known[0], OTHER, known[1]]), MemoryNames({OTHER: named(model)}))
    assert [match.index for match in found.matched] == [5, 0, 6]


def test_an_id_given_twice_is_matched_twice(looked_up, model):
    found = looked_up(f"{OTHER}\n{OTHER}", MemoryNames({OTHER: named(model)}))
    assert [match.reference.line for match in found.matched] == [1, 2]


@pytest.mark.parametrize(
    "text", ["musicbrainz:recording:" + "0" * 8 + "-0000" * 3 + "-" + "0" * 12, "Qqqq - Wwww"]
)
def test_neither_another_services_id_nor_a_name_is_looked_up(looked_up, text):
    names = MemoryNames({})
    looked_up(text, names)
    assert names.asked == []


def test_an_id_with_a_title_is_not_looked_up(model):
    names = MemoryNames({})
    references = read_file("list.csv", f"Track URI,Track Name,Artist Name(s)\n{OTHER},Qqqq,Wwww\n").references
    with_other_releases(resolve(references, model), references, model, names)
    assert names.asked == []
