"""Reading features tables: accepted columns and values, and the errors of others."""

import gzip
import math

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain.track import FEATURES
from shared.errors import InvalidData
from training.read.columns import SYNONYMS, match_columns
from training.read.features import read_features

A, B, C = (f"spotify:track:{letter * 22}" for letter in "abc")
ENERGY = FEATURES.index("energy")
KEY = FEATURES.index("key")


def row(track_id=A, **values):
    return {"track_uri": track_id, **dict.fromkeys(FEATURES, 1), **values}


@pytest.fixture
def write(tmp_path):
    """Write rows as CSV and return the path; the first row decides the columns."""

    def to_csv(*rows, name="features.csv"):
        lines = [",".join(rows[0]), *(",".join(str(value) for value in each.values()) for each in rows)]
        (tmp_path / name).write_text("\n".join(lines) + "\n")
        return tmp_path / name

    return to_csv


def energy_of(path, **options):
    return float(read_features([path], **options).features[0, ENERGY])


def test_features_come_in_the_order_of_the_domain(write):
    values = {name: index for index, name in enumerate(FEATURES, 1)}
    table = read_features([write(dict(reversed(row(**values).items())))])
    assert table.features.tolist() == [list(range(1, 14))]
    assert table.features.dtype == np.float32


def test_ids_may_be_bare_or_uris(write):
    table = read_features([write(row(A.removeprefix("spotify:track:")), row(B))])
    assert table.ids == [A, B]


def test_the_headers_of_exportify_are_understood(tmp_path):
    path = tmp_path / "exportify.csv"
    path.write_text(
        "Track URI,Track Name,Album Name,Artist Name(s),Release Date,Duration (ms),Popularity,Genres,Danceability,"
        "Energy,Key,Loudness,Mode,Speechiness,Acousticness,Instrumentalness,Liveness,Valence,Tempo,"
        "Time Signature\n"
        f'{A},Tide,Sea,"Ann, Bo",2019-06-14,1000,50,"folk,indie",'
        ".1,.2,3,-4,1,.5,.6,.7,.8,.9,100,4\n",
        encoding="utf-8-sig",
    )
    table = read_features([path])
    assert (table.names, table.albums, table.artists) == (["Tide"], ["Sea"], ["Ann, Bo"])
    assert (table.genres, table.years.tolist(), table.popularity.tolist()) == ([("folk", "indie")], [2019], [50])
    assert table.features[0, FEATURES.index("duration_ms")] == 1000


@settings(deadline=None)
@given(st.sampled_from(sorted(SYNONYMS)), st.data())
def test_every_synonym_is_found_in_any_case_and_spacing(tmp_path_factory, field, data):
    synonym = data.draw(st.sampled_from(SYNONYMS[field]))
    spelled = "".join(sign + data.draw(st.sampled_from(["", " ", "_", "-"])) for sign in synonym)
    header = data.draw(st.sampled_from([spelled, spelled.upper(), spelled.title()]))
    others = [
        name for name in ("track_uri", *FEATURES) if name != field and not (field == "id" and name == "track_uri")
    ]
    assert match_columns("x.csv", [*others, header])[field] == header


def test_a_track_id_is_preferred_to_the_number_of_the_row(write):
    assert read_features([write({"id": 7, **row(A)})]).ids == [A]


@pytest.mark.parametrize(
    "text", ["dance pop|pop edm", "dance pop; pop edm", "dance pop,pop edm", "['dance pop', 'pop edm']"]
)
def test_genres_are_split_however_they_are_joined(write, text):
    assert read_features([write(row(genres=f'"{text}"'))]).genres == [("dance pop", "pop edm")]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2019-06-14", 2019),
        ("1971-05", 1971),
        ("1999", 1999),
        ("2004.0", 2004),
        ("14/06/2019", 2019),
        ("", 0),
        ("0000", 0),
    ],
)
def test_the_year_of_release_is_found_in_a_date(write, text, year):
    assert read_features([write(row(release_date=text))]).years.tolist() == [year]


