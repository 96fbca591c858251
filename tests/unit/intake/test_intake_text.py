"""Pasted text: the reading of each line, and a mention of every line."""

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from shared.intake.bounds import LONGEST_LINE, MOST_LINES, MOST_LINKS, SHOWN, joined
from shared.intake.readings import Reading
from shared.intake.reference import Intake, TrackReference
from shared.intake.stanzas import with_stanzas_joined
from shared.intake.text import read_text, read_tracks

ID = "4uLU6hMCjMI75M1A2tKUQC"
OTHER = "37i9dQZF1DXcBWIGoYBM5M"
URI = f"spotify:track:{ID}"
OTHER_URI = f"spotify:track:{OTHER}"
LINK = f"https://open.spotify.com/track/{ID}"


def song(line):
    """Return the artist and title read from one line."""
    read = read_text(line)
    assert len(read.references) == 1, read
    return read.references[0].artist, read.references[0].title


def count(read):
    return sum(map(len, (read.references, read.playlist_ids, read.short_links, read.unread)))


def test_the_desktop_client_copies_a_link_a_line():
    read = read_text(f"{LINK}\nhttps://open.spotify.com/track/{OTHER}\n")
    assert [(each.track_id, each.line) for each in read.references] == [(URI, 1), (OTHER_URI, 2)]


@pytest.mark.parametrize(
    "tracks",
    [
        [URI, OTHER_URI, URI],
        ["musicbrainz:recording:b10bbbfc-cf9e-42e0-be17-e2c3e1d2600d", f"demo:track:{ID}"],
        [URI, ID, LINK],
        [URI, f" {OTHER_URI}\n", "", "Nina Simone - Feeling Good"],
        [URI] * (MOST_LINES + 1),
        [],
    ],
    ids=["uris", "other providers", "links and bare ids", "blanks and names", "too many", "none"],
)
def test_tracks_are_read_as_lines_of_their_own(tracks):
    assert read_tracks(tracks) == read_text("\n".join(" ".join(track.split()) for track in tracks))


def test_bare_ids_are_read_whatever_stands_between_them():
    assert [each.track_id for each in read_text(f"{ID}, {OTHER};{ID}\t{OTHER}").references] == [URI, OTHER_URI] * 2


@pytest.mark.parametrize("line", [f"1. {ID}", f"- {ID}", f'"{ID}"', f"[{ID}]", f"12) <{ID}>", f"'{ID}',"])
def test_a_bare_id_may_be_numbered_quoted_or_bracketed(line):
    assert read_text(line).references == (TrackReference(ID, 1, track_id=URI),)


def test_several_links_share_a_line():
    assert [each.track_id for each in read_text(f"{LINK} spotify:track:{OTHER}").references] == [URI, OTHER_URI]


def test_words_beside_a_link_are_passed_over():
    assert read_text(f"7. my song {LINK}").references == (TrackReference(LINK, 1, track_id=URI),)


def test_playlists_and_short_links_are_kept_for_the_caller():
    read = read_text(f"spotify:playlist:{OTHER}\nhttps://spotify.link/abc\n")
    assert (read.playlist_ids, read.short_links) == ((OTHER,), ("https://spotify.link/abc",))


@pytest.mark.parametrize(
    "line",
    [
        "Queen - Don't Stop Me Now",
        "  Queen  -  Don't Stop Me Now  ",
        "Queen – Don't Stop Me Now",
        "Queen — Don't Stop Me Now",
        "Queen -- Don't Stop Me Now",
        "Queen\tDon't Stop Me Now",
        "Queen\tDon't Stop Me Now\tJazz\t1978",
        "Queen\u00a0–\u00a0Don't Stop Me Now",
        "1. Queen - Don't Stop Me Now",
        "12) Queen – Don't Stop Me Now",
        "(3) Queen - Don't Stop Me Now",
        "104: Queen - Don't Stop Me Now",
        "- Queen - Don't Stop Me Now",
        "* Queen - Don't Stop Me Now",
        "• Queen - Don't Stop Me Now",
        "– Queen – Don't Stop Me Now",
        "♫ Queen - Don't Stop Me Now",
        "07 - Queen - Don't Stop Me Now",
        "7\tQueen\tDon't Stop Me Now",
    ],
)
def test_artist_and_title_are_told_apart_however_the_line_is_decorated(line):
    assert song(line) == ("Queen", "Don't Stop Me Now")


