"""The pictures of a list: from its data alone, of the promised size, in every known script."""

import io
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import metadata

import pytest
import uharfbuzz
from matplotlib.image import imread
from over_http import fetch
from shared_lists import HOSTILE, keep, made_up, share, uri

from functions.share.artwork import LEAST_CURVES, MOST_CURVES, Band, curves_of
from functions.share.fonts import MAIN, UNKNOWN, typefaces
from functions.share.pictures import MOST_BYTES, SIZES, picture

COVERED_BY_APPS = 250
"""Pixels covered by apps at the top and the bottom of a story."""

SCRIPTS = {
    "Latin": "Ångström façade Việt Nam",
    "Greek": "Ελληνικά τραγούδια",
    "Cyrillic": "Песни у моря Її",
    "Arabic": "أغانٍ تليق بليلة صيفية گچپژ",
    "Hebrew": "שירים לנסיעה ארוכה",
    "Devanagari": "प्रेम की क्षत्रिय धुन",
    "Bengali": "বাংলা গান",
    "Tamil": "தமிழ் பாடல்கள்",
    "Thai": "เพลงรักในสายลม",
    "Khmer": "ចម្រៀង",
    "Armenian": "Հայկական երգեր",
    "Georgian": "ქართული სიმღერები",
    "Ethiopic": "የኢትዮጵያ ሙዚቃ",
    "Japanese": "夜に駆ける カラオケ",
    "Chinese": "夏天的歌曲 聽",
    "Korean": "비 오는 밤의 노래",
    "emoji": "🎉🎶👩‍👩‍👧🇫🇷❤️☕👍🏽",
    "symbols": "♪ ★ ☂ ∞ → €",
}
TITLES = {
    **SCRIPTS,
    "long": "Everything I listened to while I was supposed to be writing my thesis, and then some more of it " * 2,
    "a word without end": "A" * 160,
    "both directions": "Drive عبر المدينة with שיר 12",
    "dense": "鬱龍籠鑿驫麤靈鸞鑰鹽爨籲讞鷹鱷豔" * 10,
    "hostile": HOSTILE,
    "code": '#panic("x") $ ] ) \\ // /* `',
}


def size(png):
    return int.from_bytes(png[16:20]), int.from_bytes(png[20:24])


def drawn(shared, kind):
    return picture(shared, kind, "segue.example").draw()


def pixels(png):
    return imread(io.BytesIO(png))


def shaped(text):
    """Return the glyphs of a text, shaped family by family; 0 is a missing glyph."""
    faces = {face.family: (face.path, face.index) for face in typefaces().fonts.fonts() if face.style == "normal"}
    words = typefaces().styled(text)
    glyphs = []
    for family in words.fonts:
        letters = [letter for letter in words.text if ord(letter) in typefaces().coverage[family]]
        path, index = faces[family]
        font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(path), index))
        buffer = uharfbuzz.Buffer()
        buffer.add_str("".join(letters))
        buffer.guess_segment_properties()
        uharfbuzz.shape(font, buffer)
        glyphs += [info.codepoint for info in buffer.glyph_infos]
    return glyphs


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
@pytest.mark.parametrize("songs", [1, 50])
def test_a_card_has_its_size_and_is_light_enough_for_previews(title, songs):
    png = drawn(made_up(title, [title] * songs), "card")
    assert size(png) == SIZES["card"] == (1200, 630)
    assert len(png) < MOST_BYTES["card"] == 300_000


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
def test_a_story_has_its_size(title):
    assert size(drawn(made_up(title, [title] * 8), "story")) == SIZES["story"] == (1080, 1920)


@pytest.mark.parametrize("text", SCRIPTS.values(), ids=SCRIPTS)
def test_every_letter_has_a_glyph(text):
    assert typefaces().styled(text).text == text
    glyphs = shaped(text)
    assert len(glyphs) > 5
    assert 0 not in glyphs


def test_letters_that_join_are_joined():
    word = "قلب"
    assert shaped(word) != [glyph for letter in reversed(word) for glyph in shaped(letter)]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("𓀀𓀁 𓀂 songs", f"{UNKNOWN} songs"),
        ("𝓛𝓸𝓿𝓮 ①", "Love ①"),
        ("𝕊𝕠𝕟𝕘 𓀀 plain", f"Song {UNKNOWN} plain"),
    ],
)
def test_letters_that_no_family_has_become_plain_ones_or_a_wave(text, shown):
    assert typefaces().styled(text).text == shown
    assert 0 not in shaped(text)