@pytest.mark.parametrize("text", ["", " ", "NA", "null", "None"])
def test_a_blank_is_unknown_and_nothing_to_report(write, text):
    table = read_features([write(row(energy=text))])
    assert math.isnan(table.features[0, ENERGY])
    assert table.tally.non_finite == 0


@pytest.mark.parametrize("text", ["nan", "NaN", "inf", "-inf", "Infinity", "1e300"])
def test_what_is_not_finite_is_unknown_and_counted(write, text):
    table = read_features([write(row(energy=text))])
    assert math.isnan(table.features[0, ENERGY])
    assert table.tally.non_finite == 1


def test_a_key_of_minus_one_means_that_none_was_detected(write):
    assert math.isnan(read_features([write(row(key=-1))]).features[0, KEY])


def test_a_track_without_any_known_feature_is_kept(write):
    table = read_features([write(row(name="Tide", **dict.fromkeys(FEATURES, "")))])
    assert (table.names, np.isnan(table.features).all()) == (["Tide"], True)


def test_a_table_that_knows_nothing_but_ids_is_an_error_that_names_file_and_columns(write):
    with pytest.raises(InvalidData, match=r"features\.csv has no column that describes .*found track_uri, enrgy"):
        read_features([write({"track_uri": A, "enrgy": 1})])


@pytest.mark.parametrize("missing", FEATURES)
def test_any_feature_may_be_missing(write, missing):
    there = row()
    del there[missing]
    assert math.isnan(read_features([write(there)]).features[0, FEATURES.index(missing)])


def test_tables_that_know_different_columns_are_joined_by_track(write):
    tide = {"id": A, "name": "Tide", "album": "Sea", "isrcs": "USRC17607839"}
    names = write(tide, {"id": C, "name": "Dune", "album": "", "isrcs": ""}, name="names.csv")
    sound = write({"id": A, "tempo": 120, "key": 5}, {"id": B, "tempo": 90, "key": ""}, name="sound.csv")
    table = read_features([names, sound])
    tempo = table.features[:, FEATURES.index("tempo")]
    by_track = dict(zip(table.ids, zip(table.names, table.albums, strict=True), strict=True))
    assert by_track == {A: ("Tide", "Sea"), B: ("", ""), C: ("Dune", "")}
    np.testing.assert_array_equal(tempo[[table.ids.index(each) for each in (A, B, C)]], [120, 90, np.nan])
    assert (np.isfinite(table.features).sum(), table.tally.duplicates) == (3, 0)


def test_a_missing_id_column_is_an_error(write):
    there = row()
    del there["track_uri"]
    with pytest.raises(InvalidData, match=r"features\.csv has no column of track ids"):
        read_features([write(there)])


def test_text_among_numbers_is_named_by_line_column_and_value(write):
    with pytest.raises(InvalidData, match=r"features\.csv, line 3, column 'energy' is unusable.*found 'high'"):
        read_features([write(row(A), row(B, energy="high"))])


def test_the_line_is_right_after_a_name_of_several_lines(write):
    with pytest.raises(InvalidData, match=r"line 5, column 'energy'"):
        read_features([write(row(A, name='"one\ntwo\nthree"'), row(B, energy="high", name="x"))])


def test_text_among_numbers_is_unknown_on_request(write):
    path = write(row(energy="high"))
    assert math.isnan(energy_of(path, skip_bad=True))
    assert len(read_features([path], skip_bad=True).tally.skipped) == 1


def test_a_malformed_id_is_named_by_its_line(write):
    with pytest.raises(InvalidData, match=r"line 3, column 'track_uri' is unusable.*found 'short'"):
        read_features([write(row(A), row("short"))])


def test_rows_of_malformed_ids_are_left_out_on_request(write, caplog):
    table = read_features([write(row("short"), row(A), row(""))], skip_bad=True)
    assert table.ids == [A]
    assert "2 values left out" in caplog.text


