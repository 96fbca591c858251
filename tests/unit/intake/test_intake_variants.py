"""Variants of formats: what programs and services write, in other languages, orders and encodings."""

import pytest

from shared.errors import InvalidInput
from shared.intake.files import read_file
from shared.intake.text import read_text

WANTED = [("Queen", "Innuendo"), ("David Bowie", "Heroes")]
VARIANTS: dict[str, tuple[str, str | bytes]] = {
    "Takeout's history": (
        "watch-history.html",
        '<html><body>Watched <a href="https://music.youtube.com/watch?v=x">Innuendo</a><br>'
        '<a href="https://www.youtube.com/channel/x">Queen - Topic</a><br>'
        'Watched <a href="https://music.youtube.com/watch?v=y">Heroes</a><br>'
        '<a href="https://www.youtube.com/channel/y">David Bowie - Topic</a></body></html>',
    ),
    "Takeout under unknown headers": (
        "music.csv",
        "Video ID,Xa,Xb,Xc\nabcdefghij0,Innuendo,x y,Queen\nabcdefghij1,Heroes,x y,David Bowie\n",
    ),
    "VirtualDJ": (
        "list.m3u",
        "#EXTVDJ:<artist>Queen</artist><title>Innuendo</title>\nx.mp3\n"
        "#EXTVDJ:<artist>David Bowie</artist><title>Heroes</title>\ny.mp3\n",
    ),
    "Apple's answers": (
        "list.json",
        '{"data": [{"type": "songs", "attributes": {"name": "Innuendo", "artistName": "Queen"}},'
        ' {"type": "songs", "attributes": {"name": "Heroes", "artistName": "David Bowie"}}]}',
    ),
    "titles of videos": (
        "list.json",
        '{"title": "Road", "entries": [{"title": "Queen - Innuendo"}, {"title": "David Bowie - Heroes"}]}',
    ),
    "plays of Apple Music": (
        "plays.csv",
        'Track Description,Plays\n"Queen - Innuendo",5\n"David Bowie - Heroes",2\n',
    ),
    "lines above the header": (
        "list.csv",
        "My list\n\nNo,Song Title,Performer\n1,Innuendo,Queen\n2,Heroes,David Bowie\n",
    ),
    "Excel's first line": ("list.csv", "sep=;\nTitel;Interpret\nInnuendo;Queen\nHeroes;David Bowie\n"),
    "Cyrillic": ("list.csv", "Название;Исполнитель\nInnuendo;Queen\nHeroes;David Bowie\n".encode("cp1251")),
    "folders": (
        "list.m3u",
        "/Music/Queen/Innuendo/01 Innuendo.mp3\nD:\\Musik\\David Bowie\\Heroes\\CD 1\\1-03 Heroes.mp3\n",
    ),
    "full-width forms": ("list.txt", "Ｑｕｅｅｎ　－　Ｉｎｎｕｅｎｄｏ\nDavid Bowie - Heroes\n"),
    "a page with a list": (
        "x.html",
        "<html><h1>Road</h1><ol><li>Queen - Innuendo<li>David Bowie - Heroes</ol></html>",
    ),
}


@pytest.mark.parametrize(("name", "content"), VARIANTS.values(), ids=VARIANTS)
def test_the_songs_of_a_variant_are_read_and_nothing_else(name, content):
    assert [(each.artist, each.title) for each in read_file(name, content).references] == WANTED


@pytest.mark.parametrize(
    ("encoding", "song"),
    [
        ("shift_jis", "宇多田ヒカル - 光あれ"),
        ("gb18030", "周杰伦 - 青花瓷的故事"),
        ("euc_kr", "아이유 - 좋은 날입니다"),
        ("koi8_r", "Кино - Группа крови на рукаве"),
        ("cp1251", "Кино - Группа крови на рукаве"),
        ("cp1250", "Budka Suflera - Jolka, Jolka pamiętasz łąkę"),
        ("utf-16-le", "Björk - Jóga"),
    ],
)
def test_older_encodings_are_told(encoding, song):
    (first, *_) = read_file("list.txt", "\n".join([song] * 5).encode(encoding)).references
    assert first.source == song


def test_utf_8_that_was_read_as_latin_1_is_repaired():
    assert read_file("list.csv", "Title,Artist\nSeÃ±orita,BeyoncÃ©\n").references[0].title == "Señorita"


def test_ids_of_videos_alone_are_told_with_a_cure_of_that_service():
    with pytest.raises(InvalidInput, match="YouTube") as raised:
        read_file("videos.csv", "Video ID,Time Added\nabcdefghij0,2024\n")
    assert "exportify" not in str(raised.value)


def test_the_headings_of_a_copied_web_page_are_no_songs():
    rows = "1\nInnuendo\nQueen\nInnuendo\n6:31\n2\nHeadlong\nQueen\nInnuendo\n4:38\n"
    found = read_text(f"#\nTitle\nAlbum\nDate added\n{rows}").references
    assert [(each.title, each.artist) for each in found] == [("Innuendo", "Queen"), ("Headlong", "Queen")]
