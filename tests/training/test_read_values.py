"""Values of a features table at their limits: what is unknown, what is a year, which row fills which gap."""

import math

import polars as pl
import pytest

from shared.domain.track import FEATURES
from shared.errors import InvalidData
from training.read.columns import match_columns
from training.read.features import read_features

A, B = "spotify:track:" + "a" * 22, "spotify:track:" + "b" * 22


def row(track_id=A, **values):
    return {"track_uri": track_id, **dict.fromkeys(FEATURES, 1), **values}


@pytest.fixture
def table(tmp_path):
    """Write rows as a CSV, the first one's columns for all, and read it."""

    def read(*rows, **options):
        lines = [",".join(rows[0]), *(",".join(str(value) for value in each.values()) for each in rows)]
        (tmp_path / "features.csv").write_text("\n".join(lines) + "\n")
        return read_features([tmp_path / "features.csv"], **options)

    return read


def value(table, name):
    return float(table.features[0, FEATURES.index(name)])


@pytest.mark.parametrize("name", ["tempo", "time_signature"])
def test_a_tempo_or_a_time_signature_of_zero_means_that_none_was_detected(table, name):
    assert math.isnan(value(table(row(**{name: 0})), name))


@pytest.mark.parametrize("name", ["key", "mode", "energy", "instrumentalness"])
def test_any_other_feature_of_zero_is_known(table, name):
    assert value(table(row(**{name: 0})), name) == 0


def test_a_loudness_of_minus_one_is_known(table):
    assert value(table(row(loudness=-1)), "loudness") == -1


def test_what_was_not_detected_is_not_counted_as_not_finite(table):
    assert table(row(key=-1, tempo=0)).tally.non_finite == 0


@pytest.mark.parametrize("text", ["n/a", "N/A", "\\N", " null "])
def test_the_blanks_of_sql_and_of_spreadsheets_are_unknown(table, text):
    assert math.isnan(value(table(row(energy=text)), "energy"))


def test_a_number_among_spaces_is_read(table):
    assert value(table(row(energy=" 0.5 ")), "energy") == 0.5


@pytest.mark.parametrize(
    ("text", "year"), [("1799", 0), ("1800", 1800), ("2099", 2099), ("2100", 0), ("12019", 0), ("20190", 0)]
)
def test_a_year_has_four_digits_from_1800_to_2099(table, text, year):
    assert table(row(year=text)).years.tolist() == [year]


def test_the_number_of_rows_is_counted_before_duplicates_are_merged(table):
    tally = table(row(A), row(A), row(B)).tally
    assert (tally.rows, tally.duplicates) == (3, 1)


def test_of_two_poorer_rows_the_one_that_knows_more_fills_a_gap(table):
    rich = row(key="", energy=0.1)
    poor = row(key=4, energy="", tempo="", valence="")
    fair = row(key=7, energy="", tempo="")
    assert value(table(poor, fair, rich), "key") == 7


def test_rows_of_several_tables_are_told_in_the_order_of_the_tables(tmp_path):
    for name, track_id in (("one", B), ("two", A)):
        pl.DataFrame([row(track_id)]).write_csv(tmp_path / f"{name}.csv")
    assert read_features([tmp_path / "one.csv", tmp_path / "two.csv"]).ids == [B, A]


def test_popularity_is_a_column_of_its_own_beside_the_features(table):
    found = table(row(popularity=70, time_signature=4))
    assert (found.popularity.tolist(), value(found, "time_signature")) == ([70], 4)


def test_popularity_of_zero_is_known_and_of_infinity_is_not(table):
    assert table(row(popularity=0)).popularity.tolist() == [0]
    assert math.isnan(table(row(popularity="inf")).popularity[0])


def test_what_a_table_has_no_column_for_is_unknown(table):
    found = table(row())
    assert (found.names, found.artists, found.albums, found.genres) == ([""], [""], [""], [()])
    assert (found.years.tolist(), math.isnan(found.popularity[0])) == ([0], True)


def test_texts_lose_the_spaces_around_them(table):
    found = table(row(name=" Tide ", artist=" Ann ", album=" Sea "))
    assert (found.names, found.artists, found.albums) == (["Tide"], ["Ann"], ["Sea"])


def test_a_bar_separates_genres_before_a_semicolon_and_that_before_a_comma(table):
    assert table(row(genres='"r&b; soul|pop, rock"')).genres == [("r&b; soul", "pop, rock")]
    assert table(row(genres='"pop, rock;soul"')).genres == [("pop, rock", "soul")]


def test_a_genre_of_a_list_may_hold_a_comma(tmp_path):
    pl.DataFrame([row(genres=["pop, rock", "soul"])]).write_parquet(tmp_path / "f.parquet")
    assert read_features([tmp_path / "f.parquet"]).genres == [("pop, rock", "soul")]


def test_a_genre_named_twice_counts_once_and_a_blank_one_is_none(table):
    assert table(row(genres='"pop||rock|pop"')).genres == [("pop", "rock")]


def test_a_value_that_is_no_number_is_shown_in_eighty_signs_with_the_cure(table):
    with pytest.raises(InvalidData) as refused:
        table(row(energy="x" * 100))
    error = refused.value
    assert (error.expected, error.found) == ("a number or blank", "'" + "x" * 79)
    assert error.cure == "mend the file, or skip what is bad"


def test_the_skipped_are_counted_by_column_with_the_first_of_them(table):
    (skipped,) = table(row(A, energy="high"), row(B, energy="low"), skip_bad=True).tally.skipped
    assert skipped.startswith("2 values left out, the first: ")
    assert "line 2, column 'energy' is unusable: expected a number or blank, found 'high'" in skipped


def test_of_two_columns_of_one_name_the_first_is_taken():
    headers = ["track_uri", "Energy", "energy ", *(name for name in FEATURES if name != "energy")]
    assert match_columns("x.csv", headers)["energy"] == "Energy"


def test_a_uri_is_taken_before_a_track_id_whatever_their_order():
    assert match_columns("x.csv", ["id", "track_id", "track_uri", *FEATURES])["id"] == "track_uri"


def test_the_columns_that_were_found_instead_are_shown_in_four_hundred_signs():
    with pytest.raises(InvalidData) as refused:
        match_columns("x.csv", ["y" * 500])
    assert refused.value.found == "y" * 400
    assert refused.value.expected == "track_uri, track_id, Spotify ID, recording_mbid or id"


def test_a_table_without_a_column_says_so():
    with pytest.raises(InvalidData, match="found no columns; add or rename the column"):
        match_columns("x.csv", [])
