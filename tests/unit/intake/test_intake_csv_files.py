"""Tables of tracks: Exportify's dialects, other headers, languages and delimiters, and rows without a song."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.names import fold
from shared.errors import InvalidInput, SegueError
from shared.intake.bounds import LONGEST_LINE, MOST_LINES, joined
from shared.intake.csv_files import looks_like_table
from shared.intake.csv_files import read_table as read_parts
from shared.intake.reference import Intake

ID = "4uLU6hMCjMI75M1A2tKUQC"
OTHER = "37i9dQZF1DXcBWIGoYBM5M"
OTHER_URI = f"spotify:track:{OTHER}"
URI = f"spotify:track:{ID}"

EXPORTIFY = (
    "Track URI,Track Name,Album Name,Artist Name(s),Release Date,Duration (ms),Popularity,Explicit,Added By,"
    "Added At,Genres,Record Label,Danceability,Energy,Key,Loudness,Mode,Speechiness,Acousticness,"
    "Instrumentalness,Liveness,Valence,Tempo,Time Signature"
).split(",")
OLDER = ["Spotify ID", "Artist IDs", "Track Name", "Album Name", "Artist Name(s)", "Release Date", "Duration (ms)"]
WATSONBOX = (
    "Track URI,Track Name,Artist URI(s),Artist Name(s),Album URI,Album Name,Album Artist URI(s),"
    "Album Artist Name(s),Album Release Date,Album Image URL,Disc Number,Track Number,Track Duration (ms),"
    "Track Preview URL,Explicit,Popularity,ISRC,Added By,Added At"
).split(",")

TRANSLATED = [
    ("Track-URI", "Track-Name", "Künstler-URI(s)", "Künstlername(n)"),
    ("URI de la canción", "Nombre de la canción", "URI(s) del artista", "Nombre(s) del artista"),
    ("URI du titre", "Nom du titre", "URI(s) de l'artiste", "Nom(s) de l'artiste"),
    ("URI della traccia", "Nome della traccia", "URI dell'artista", "Nome dell'artista"),
    ("トラックURI", "トラック名", "アーティストURI", "アーティスト名"),
    ("Nummer URI", "Nummernaam", "Artiest-URI", "Naam van artiest"),
    ("URI da faixa", "Nome da faixa", "URI(s) do artista", "Nome(s) do artista"),
    ("Låtens URI", "Låtens namn", "Artistens URI", "Artistens namn"),
    ("Parça URI", "Parça Adı", "Sanatçı URI", "Sanatçı Adı"),
    ("رابط الأغنية (URI)", "اسم الأغنية", "روابط الفنانين (URI)", "أسماء الفنانين"),
]


def table(*rows, delimiter=","):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue()


def row_of(header, **cells):
    """A row with the named cells under the header's columns, all others empty."""
    return [cells.get(fold(column).replace(" ", "_"), "") for column in header]


def read_table(text):
    """Return the only playlist of a table."""
    (part,) = read_parts(text)
    return part


def songs(text):
    return [(each.track_id, each.artist, each.title) for each in read_table(text).references]


@pytest.mark.parametrize("header", [EXPORTIFY, WATSONBOX], ids=["exportify.net", "watsonbox"])
def test_both_dialects_of_exportify_are_read_with_all_other_columns_empty(header):
    row = row_of(header, track_uri=URI, track_name="Heroes, Live", artist_name_s="David Bowie, Queen")
    assert songs(table(header, row)) == [(URI, "David Bowie, Queen", "Heroes, Live")]


def test_watsonbox_uris_of_artists_and_albums_are_not_taken_for_tracks():
    row = row_of(
        WATSONBOX, track_uri=URI, artist_uri_s=f"spotify:artist:{OTHER}", album_uri=f"spotify:album:{OTHER}"
    )
    assert songs(table(WATSONBOX, row)) == [(URI, "", "")]


