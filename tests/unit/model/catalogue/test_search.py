"""Song search: queries that find the song, and the confidence of a match of title and artist."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain.track import Track
from shared.intake import Reading
from shared.model.catalogue.catalogue import Catalogue
from shared.model.catalogue.found import LEAST_MATCH
from shared.model.catalogue.search import LEAST_CONFIDENCE, SongSearch
from shared.model.catalogue.similarity import OTHER_VERSION, TITLE_ALONE
from training.catalogue import write_catalogue

SONGS = [
    ("Glass Harbour", "The Paper Lions"),
    ("Lanterns Over Velvet Water", "Kestrel"),
    ("Déjà Rêvé", "Céline Oré"),
    ("Harbour", "Mira Voss"),
    ("Back in Copper", "VO/LT"),
    ("Who Knew", "Z!nk Featuring Mira Voss"),
    ("Copper Crown - 2011 Remaster", "Old Monarchs"),
    ("Welcome to the Amber Parade", "Nine Clerks"),
    ("Copper Crown", "Old Monarchs"),
    ("77 Regenschirme", "Nika"),
    ("Витражи", "Алый Снег"),
    ("夜を渡る舟", "灯台"),
    ("Bread & Salt", "Anton and the Bells"),
    ("Glass Harbour", "The Paper Lions"),
    ("Glass Harbours", "Odd Numbers"),
    ("Intro", "Kestrel"),
    ("Intro", "Nika"),
    ("And Or Not", "Near"),
]


def track_id(number):
    return f"spotify:track:{number:022d}"


@pytest.fixture(scope="module")
def search(tmp_path_factory):
    path = tmp_path_factory.mktemp("model") / "catalogue.sqlite"
    write_catalogue(path, (Track(track_id(i), name, artist) for i, (name, artist) in enumerate(SONGS)))
    catalogue = Catalogue(path, np.zeros(len(SONGS)))
    yield SongSearch(catalogue)
    catalogue.close()


def names(hits):
    return [hit.track.name for hit in hits]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        pytest.param("lanterns over velvet water", "Lanterns Over Velvet Water", id="the whole title"),
        pytest.param("kestrel lanterns", "Lanterns Over Velvet Water", id="the artist first"),
        pytest.param("lanterns kestrel", "Lanterns Over Velvet Water", id="the artist last"),
        pytest.param("water velvet", "Lanterns Over Velvet Water", id="words in any order"),
        pytest.param("lanterns over vel", "Lanterns Over Velvet Water", id="an unfinished word"),
        pytest.param("lantrens", "Lanterns Over Velvet Water", id="two letters swapped"),
        pytest.param("lanterms ovr velvt", "Lanterns Over Velvet Water", id="a slip in each word"),
        pytest.param("lantrens over vlevet wat", "Lanterns Over Velvet Water", id="slips, unfinished"),
        pytest.param("regensch", "77 Regenschirme", id="the beginning of a long word"),
        pytest.param("regenshcir", "77 Regenschirme", id="a slip in an unfinished word"),
        pytest.param("77", "77 Regenschirme", id="a number"),
        pytest.param("deja reve", "Déjà Rêvé", id="without accents"),
        pytest.param("CÉLINE ORÉ", "Déjà Rêvé", id="in capitals"),
        pytest.param("vo/lt", "Back in Copper", id="punctuation as written"),
        pytest.param("volt back", "Back in Copper", id="punctuation left out"),
        pytest.param("zink who", "Who Knew", id="a symbol typed as its letter"),
        pytest.param("z!nk", "Who Knew", id="a symbol as written"),
        pytest.param("bread and salt", "Bread & Salt", id="an ampersand spelt out"),
        pytest.param("anton & the bells", "Bread & Salt", id="an and written as an ampersand"),
        pytest.param("amberparade", "Welcome to the Amber Parade", id="words run together"),
        pytest.param("regen schirme", "77 Regenschirme", id="a word torn apart"),
        pytest.param("ambe rparade", "Welcome to the Amber Parade", id="a misplaced space"),
        pytest.param("витра", "Витражи", id="Cyrillic, unfinished"),
        pytest.param("ветражи", "Витражи", id="Cyrillic, misspelt"),
        pytest.param("渡る", "夜を渡る舟", id="inside a text without spaces"),
        pytest.param(
            "welcome to the amber parade nine clerks official", "Welcome to the Amber Parade", id="a word too many"
        ),
        pytest.param("qqq lanterns over velvet water xxx", "Lanterns Over Velvet Water", id="two words too many"),
    ],
)
def test_the_song_is_found_first(search, query, found):
    assert names(search.search(query))[:1] == [found]


def test_every_prefix_of_a_title_from_its_first_letter_on_finds_it(search):
    title = "lanterns over velvet water"
    missed = [
        title[:end] for end in range(1, len(title) + 1) if SONGS[1][0] not in names(search.search(title[:end]))
    ]
    assert missed == []


def test_an_exact_title_comes_before_more_popular_titles_that_hold_it(search):
    assert names(search.search("harbour"))[:2] == ["Harbour", "Glass Harbour"]


def test_of_equally_good_answers_the_more_popular_comes_first(search):
    assert [hit.index for hit in search.search("intro")] == [15, 16]


def test_a_song_that_is_listed_twice_is_answered_once_by_its_most_popular_track(search):
    hits = search.search("glass harbour paper lions")
    assert [(hit.index, hit.confidence) for hit in hits][:1] == [(0, 1.0)]
    assert 13 not in [hit.index for hit in hits]


def test_the_plain_title_comes_before_another_version(search):
    hits = search.search("copper crown")
    assert [(hit.index, hit.confidence) for hit in hits[:2]] == [(8, 1.0), (6, OTHER_VERSION)]


def test_an_artist_alone_finds_the_artists_songs_and_guest_appearances(search):
    assert names(search.search("mira voss")) == ["Harbour", "Who Knew"]


def test_an_artist_is_the_same_with_and_without_the_article(search):
    assert [hit.confidence for hit in search.search("paper lions")] == [1.0]


def test_a_hit_carries_the_track_and_its_index(search):
    (hit,) = search.search("77 regenschirme")
    assert (hit.index, hit.track, hit.confidence) == (9, Track(track_id(9), "77 Regenschirme", "Nika"), 1.0)


def test_no_more_hits_than_asked_for(search):
    assert len(search.search("copper", limit=2)) == 2


@pytest.mark.parametrize("query", ["", "   ", "?!", "\x00", "xylophone quartz", "qqqq", "🎵"])
def test_nothing_near_gives_nothing(search, query):
    assert search.search(query) == []


@pytest.mark.parametrize(
    "query", ['"and" or NOT near*', "AND OR NOT NEAR", "NEAR(and or, 2)", "and^ or: not- near"]
)
def test_words_that_steer_a_full_text_engine_are_plain_words(search, query):
    assert names(search.search(query))[:1] == ["And Or Not"]


@pytest.mark.parametrize("query", ["lanterns " * 500, "a b c d e f g h " * 100, "x" * 100_000, '"' * 5_000])
def test_a_query_of_any_length_is_answered(search, query):
    assert len(search.search(query)) <= 10


@settings(max_examples=200)
@given(query=st.text(max_size=60))
def test_any_text_is_answered_in_order_with_confidence_in_its_bounds(search, query):
    hits = search.search(query)
    assert all(LEAST_CONFIDENCE <= hit.confidence <= 1 for hit in hits)
    assert len({hit.index for hit in hits}) == len(hits) <= 10


@given(query=st.text(alphabet="aelnrstvw ", max_size=30))
def test_case_does_not_matter(search, query):
    assert search.search(query) == search.search(query.upper())


def best(search, *readings):
    """Return the likeliest track of a line with these readings and its confidence, or None."""
    (found,) = search.match_each([readings])
    return found and (found.tracks[0][0].track, found.confidence)


@pytest.mark.parametrize("title", sorted({title for title, _ in SONGS}))
def test_a_pasted_title_goes_to_the_song_that_is_suggested_first(search, title):
    assert best(search, Reading(title, ""))[0] == search.search(title)[0].index


@pytest.mark.parametrize("song", range(len(SONGS)))
def test_every_song_matches_its_own_title_and_artist_fully(search, song):
    hit = best(search, Reading(*SONGS[song]))
    assert hit is not None
    assert (SONGS[hit[0]], hit[1]) == (SONGS[song], 1.0)


def test_the_reading_that_names_a_song_counts(search):
    assert best(search, Reading("Kestrel", "Intro"), Reading("Intro", "Kestrel")) == (15, 1.0)


def test_a_reading_is_not_turned_round(search):
    assert best(search, Reading("Mira Voss", "Harbour")) is None


@pytest.mark.parametrize(
    ("title", "artist", "index"),
    [
        ("Harbour - Live at the Pier", "Mira Voss", 3),
        ("Back in Copper (2019 Remaster)", "Vo/Lt", 4),
        ("Lanterns Over Velvet Water (feat. Nika)", "Kestrel", 1),
    ],
)
def test_another_version_matches_with_slightly_less_confidence(search, title, artist, index):
    hit = best(search, Reading(title, artist))
    assert hit is not None
    assert hit == (index, OTHER_VERSION)


def test_the_version_that_is_named_is_preferred(search):
    hit = best(search, Reading("Copper Crown (2011 Remaster)", "Old Monarchs"))
    assert hit is not None
    assert hit[0] == 6


@pytest.mark.parametrize(
    ("title", "artist", "index"),
    [
        pytest.param("Lanterns Over Velvt Water", "Kestrel", 1, id="a slip in the title"),
        pytest.param("Lanterns Over Velvet Water", "Kestral", 1, id="a slip in the artist"),
        pytest.param("Lantrens Over Velvet Water", "Kestral", 1, id="a slip in both"),
        pytest.param("Harbour", "Mira Voss & The Paper Lions", 3, id="a guest the catalogue does not name"),
    ],
)
def test_a_slip_matches_with_less_than_full_confidence(search, title, artist, index):
    hit = best(search, Reading(title, artist), Reading(artist, title))
    assert hit is not None
    assert hit[0] == index
    assert LEAST_MATCH <= hit[1] < 1


@pytest.mark.parametrize(
    ("title", "artist", "index"),
    [
        pytest.param("Glas sHarbour", "The Paper Lions", 0, id="a misplaced space"),
        pytest.param("Who Knew", "Zink", 5, id="a symbol typed as its letter"),
        pytest.param("Bread and Salt", "Anton & Bells", 12, id="an and as a symbol, no article"),
    ],
)
def test_what_people_write_in_many_ways_makes_no_difference(search, title, artist, index):
    assert best(search, Reading(title, artist)) == (index, 1.0)


def test_a_title_alone_never_reaches_the_confidence_of_title_and_artist(search):
    hit = best(search, Reading("Lanterns Over Velvet Water", ""))
    assert hit is not None
    assert hit == (1, TITLE_ALONE)


@pytest.mark.parametrize(
    ("title", "artist"),
    [
        ("Harbour", "Somebody Else"),
        ("Another Song", "Mira Voss"),
        ("", ""),
        ("???", "!!!"),
        ("", "Kestrel"),
        ("and", ""),
    ],
)
def test_what_is_not_in_the_catalogue_does_not_match(search, title, artist):
    assert best(search, Reading(title, artist)) is None


@given(title=st.text(max_size=40), artist=st.text(max_size=40))
def test_any_line_matches_within_bounds_or_not_at_all(search, title, artist):
    hit = best(search, Reading(title, artist), Reading(title, ""))
    assert hit is None or LEAST_MATCH <= hit[1] <= 1
