"""Files as services, players and websites export them: each kind with the first readings of its songs."""

import pytest

from shared.intake.files import read_file

SONGS = [("Innuendo", "Queen"), ("Über den Wolken", "Reinhard Mey"), ("Café Noir", "Ørsted")]


def first_readings(name, content):
    """Return title and artist of each song as it is tried first."""
    return [(each.ways[0].title, each.ways[0].artist) for each in read_file(name, content).references]


def table(header, row, delimiter=","):
    """Return a table of the songs, a row for each as `row` returns it."""
    rows = [delimiter.join(row(title, artist)) for title, artist in SONGS]
    return "\n".join([*([header] if header else []), *rows])


EXPORTS = {
    "Takeout in German": (
        "songs.csv",
        table(
            "Video-ID,Titel des Songs,Titel des Albums,Name des Künstlers 1",
            lambda t, a: ["a-b_c123456", t, "X", a],
        ),
    ),
    "Takeout in Polish": (
        "songs.csv",
        table(
            "Identyfikator filmu,Tytuł utworu,Tytuł albumu,Nazwa wykonawcy 1",
            lambda t, a: ["abc_123-def", t, "X", a],
        ),
    ),
    "Plex": (
        "playlist.xml",
        '<?xml version="1.0"?><MediaContainer playlistType="audio">'
        + "".join(f'<Track title="{t}" grandparentTitle="{a}" parentTitle="X"/>' for t, a in SONGS)
        + "</MediaContainer>",
    ),
    "Jellyfin": (
        "playlist.xml",
        '<?xml version="1.0"?><Item><PlaylistItems>'
        + "".join(f"<PlaylistItem><Path>/media/music/{a}/X/01 {t}.flac</Path></PlaylistItem>" for t, a in SONGS)
        + "</PlaylistItems></Item>",
    ),
    "Bandcamp": ("purchases.csv", table("item title,artist,package", lambda t, a: [t, a, "digital track"])),
    "Serato's history": (
        "history.csv",
        table("name,start time,artist\n01.05.2024,20:00,", lambda t, a: [t, "20:01", a]),
    ),
    "Excel on an old Mac": ("list.csv", table("Name,Artist", lambda t, a: [t, a]).encode("mac_roman")),
}


@pytest.mark.parametrize("name", EXPORTS)
def test_the_songs_of_an_export_are_read_first_as_they_are(name):
    assert first_readings(*EXPORTS[name]) == SONGS


ALBUMS = [
    ("Innuendo", "Queen", "Innuendo"),
    ("Headlong", "Queen", "Innuendo"),
    ("Jealousy", "Queen", "Jazz"),
    ("Heroes", "David Bowie", "Heroes"),
    ("Ashes to Ashes", "David Bowie", "Scary Monsters"),
]
ORDERS = {"artist, album, title": (1, 2, 0), "title, artist, album": (0, 1, 2), "title, album, artist": (0, 2, 1)}
ORDERS |= {"artist, title, album": (1, 0, 2), "album, artist, title": (2, 1, 0), "album, title, artist": (2, 0, 1)}


@pytest.mark.parametrize("order", ORDERS)
def test_columns_without_a_header_are_told_by_how_often_they_repeat(order):
    content = "\n".join(",".join(song[place] for place in ORDERS[order]) for song in ALBUMS)
    assert first_readings("list.csv", content) == [(title, artist) for title, artist, _ in ALBUMS]


def test_a_sampler_without_a_header_is_not_taken_for_an_artist():
    content = "\n".join(f"{artist},{title},Now 50" for title, artist in SONGS)
    (first, *_) = read_file("list.csv", content).references
    assert [way[:2] for way in first.ways[:2]] == [("Queen", "Innuendo"), ("Innuendo", "Queen")]


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
@pytest.mark.parametrize("line", ["Léo Ferré - La mémoire et la mer", "Herbert Grönemeyer - Männer"])
def test_accents_are_read_in_the_encoding_they_are_in(line, encoding):
    content = line.encode(encoding)
    assert read_file("list.txt", content).references[0].source == line


@pytest.mark.parametrize("line", ["ISRC: GBUM71029604", "isrc GBUM71029604", "3. ISRC=GBUM71029604"])
def test_the_label_of_an_isrc_is_no_part_of_it(line):
    assert read_file("list.txt", line).references[0].isrc == "isrc:GBUM71029604"


def test_the_songs_of_a_concert_are_by_the_artist_of_its_heading():
    page = "Queen Concert Setlist at Wembley, London\nSet:\n1.\nInnuendo\nEncore:\n2.\nHeadlong\n"
    assert first_readings("setlist.txt", page) == [("Innuendo", "Queen"), ("Headlong", "Queen")]