def test_older_exportify_holds_bare_ids():
    row = [ID, OTHER, "Heroes", "Heroes", "David Bowie", "1977", "371000"]
    assert songs(table(OLDER, row)) == [(URI, "David Bowie", "Heroes")]


@pytest.mark.parametrize("header", TRANSLATED, ids=[header[0] for header in TRANSLATED])
def test_the_headers_of_exportify_are_known_in_its_other_languages(header):
    row = (URI, "Heroes", f"spotify:artist:{OTHER}", "David Bowie")
    assert songs(table(header, row)) == [(URI, "David Bowie", "Heroes")]


def test_under_headers_nobody_knows_the_tracks_are_found_by_what_a_column_holds():
    header = ("Seq", "Xx", "Kwa", "Wer")
    assert songs(table(header, ("1", "x", URI, "y"), ("2", "x", f"spotify:track:{OTHER}", "y"))) == [
        (URI, "", ""),
        (OTHER_URI, "", ""),
    ]


def test_local_files_and_episodes_among_the_tracks_do_not_hide_their_column():
    text = table(
        ("Q", "Z"), ("spotify:local:A:B:C:200", "a"), (URI, "b"), (f"https://open.spotify.com/track/{OTHER}", "c")
    )
    assert [each.track_id for each in read_table(text).references] == [URI, OTHER_URI]


def test_a_column_called_id_that_holds_row_numbers_gives_way_to_the_tracks():
    assert songs(table(("id", "name", "uri"), ("1", "Heroes", URI))) == [(URI, "", "Heroes")]


def test_headers_may_be_joined_by_underscores():
    text = table(("track_uri", "track_name", "artist_name"), (URI, "Heroes", "David Bowie"))
    assert songs(text) == [(URI, "David Bowie", "Heroes")]


