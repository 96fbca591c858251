"""Tables in JSON, lists as Python prints them, and lines with escapes are read as the songs they hold."""

import pytest

from shared.errors import InvalidInput
from shared.intake.files import read_file

LANTERNS, BOATS = ("Lanterns", "Kestrel"), ("Paper Boats", "Nika")


def songs(name, content):
    return [each.ways for each in read_file(name, content).references]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param('[["Lanterns", "Kestrel"], ["Paper Boats", "Nika"]]', id="rows"),
        pytest.param('[["title", "artist"], ["Lanterns", "Kestrel"], ["Paper Boats", "Nika"]]', id="header"),
        pytest.param(
            '{"columns": ["artist", "title"], "index": [0, 1],'
            ' "data": [["Kestrel", "Lanterns"], ["Nika", "Paper Boats"]]}',
            id="columns and data",
        ),
        pytest.param('{"title": ["Lanterns", "Paper Boats"], "artist": ["Kestrel", "Nika"]}', id="lists"),
        pytest.param(
            '{"title": {"0": "Lanterns", "1": "Paper Boats"}, "artist": {"0": "Kestrel", "1": "Nika"}}',
            id="an object a column",
        ),
        pytest.param('["Lanterns", "Kestrel"]\n["Paper Boats", "Nika"]\n', id="a row a line"),
        pytest.param("[('Lanterns', 'Kestrel'), ('Paper Boats', 'Nika')]", id="tuples of Python"),
        pytest.param(
            "[{'title': 'Lanterns', 'artist': 'Kestrel', 'n': None}, {'title': 'Paper Boats', 'artist': 'Nika'}]",
            id="dictionaries of Python",
        ),
        pytest.param("['Kestrel - Lanterns', 'Nika - Paper Boats']", id="a list of Python"),
        pytest.param(
            '[{"title": "Lanterns", "artist": "Kestrel"}, {"title": "Paper Boats", "artist": "Nika"},]',
            id="a comma too many",
        ),
        pytest.param("Kestrel%20-%20Lanterns\nNika%20-%20Paper%20Boats\n", id="blanks as %20"),
        pytest.param(
            "file:///home/me/Music/Kestrel/Amber/02%20Lanterns.mp3\nfile:///home/me/Music/Nika/Sea/03%20Paper%20Boats.mp3\n",
            id="addresses of files",
        ),
    ],
)  # fmt: skip
def test_both_songs_are_read(content):
    first, second = songs("songs.txt" if content[0] not in "[{" else "songs.json", content)
    assert LANTERNS in first
    assert BOATS in second


def test_a_pasted_list_of_python_needs_no_name():
    first, second = songs("pasted text", "['Kestrel - Lanterns', 'Nika - Paper Boats']")
    assert LANTERNS in first
    assert BOATS in second


def test_a_song_named_with_a_percent_sign_is_left_alone():
    assert songs("songs.txt", "Nika - 100% Sure")[0][0] == ("100% Sure", "Nika")


def test_rows_of_numbers_are_told_as_holding_no_songs():
    with pytest.raises(InvalidInput, match="no songs"):
        read_file("songs.json", "[[1, 2], [3, 4]]")


def test_code_in_a_list_is_not_run():
    (ways,) = songs("songs.txt", "['Lanterns', __import__('os')]")
    assert ways


@pytest.mark.parametrize("content", ["[(" * 50_000, "[['a'" + ", 'a'" * 400_000 + "]]"])
def test_very_deep_and_long_lists_of_python_are_refused(content):
    with pytest.raises(InvalidInput):
        read_file("songs.json", content)