def test_a_hyphen_without_blanks_belongs_to_the_name():
    assert song("Jay-Z - 99 Problems") == ("Jay-Z", "99 Problems")


def test_only_the_first_dash_separates():
    assert song("David Bowie - Heroes - 2017 Remaster") == ("David Bowie", "Heroes - 2017 Remaster")


@pytest.mark.parametrize(
    ("line", "artist", "title"),
    [
        ("311 - Amber", "311", "Amber"),
        ("1975 - About You - Live", "1975", "About You - Live"),
        ("2. 99 Luftballons", "", "99 Luftballons"),
        ("50 Cent - In Da Club", "50 Cent", "In Da Club"),
        ("7 Rings", "", "7 Rings"),
    ],
)
def test_numbers_that_belong_to_a_name_stay(line, artist, title):
    assert song(line) == (artist, title)


def test_a_dash_may_stand_between_title_and_artist_as_well():
    assert Reading("Queen", "Innuendo") in read_text("Queen - Innuendo").references[0].readings


@pytest.mark.parametrize(
    "line", ["Innuendo by Queen", '"Innuendo" by Queen', "“Innuendo” BY Queen", "3. Innuendo by Queen"]
)
def test_title_by_artist_is_read(line):
    assert song(line) == ("Queen", "Innuendo")


def test_a_title_alone_is_a_song_without_an_artist():
    assert song("“Innuendo”") == ("", "Innuendo")


def test_the_whole_line_is_kept_for_showing_without_its_number():
    assert read_text("1. Queen  -  Innuendo").references[0].source == "Queen - Innuendo"


def test_blank_lines_and_comments_are_passed_over_but_counted():
    read = read_text("# my list\n\n  \n// more\n#\nQueen - Innuendo\n")
    assert [each.line for each in read.references] == [6]
    assert count(read) == 1


def test_a_title_may_begin_with_a_number_sign():
    assert song("#1 Crush") == ("", "#1 Crush")


def test_a_link_elsewhere_is_reported_not_taken_for_a_title():
    read = read_text("https://www.youtube.com/watch?v=abc\nhttps://open.spotify.com/collection/tracks")
    assert [each.line for each in read.unread] == [1, 2]
    assert "a link of YouTube" in read.unread[0].why
    assert "your Liked Songs" in read.unread[1].why


@pytest.mark.parametrize(
    "line",
    ["open.spotify.com/collection/tracks", "spotify:track:short", "Spotify:local:A:B:C:9", "spotify.link/_"],
)
def test_what_begins_like_a_spotify_link_is_no_title(line):
    assert [each.source for each in read_text(line).unread] == [line]


def test_a_link_to_an_album_that_points_at_one_song_is_that_song():
    link = f"https://open.spotify.com/album/{OTHER}?highlight=spotify:track:{ID}"
    assert [each.track_id for each in read_text(link).references] == [URI]


def test_words_before_a_link_elsewhere_are_the_song():
    assert song("Mira Voss - Glass Harbour https://youtu.be/abc") == ("Mira Voss", "Glass Harbour")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("1\nGlass Harbour\nMira Voss\n2\nWho Knew\nKestrel", id="running numbers"),
        pytest.param("Glass Harbour\nMira Voss\n3:45\nWho Knew\nKestrel\n2:10", id="lengths"),
        pytest.param("Glass Harbour\nMira Voss\n\nWho Knew\nKestrel\n", id="blank lines"),
    ],
)
def test_title_and_artist_below_each_other_are_one_song(text):
    read = read_text(text)
    first, second = (each.readings for each in read.references)
    assert Reading("Glass Harbour", "Mira Voss") in first
    assert Reading("Who Knew", "Kestrel") in second