@pytest.mark.parametrize(
    ("text", "lang", "family"),
    [
        ("骨 直", "zh", "Noto Sans CJK SC"),
        ("骨の歌", "ja", "Noto Sans CJK JP"),
        ("骨 노래", "ko", "Noto Sans CJK KR"),
        ("（3）", "en", "Noto Sans CJK SC"),
    ],
)
def test_a_chinese_character_is_drawn_as_in_the_language_around_it(text, lang, family):
    words = typefaces().styled(text)
    assert (words.lang, words.fonts) == (lang, (MAIN, family))


@pytest.mark.parametrize(
    ("text", "rtl"), [("שיר 2024", True), ("2024 مرحبا", True), ("Drive عبر", False), ("2024!", False)]
)
def test_the_first_letter_with_a_direction_decides_it(text, rtl):
    assert typefaces().styled(text).rtl is rtl


def test_a_story_says_nothing_where_apps_cover_it():
    names = ["A very long name of a song that fills its whole line and more"] * 8
    plain, full = (pixels(drawn(made_up(*told), "story")) for told in (("A", ["B"] * 8), (names[0] * 3, names)))
    different = (plain != full).any(axis=(1, 2)).nonzero()[0]
    assert different.min() >= COVERED_BY_APPS
    assert different.max() < 1920 - COVERED_BY_APPS


def test_a_title_stays_clear_of_the_songs():
    plain, full = (pixels(drawn(made_up(title, ["B"] * 6), "card")) for title in ("A", "W" * 160))
    assert (plain != full).any(axis=(0, 2)).nonzero()[0].max() < 606


def test_the_same_list_is_the_same_picture_and_another_list_has_other_art():
    band = Band((0, 0), (100, 0), swing=10)
    uris = [uri(number) for number in range(10)]
    assert curves_of(uris, band) == curves_of(uris, band)
    assert curves_of(uris, band) != curves_of(uris[1:], band)


@pytest.mark.parametrize("songs", [1, 2, 8, 9, 16, 100])
def test_art_is_woven_of_enough_strands_and_never_of_too_many(songs):
    band = Band((0, 50), (100, 50), swing=10)
    curves = curves_of([uri(number) for number in range(songs)], band)
    assert LEAST_CURVES <= len(curves) <= MOST_CURVES
    for curve in curves:
        assert (curve.path[0], curve.path[-1][-1]) == ((0, 50), (100, 50))
        assert all(40 <= bend[-1][1] <= 60 for bend in curve.path[1:])


def test_a_list_of_songs_without_names_is_drawn_all_the_same():
    assert size(drawn(made_up("", ["", "\u200b"]), "card")) == (1200, 630)


def test_who_has_a_picture_is_not_sent_it_again(listener, local_cloud_url, known):
    search, _ = listener.list_of(*known[:3])
    address = f"{local_cloud_url}/s/{share(listener, search)}/card.png"
    tag = fetch(address).headers["ETag"]
    again = fetch(address, headers={"If-None-Match": tag})
    assert (again.status, again.headers["ETag"]) == (304, tag)
    share(listener, search, title="Another title")
    renamed = fetch(address, headers={"If-None-Match": tag})
    assert (renamed.status, renamed.headers["ETag"] != tag) == (200, True)


def test_a_picture_of_hostile_names_is_a_picture(local_cloud_url, records):
    id = keep(records, made_up(HOSTILE, [HOSTILE, '#panic("x")']))
    assert size(fetch(f"{local_cloud_url}/s/{id}/story.png").body) == (1080, 1920)


def test_the_fonts_may_be_shipped():
    for package in ("manimgx-fonts", "manimgx-fonts-cjk"):
        assert metadata(package)["License-Expression"] == "OFL-1.1"
    for face in typefaces().fonts.fonts():
        named = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(face.path), face.index).get_name
        assert face.family.startswith("Noto ")
        assert "SIL Open Font License" in named(uharfbuzz.OTNameIdPredefined.LICENSE)


def test_pictures_asked_for_at_once_are_all_drawn(local_cloud_url, records):
    ids = [keep(records, made_up(f"Number {number}", ["One", "夜に駆ける"])) for number in range(6)]
    addresses = [f"{local_cloud_url}/s/{id}/{kind}.png" for id in ids for kind in SIZES]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(fetch, addresses))
    assert {answer.status for answer in answers} == {200}
    assert len({answer.headers["ETag"] for answer in answers}) == len(addresses)
