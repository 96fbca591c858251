"""Genres and audio features in the columns of tables, as Exportify writes them."""

import pytest

from shared.domain.described import SongFacts, split_genres
from shared.domain.track import FEATURES
from shared.intake.facts import MOST_GENRES
from shared.intake.files import read_file

HEADER = (
    "Track URI,Track Name,Album Name,Artist Name(s),Release Date,Duration (ms),Popularity,Explicit,Added By,"
    "Added At,Genres,Record Label,Danceability,Energy,Key,Loudness,Mode,Speechiness,Acousticness,"
    "Instrumentalness,Liveness,Valence,Tempo,Time Signature"
)
ROW = (
    'spotify:track:0000000000000000000001,Qqqq,X,Wwww,2020-01-01,200000,50,false,spotify:user:somebody,2021-02-03,"{}",'
    "Label,{},0.8,-1,-7.5,1,0.05,0.1,0.2,0.1,0.4,124.02,4"
)
SOUND = (0.6, 0.8, None, -7.5, 1.0, 0.05, 0.1, 0.2, 0.1, 0.4, 124.02, 200_000.0, 4.0)


def facts_in(*lines):
    return [each.facts for each in read_file("list.csv", "\n".join(lines)).references]


def test_the_genres_and_features_of_an_exportify_row_travel_with_its_song():
    assert facts_in(HEADER, ROW.format("techno,melodic techno", "0.6")) == [
        SongFacts(("techno", "melodic techno"), SOUND)
    ]


def test_a_value_that_was_not_detected_is_unknown():
    (facts,) = facts_in(HEADER, ROW.format("", "0.6"))
    assert facts.features[FEATURES.index("key")] is None


def test_the_columns_of_people_and_days_are_not_read():
    (reference,) = read_file("list.csv", f"{HEADER}\n{ROW.format('techno', '0.6')}").references
    assert "somebody" not in repr(reference)
    assert "2021" not in repr(reference)


def test_a_row_without_facts_has_none():
    assert facts_in("Title,Artist,Genre,Energy", "A,B,techno,0.5", "C,D,,")[1] is None


def test_a_table_without_such_columns_has_no_facts():
    assert facts_in("Title,Artist", "A,B") == [None]


@pytest.mark.parametrize("separator", [", ", ";", " | "])
def test_genres_are_split_at_commas_semicolons_or_bars(separator):
    assert split_genres(separator.join(("techno", "deep house"))) == ("techno", "deep house")


def test_a_cell_of_many_genres_is_cut():
    many = ";".join(f"genre {number}" for number in range(3 * MOST_GENRES))
    assert len(facts_in("Title,Artist,Genres", f"A,B,{many}")[0].genres) == MOST_GENRES


def test_features_in_percent_are_left_out():
    facts = facts_in("Title;Artist;Genre;Energy;Valence", "A;B;techno;80;1", "C;D;techno;1;0")
    assert facts == [SongFacts(("techno",))] * 2


@pytest.mark.parametrize("cell", ["NaN", "inf", "loud", "-"])
def test_a_cell_that_is_no_number_is_unknown_and_the_others_count(cell):
    (facts,) = facts_in("Title;Artist;Energy;Valence", f"A;B;{cell};0,25")
    known = {name: value for name, value in zip(FEATURES, facts.features, strict=True) if value is not None}
    assert known == {"valence": 0.25}