def test_a_heading_is_told_and_may_be_the_artist_of_what_follows():
    read = read_text("Mira Voss:\nGlass Harbour")
    assert [each.line for each in read.unread] == [1]
    assert read.references[0].readings[0] == Reading("Glass Harbour", "Mira Voss")


def test_a_colon_after_spotify_makes_no_link():
    assert song("Spotify: Live Session") == ("Spotify", "Live Session")


@pytest.mark.parametrize("line", ["---", "…", "♫", "=====", "\x1a"])
def test_a_line_without_a_word_is_reported(line):
    assert read_text(line).unread[0].why == "there is no word in this line"


def test_an_over_long_line_is_reported_and_cut_for_showing():
    read = read_text("x" * (LONGEST_LINE + 1))
    assert (len(read.references), len(read.unread), len(read.unread[0].source)) == (0, 1, SHOWN)


def test_links_are_read_from_a_line_of_any_length():
    assert len(read_text(" ".join([LINK] * 300)).references) == 300


def test_lines_beyond_the_bound_are_reported_as_one():
    read = read_text("Queen - Innuendo\n" * (MOST_LINES + 5))
    assert len(read.references) == MOST_LINES
    assert [(each.source, each.line) for each in read.unread] == [("5 more lines", MOST_LINES + 1)]


def test_exactly_the_bound_is_read_without_a_report():
    assert read_text("Queen - Innuendo\n" * MOST_LINES).unread == ()


@pytest.mark.parametrize(
    ("link", "most", "report"),
    [
        (f"spotify:track:{ID}", MOST_LINES, "3 more songs"),
        (f"spotify:playlist:{ID}", MOST_LINKS, "3 more playlists"),
        ("https://spotify.link/abc", MOST_LINKS, "3 more short links"),
    ],
)
def test_links_on_one_line_are_bounded_too(link, most, report):
    read = read_text(f"{link} " * (most + 3))
    assert count(read) == most + 1
    assert read.unread[0].source == report


def test_what_cannot_be_read_is_bounded_too():
    read = read_text(f"spotify:album:{ID} " * (MOST_LINES + 3))
    assert len(read.unread) == MOST_LINES + 1
    assert read.unread[-1].source == "3 more lines that could not be read"


def test_lines_beyond_the_bound_are_reported_even_if_no_line_can_be_read():
    read = read_text(f"spotify:album:{ID}\n" * (MOST_LINES + 3))
    assert read.unread[-1].source == "3 more lines"


def test_runs_of_blanks_cost_no_more_than_words():
    assert song("a" + " " * (LONGEST_LINE - 2) + "b") == ("", "a b")


def test_the_first_name_counts_when_intakes_are_joined():
    assert joined([Intake(), Intake(name="one"), Intake(name="two")]).name == "one"


LINES = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=60).map(lambda text: " ".join(text.split())),
    st.sampled_from([LINK, ID, f"spotify:playlist:{OTHER}", "https://spotify.link/abc", f"spotify:show:{ID}"]),
    st.builds("{} - {}".format, st.text(max_size=8), st.text(max_size=8)).map(lambda text: " ".join(text.split())),
)


def is_comment(line):
    return line.startswith(("# ", "//", "#EXT")) or line == "#"


@given(st.lists(LINES, max_size=8))
@example(["- - -", "1. ", "(", "by", " by ", "#EXTM3U"])
def test_every_line_but_blanks_and_comments_is_accounted_for(lines):
    numbered = list(enumerate(lines, start=1))
    assume(with_stanzas_joined(numbered) == numbered)
    spoken = [line for line in lines if line and not is_comment(line)]
    assert all(count(read_text(line)) >= 1 for line in spoken)
    assert count(read_text("\n".join(lines))) == sum(count(read_text(line)) for line in spoken)


@given(st.text(max_size=300))
def test_any_text_gives_an_intake_whose_parts_are_short_and_on_a_line_of_the_text(text):
    read = read_text(text)
    assert all(len(each.source) <= SHOWN for each in (*read.references, *read.unread))
    assert all(1 <= each.line <= len(text.splitlines()) for each in (*read.references, *read.unread))
    assert all(each.track_id or each.title for each in read.references)
