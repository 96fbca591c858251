"""Lines that name several songs: each is found, what is not found is said, and one song stays one."""

import pytest
from searched_model import searched_model

from shared.intake import read_text
from shared.model.resolve import resolve
from shared.model.several_songs import MOST_LINES, WHY_BEYOND, WHY_MAYBE, WHY_NOT

SONGS = [
    ("Glass Harbour", "Mira Voss"),
    ("Lanterns", "Kestrel"),
    ("Amber Parade", "Kestrel"),
    ("Paper Boats", "Nika"),
    ("Salt and Iron", "Nine Clerks"),
    ("Low Tide", "Moss, Fern & Bracken"),
    ("Harder, Longer, Colder", "Nika"),
    ("Old Roads", "Kestrel"),
    ("Together", "Nika, Mira Voss"),
    ("Harbours", "Mira Voss"),
    ("Dreams", "Nika"),
]
GLASS, LANTERNS, AMBER, BOATS, SALT, TIDE, HARDER = (title for title, _ in SONGS[:7])


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    with searched_model(tmp_path_factory.mktemp("model"), SONGS) as model:
        yield model


def resolved(model, text):
    return resolve(read_text(text).references, model)


def titles(model, text):
    return [match.track.name for match in resolved(model, text).matched]


@pytest.mark.parametrize(
    ("line", "songs"),
    [
        ("Lanterns - Kestrel, Paper Boats - Nika", [LANTERNS, BOATS]),
        ("Kestrel - Lanterns / Nika - Paper Boats", [LANTERNS, BOATS]),
        ("Kestrel - Lanterns; Nika - Paper Boats; Mira Voss - Glass Harbour", [LANTERNS, BOATS, GLASS]),
        ("Kestrel - Lanterns | Nika - Paper Boats", [LANTERNS, BOATS]),
        ("Kestrel - Lanterns ➡️ Nika - Paper Boats 🔥 Mira Voss - Glass Harbour", [LANTERNS, BOATS, GLASS]),
        ("Kestrel - Lanterns    Nika - Paper Boats", [LANTERNS, BOATS]),
        ("Kestrel - Lanterns - Nika - Paper Boats", [LANTERNS, BOATS]),
        ("I love Lanterns by Kestrel and Paper Boats by Nika", [LANTERNS, BOATS]),
        ("My favourites are Lanterns by Kestrel, Paper Boats by Nika and Glass Harbour by Mira Voss.",
         [LANTERNS, BOATS, GLASS]),
        ("hey can you play lanterns by kestrel and paper boats by nika thanks", [LANTERNS, BOATS]),
        ("Ich mag Lanterns von Kestrel und Paper Boats von Nika", [LANTERNS, BOATS]),
        ('"Lanterns" by Kestrel, "Paper Boats" by Nika & "Glass Harbour" by Mira Voss', [LANTERNS, BOATS, GLASS]),
        ("Lanterns (Kestrel), Paper Boats (Nika)", [LANTERNS, BOATS]),
        ("1. Kestrel - Lanterns 2. Nika - Paper Boats 3. Mira Voss - Glass Harbour", [LANTERNS, BOATS, GLASS]),
        ("(1) Lanterns – Kestrel (2) Paper Boats – Nika", [LANTERNS, BOATS]),
        ("00:00 Kestrel - Lanterns 04:12 Nika - Paper Boats", [LANTERNS, BOATS]),
        ("Kestrel: Lanterns, Amber Parade, Old Roads", [LANTERNS, AMBER, "Old Roads"]),
        ("Kestrel - Lanterns / Amber Parade", [LANTERNS, AMBER]),
        ("Lanterns and Amber Parade by Kestrel", [LANTERNS, AMBER]),
        ("Low Tide by Moss, Fern & Bracken, Salt and Iron by Nine Clerks", [TIDE, SALT]),
        ("Salt and Iron by Nine Clerks and Lanterns by Kestrel", [SALT, LANTERNS]),
    ],
)  # fmt: skip
def test_each_song_of_a_line_is_found(model, line, songs):
    found = resolved(model, line)
    assert [match.track.name for match in found.matched] == songs
    assert found.unmatched == ()


@pytest.mark.parametrize(
    ("line", "song"),
    [
        ("Salt and Iron by Nine Clerks", SALT),
        ("Moss, Fern & Bracken - Low Tide", TIDE),
        ("Low Tide - Moss, Fern & Bracken", TIDE),
        ("Harder, Longer, Colder - Nika", HARDER),
        ("Nika, Mira Voss - Together", "Together"),
        ("Nika and Mira Voss - Together", "Together"),
        ("Kestrel - Lanterns, 2019, pop, 3:12", LANTERNS),
        ("I love Lanterns by Kestrel", LANTERNS),
    ],
)
def test_a_line_of_one_song_stays_one(model, line, song):
    found = resolved(model, line)
    assert [match.track.name for match in found.matched] == [song]
    assert found.unmatched == ()


def test_a_part_that_is_not_found_is_named(model):
    found = resolved(model, "Kestrel - Lanterns / Zorbly Quux - Nosuch Thing")
    assert [match.track.name for match in found.matched] == [LANTERNS]
    assert [(each.source, each.why) for each in found.unmatched] == [("Zorbly Quux - Nosuch Thing", WHY_NOT)]


def test_several_songs_and_a_part_that_is_none_are_all_told(model):
    found = resolved(model, "Kestrel - Lanterns, Nika - Paper Boats, Zorbly Quux - Nosuch Thing")
    assert [match.track.name for match in found.matched] == [LANTERNS, BOATS]
    assert [each.source for each in found.unmatched] == ["Zorbly Quux - Nosuch Thing"]


def test_an_album_behind_a_song_is_no_seed_though_a_song_has_its_name(model):
    found = resolved(model, "Mira Voss - Glass Harbour, Harbours")
    assert [match.track.name for match in found.matched] == [GLASS]
    assert [(each.source, each.why) for each in found.unmatched] == [("Harbours", WHY_MAYBE)]


@pytest.mark.parametrize("line", ["Not Your Dreams by Nika", "Sweet Dreams by Nika", "Dreams by Nika Revival"])
def test_a_longer_name_is_not_cut_down_to_a_song(model, line):
    assert titles(model, line) == []


def test_each_part_is_shown_as_it_was_written_on_its_line(model):
    found = resolved(model, "Nika - Paper Boats\nKestrel - Lanterns / Mira Voss - Glass Harbour")
    shown = [(match.reference.source, match.reference.line) for match in found.matched]
    assert shown == [("Nika - Paper Boats", 1), ("Kestrel - Lanterns", 2), ("Mira Voss - Glass Harbour", 2)]


def test_a_line_of_very_many_pieces_is_left_as_it_is(model):
    assert len(titles(model, "Kestrel - Lanterns," + "a," * 70)) <= 1


def test_lines_beyond_those_that_are_divided_are_told_once_with_their_number(model):
    line = "Kestrel - Lanterns, live at somebody else's house"
    found = resolve(read_text(f"{line}\n" * (MOST_LINES + 3)).references, model)
    assert len(found.matched) == MOST_LINES + 3
    (told,) = [each for each in found.unmatched if each.why == WHY_BEYOND.format(count=3)]
    assert told.line == MOST_LINES + 1
