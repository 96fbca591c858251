"""Pages of music services that were copied whole: the songs are read, and what stands around them is no song."""

import pytest

from shared.intake import read_text
from shared.intake.files import read_file

SONGS = [("Paper Lanterns in June", "Mira Voss"), ("Glass Harbour", "Kestrel"), ("Amber Parade", "Nine Clerks")]

SPOTIFY = """\
Skip to main content
Home
Public Playlist
Road trip
Somebody
•
3 songs, 12 min
#
Title
Album
Date added
1
Paper Lanterns in June
E
Mira Voss
Summer
Jan 3, 2024
3:58
2
Glass Harbour
Kestrel
Harbours
yesterday
4:21
3
Amber Parade
Nine Clerks
Amber
2 weeks ago
4:17
Recommended
Company
Cookies
"""

SPOTIFY_WITH_TABS = """\
#\tTitle\tAlbum\tDate added\t
1\t
Paper Lanterns in June
Mira Voss
\tSummer\tJan 3, 2024\t
3:58
2\t
Glass Harbour
Kestrel
\tHarbours\t2 weeks ago\t
4:21
3\t
Amber Parade
Nine Clerks
\tAmber\t2 weeks ago\t
4:17
"""

APPLE = """\
Road Trip
Updated Yesterday
Song
Artist
Time
Paper Lanterns in June
Mira Voss
Summer
PREVIEW
3:58
Glass Harbour
Kestrel
Harbours
PREVIEW
4:21
Amber Parade
Nine Clerks
Amber
PREVIEW
4:17
3 songs, 12 minutes
"""

APPLE_WITH_BUTTONS = """\
Paper Lanterns in June
Mira Voss
3:58
MORE
Glass Harbour
Kestrel
4:21
MORE
Amber Parade
Nine Clerks
4:17
MORE
"""

YOUTUBE_MUSIC = """\
Library
Road trip
Playlist • Private • 2024
Save to library
Paper Lanterns in June
Mira Voss
•
Summer
3:59
E
Glass Harbour
Kestrel
•
Harbours
4:22
Amber Parade
Nine Clerks
•
Amber
4:18
"""

DEEZER = """\
by somebody
3 tracks
Listen
Shuffle
Track
1
Paper Lanterns in June
Mira Voss
Summer
03:58
2
Glass Harbour
Kestrel
Harbours
04:21
3
Amber Parade
Nine Clerks
Amber
04:17
Popular playlists
"""

TIDAL = """\
Road trip
3 TRACKS
(12:36)
Play
Title
1
Paper Lanterns in June
MASTER
Mira Voss
Summer
today
3:58
2
Glass Harbour
Kestrel
Harbours
yesterday
4:21
3
Amber Parade
Nine Clerks
Amber
yesterday
4:17
"""

YOUTUBE = """\
Road trip
Somebody
3 videos
1,234 views
Play all
Shuffle
1
4:12
Now playing
Mira Voss - Paper Lanterns in June
Mira Voss
•
1.1B views
•
15 years ago
2
4:22
Now playing
Kestrel - Glass Harbour (Official Video)
KestrelVEVO
•
1.5M views
•
1 year ago
3
5:02
Now playing
Amber Parade
Nine Clerks - Topic
•
931 views
•
2 days ago
"""

YOUTUBE_IN_GERMAN = """\
Alle wiedergeben
3:56
Läuft gerade
Paper Lanterns in June
Mira Voss - Thema
1,1 Mrd. Aufrufe • vor 15 Jahren
4:21
Läuft gerade
Kestrel - Glass Harbour
Kestrel
931 Aufrufe • vor 2 Jahren
4:58
Läuft gerade
Amber Parade
Nine Clerks - Thema
12.345 Aufrufe • vor 3 Tagen
"""

PAGES = [
    pytest.param(SPOTIFY, id="Spotify"),
    pytest.param(SPOTIFY_WITH_TABS, id="Spotify, its columns as tabs"),
    pytest.param(APPLE, id="Apple Music"),
    pytest.param(APPLE_WITH_BUTTONS, id="Apple Music, with buttons"),
    pytest.param(YOUTUBE_MUSIC, id="YouTube Music"),
    pytest.param(DEEZER, id="Deezer"),
    pytest.param(TIDAL, id="TIDAL"),
    pytest.param(YOUTUBE, id="YouTube"),
    pytest.param(YOUTUBE_IN_GERMAN, id="YouTube in German"),
]


@pytest.mark.parametrize("page", PAGES)
def test_each_row_of_a_page_is_one_song_of_its_title_and_artist(page):
    found = read_file("paste.txt", page).references
    assert len(found) == len(SONGS)
    for reference, song in zip(found, SONGS, strict=True):
        assert song in reference.ways


@pytest.mark.parametrize("page", PAGES)
def test_lines_around_the_songs_of_a_page_are_one_report(page):
    assert len(read_text(page).unread) <= 1


def test_the_report_names_the_first_lines_and_counts_the_others():
    (report,) = read_text(DEEZER).unread
    assert report.source == "by somebody, 3 tracks, Listen and 3 more lines"
    assert "not read" in report.why


def test_a_song_written_beside_a_copied_page_is_read():
    found = read_text(f"Please add: Nika - Lanterns\n{DEEZER}").references
    assert [each.title for each in found][-1] == "Lanterns"


def test_a_title_that_is_a_button_elsewhere_is_a_title_in_its_row():
    page = "1\nYesterday\nKestrel\nHarbours\ntoday\n3:58\n2\nPlay\nKestrel\nHarbours\ntoday\n3:12\n"
    assert [each.title for each in read_text(page).references] == ["Yesterday", "Play"]


def test_titles_that_are_numbers_do_not_break_the_count_of_rows():
    page = "1\n22\nKestrel\nHarbours\n3:58\n2\n7\nNika\nHarbours\n3:12\n3\nAmber\nNika\nHarbours\n3:12\n"
    assert [each.title for each in read_text(page).references] == ["22", "7", "Amber"]


def test_songs_that_share_their_artist_keep_titles_and_artist_apart():
    page = "Amber\nKestrel\n3:58\nBoats\nKestrel\n3:12\nCoal\nKestrel\n3:30\n"
    ways = [each.ways for each in read_text(page).references]
    assert all((title, "Kestrel") in way for title, way in zip(("Amber", "Boats", "Coal"), ways, strict=True))


def test_a_log_whose_times_come_first_keeps_its_last_song():
    log = "10:15\nAmber\nKestrel\n10:19\nBoats\nNika\n10:22\nCoal\nMira Voss\n"
    found = read_text(log).references
    assert [(each.title, each.artist) for each in found][-1] == ("Coal", "Mira Voss")


def test_lines_with_a_length_below_each_are_no_page():
    found = read_text("Kestrel - Amber\n3:58\nNika - Boats\n4:01\n").references
    assert [each.title for each in found][::2] == ["Amber", "Boats"]