def test_a_22_letter_word_is_no_id_under_an_unknown_header():
    text = table(("Word", "Title"), ("Donaudampfschifffahrts", "Heroes"))
    assert songs(text) == [(None, "", "Heroes")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_commas_semicolons_and_tabs_delimit(delimiter):
    text = table(EXPORTIFY[:4], (URI, "A; B, C\tD", "", "E"), delimiter=delimiter)
    assert songs(text) == [(URI, "E", "A; B, C\tD")]


def test_quoted_cells_may_hold_line_breaks_and_quotes():
    text = table(("Track Name", "Artist"), ('So "Quiet"\nNow', "Björk"), ("Next", "Björk"))
    assert [title for _, _, title in songs(text)] == ['So "Quiet"\nNow', "Next"]


def test_titles_and_artists_do_without_ids():
    assert songs(table(("Artist", "Title"), ("Queen", "Innuendo"))) == [(None, "Queen", "Innuendo")]


def test_a_table_without_a_header_keeps_its_first_row():
    assert [track_id for track_id, *_ in songs(table((URI, "x"), (f"spotify:track:{OTHER}", "y")))] == [
        URI,
        OTHER_URI,
    ]


def test_blank_rows_are_passed_over_and_lines_counted_as_in_the_file():
    read = read_table("Track URI,Track Name\n\n,\n" + f"{URI},Heroes\n")
    assert [each.line for each in read.references] == [4]


def test_a_row_with_neither_track_nor_title_is_reported():
    read = read_table(table(("Track URI", "Track Name", "Artist"), ("", "", "Queen"), (URI, "Heroes", "")))
    assert [(each.source, each.line) for each in read.unread] == [("Queen", 2)]


def test_a_short_row_is_read_as_far_as_it_goes():
    assert songs(f"Track URI,Track Name,Artist\n{URI}\n") == [(URI, "", "")]


def test_an_over_long_title_is_reported():
    read = read_table(table(("Track Name", "Artist"), ("x" * (LONGEST_LINE + 1), "y")))
    assert [each.why for each in read.unread] == ["this row is too long to name a song"]


def test_rows_beyond_the_bound_are_reported_as_one():
    read = read_table("Track Name,Artist\n" + "Innuendo,Queen\n" * (MOST_LINES + 7))
    assert (len(read.references), [each.source for each in read.unread]) == (MOST_LINES, ["7 more songs"])


def test_a_table_that_names_no_songs_is_refused_with_its_columns():
    with pytest.raises(InvalidInput, match="Price, Weight"):
        read_table("Price,Weight\n1,2\n")


def test_a_column_of_artists_alone_names_no_songs():
    with pytest.raises(InvalidInput, match="No column"):
        read_table("Artist,Year\nQueen,1991\n")


@pytest.mark.parametrize("text", ["", "\n \n", ",,\n"])
def test_an_empty_table_is_refused(text):
    with pytest.raises(InvalidInput, match="empty"):
        read_table(text)


def test_a_long_cell_that_does_not_end_is_refused_with_its_line():
    with pytest.raises(InvalidInput, match="begins on line 2 "):
        read_table('Track Name,Artist\n"' + "x" * 200_000)


@pytest.mark.parametrize("rows", [1, 2, MOST_LINES - 1, MOST_LINES])
def test_a_quotation_mark_that_is_never_closed_is_refused_where_it_opens(rows):
    text = "Track Name,Artist\n" + "Innuendo,Queen\n" * (rows - 1) + '"Headlong,Queen\nJealousy,Queen\n'
    with pytest.raises(InvalidInput, match=f"line {rows + 1} .* closing"):
        read_table(text)


@pytest.mark.parametrize("end", ["", "\n", "\n\n"])
def test_a_quoted_cell_may_end_the_file(end):
    assert songs(f'Track Name,Artist\nInnuendo,"Queen"{end}') == [(None, "Queen", "Innuendo")]


def test_words_after_a_closing_quotation_mark_are_no_obstacle():
    assert songs('Track Name,Artist\n"Heroes" live,Bowie\n') == [(None, "Bowie", "Heroes live")]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Track URI,Track Name\n", True),
        ("Artist;Title\nQueen;Innuendo", True),
        (f"Lied;Wer\nx;{URI}\n", True),
        ("Queen, the band - Innuendo\nQueen, again - Innuendo", False),
        ("Track Name\nInnuendo", False),
        (URI, False),
        ("", False),
        ('"' + "x," * 100_000, False),
    ],
)
def test_a_table_is_told_from_text_by_its_first_lines(text, verdict):
    assert looks_like_table(text) is verdict


@given(st.lists(st.lists(st.text(max_size=6), max_size=4), max_size=6), st.sampled_from(",;\t"))
def test_every_row_that_is_not_blank_is_accounted_for(rows, delimiter):
    header = ["Track Name", "Artist"]
    rows = [["Innuendo", "Queen"], *rows]
    read = read_table(table(header, *rows, delimiter=delimiter))
    assert len(read.references) + len(read.unread) == sum(any(cell.strip() for cell in row) for row in rows)


@given(st.text())
def test_any_text_is_a_table_or_refused(text):
    found = outcome(text)
    assert isinstance(found, Intake) or found.expected


def outcome(text):
    try:
        return joined(read_parts(text))
    except SegueError as error:
        return error


def test_a_long_note_beside_a_song_does_no_harm():
    found = read_table(f'Title,Artist,Note\nInnuendo,Queen,"{"x" * 200_000}"\nJóga,Björk,\n')
    assert [each.title for each in found.references] == ["Innuendo", "Jóga"]


@pytest.mark.parametrize("header", ["Cançó,Artista", "Lugu,Esitaja", "Abestia,Artista", "title_tag,artist_tag"])
def test_a_header_of_a_small_language_or_of_tags_is_known(header):
    found = read_table(f"{header}\nInnuendo,Queen\n")
    assert [(each.title, each.artist) for each in found.references] == [("Innuendo", "Queen")]


def test_thousands_of_plays_make_no_table():
    assert not looks_like_table("1. Queen – Innuendo 1,231 plays\n2. Queen – Headlong 1,054 plays\n")