def test_blank_lines_are_no_rows(write):
    path = write(row(A))
    path.write_text(path.read_text() + "\n\n")
    assert len(read_features([path])) == 1


def test_of_a_tracks_rows_the_one_that_knows_most_wins(write):
    table = read_features([write(row(A, energy=0.1, key=""), row(B), row(A, energy=0.2))])
    assert table.ids == [A, B]
    assert table.features[0, ENERGY] == np.float32(0.2)
    assert table.tally.duplicates == 1


def test_of_rows_that_know_as_much_the_first_wins(write):
    assert energy_of(write(row(energy=0.1), row(energy=0.2))) == pytest.approx(0.1)


def test_what_the_winning_row_lacks_is_taken_from_the_others(write):
    rich = write(row(key="", energy=0.1), name="rich.csv")
    genres = write(row(key=5, energy="", tempo="", genres="folk"), name="genres.csv")
    table = read_features([rich, genres])
    assert (table.features[0, KEY], table.features[0, ENERGY], table.genres) == (5, np.float32(0.1), [("folk",)])


def test_a_gzipped_table_is_read_whatever_its_name(write):
    path = write(row(energy=0.5))
    path.write_bytes(gzip.compress(path.read_bytes()))
    assert energy_of(path) == 0.5


@pytest.mark.parametrize("separator", [";", "\t"])
def test_other_separators_are_told_from_the_header(write, separator):
    path = write(row(energy=0.5))
    path.write_text(path.read_text().replace(",", separator))
    assert energy_of(path) == 0.5


def test_a_parquet_table_with_lists_and_numbers_is_read(tmp_path):
    values = row(energy=0.5, key=math.inf, artists=["Ann", "Bo"], genres=["folk", "indie"], year=1999)
    pl.DataFrame([values]).write_parquet(tmp_path / "features.parquet")
    table = read_features([tmp_path / "features.parquet"])
    assert table.features[0, ENERGY] == 0.5
    assert (table.artists, table.genres, table.years.tolist()) == (["Ann, Bo"], [("folk", "indie")], [1999])
    assert table.tally.non_finite == 1


def test_a_bad_row_of_parquet_is_named_by_its_number(tmp_path):
    pl.DataFrame([row(A), row("short")]).write_parquet(tmp_path / "features.parquet")
    with pytest.raises(InvalidData, match=r"features\.parquet, row 2"):
        read_features([tmp_path / "features.parquet"])


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"", "empty CSV"),
        (b"a,b\n1,2\n1,2,3\n", "3 fields in line 3 where the header has 2"),
        (b"a,b\n1,\xe9\n", "a byte in line 2 that is not UTF-8"),
        (b"PAR1 and no more", "Parquet"),
    ],
)
def test_a_file_that_is_no_table_is_an_error(tmp_path, data, found):
    (tmp_path / "features.csv").write_bytes(data)
    with pytest.raises(InvalidData, match=found):
        read_features([tmp_path / "features.csv"])


def test_a_missing_file_is_an_error(tmp_path):
    with pytest.raises(InvalidData, match=r"gone\.csv is not there"):
        read_features([tmp_path / "gone.csv"])


def test_a_folder_of_features_is_refused(tmp_path):
    with pytest.raises(InvalidData, match=r"is a folder: expected a file, found a folder; name the file in it"):
        read_features([tmp_path])


def test_no_tables_give_an_empty_one():
    table = read_features([])
    assert (len(table), table.features.shape) == (0, (0, 13))


@settings(deadline=None)
@given(st.lists(st.sampled_from([A, B, C]), min_size=1, max_size=8))
def test_ids_are_distinct_and_in_the_order_first_met(tmp_path_factory, ids):
    path = tmp_path_factory.mktemp("tables") / "features.csv"
    lines = [",".join(row()), *(",".join(map(str, row(each).values())) for each in ids)]
    path.write_text("\n".join(lines))
    assert read_features([path]).ids == list(dict.fromkeys(ids))
