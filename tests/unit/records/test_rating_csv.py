"""The table of ratings on hand-made lines: what a line may hold, what is refused, what a second import does."""

import csv
from datetime import UTC, datetime

import pytest

from shared.adapters.memory import MemoryBus, MemoryRecords
from shared.domain.rating import Opinion, Rating, Target
from shared.errors import InvalidInput
from shared.ports import Record
from shared.records.rating_csv import COLUMNS, export_ratings, import_ratings
from shared.records.ratings import RatingLog

HEADING = ",".join(COLUMNS)
ID = "spotify:track:4uLU6hMCjMI75M1A2tKUQC"
LINE = {
    "listener": "ada",
    "kind": "track",
    "target": ID,
    "search": "s",
    "opinion": "love",
    "model": "v1",
    "cluster": "3",
    "rated_at": "2026-11-23T12:00:00+00:00",
}


@pytest.fixture
def records():
    return MemoryRecords()


@pytest.fixture
def bus():
    return MemoryBus()


@pytest.fixture
def log(records, bus):
    return RatingLog(records, lambda: bus)


def line(**cells: str) -> bytes:
    return ",".join((LINE | cells).values()).encode()


def imported(log, *lines: bytes):
    return import_ratings(log, [f"{HEADING}\n".encode(), *lines])


def told(log, given: bytes) -> str:
    """Import a line that is refused, and return the reason."""
    ((number, reason),) = imported(log, given).refused
    assert number == 2
    return reason


def test_a_line_becomes_the_rating_it_was(log):
    imported(log, line())
    rating = log.get(Target("track", ID).key("ada"))
    assert (rating.opinion, rating.search, rating.given.model, rating.given.cluster) == (
        Opinion.LOVE,
        "s",
        "v1",
        3,
    )
    assert rating.rated_at == datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_a_bare_id_of_an_old_export_is_spotify_s(log):
    imported(log, line(target=ID.removeprefix("spotify:track:")))
    assert log.get(Target("track", ID).key("ada")).opinion is Opinion.LOVE


def test_an_imported_rating_is_published_to_be_counted(log, bus):
    imported(log, line())
    assert [message.topic for message in bus.published] == ["activity"]


def test_what_is_exported_is_what_was_imported(log, records):
    given = [HEADING, line(listener="a").decode(), line(listener="b", cluster="", opinion="hate").decode()]
    import_ratings(log, [each.encode() for each in given])
    assert "".join(export_ratings(records)).splitlines() == given


def test_an_export_without_ratings_is_its_heading(records):
    assert list(export_ratings(records)) == [f"{HEADING}\n"]


def test_a_cell_with_a_comma_is_quoted(log, records):
    imported(log, line(model='"v1, first"'))
    (_, row) = csv.reader("".join(export_ratings(records)).splitlines())
    assert row[COLUMNS.index("model")] == "v1, first"


def test_blank_lines_are_neither_imported_nor_refused_but_counted(log):
    done = imported(log, b"\n", b"  \r\n", b"x\n", line())
    assert (done.imported, done.unchanged, [number for number, _ in done.refused]) == (1, 0, [4])


def test_the_same_line_again_is_unchanged(log):
    done = imported(log, line(), line())
    assert (done.imported, done.unchanged) == (1, 1)


def test_of_two_opinions_of_one_moment_the_first_stays(log):
    done = imported(log, line(), line(opinion="hate"))
    assert (done.imported, done.unchanged) == (1, 1)


def test_a_newer_opinion_replaces_an_older(log):
    assert imported(log, line(), line(opinion="hate", rated_at="2026-11-23T12:00:01+00:00")).imported == 2


def test_moments_are_compared_across_time_zones(log):
    done = imported(log, line(), line(opinion="hate", rated_at="2026-11-23T12:30:00+01:00"))
    assert (done.imported, done.unchanged) == (1, 1)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("listener", "x" * 100),
        ("search", "a_b-C9"),
        ("model", "x" * 200),
        ("cluster", ""),
        ("cluster", "0"),
        ("cluster", str(2**31 - 1)),
        ("rated_at", "2026-11-23T12:00:00Z"),
        ("opinion", "okay"),
    ],
)
def test_a_cell_at_its_bound_is_imported(log, column, value):
    assert imported(log, line(**{column: value})).imported == 1


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("listener", "x" * 101),
        ("listener", ""),
        ("listener", "a.b"),
        ("kind", "album"),
        ("search", "a b"),
        ("opinion", "LOVE"),
        ("opinion", ""),
        ("model", ""),
        ("model", "x" * 201),
        ("cluster", "-1"),
        ("cluster", str(2**31)),
        ("cluster", "1.5"),
        ("rated_at", "2026-11-23T12:00:00"),
        ("rated_at", "0001-01-01T00:00:00+01:00"),
        ("rated_at", "today"),
    ],
)
def test_a_cell_beyond_its_bound_is_refused(log, column, value):
    assert told(log, line(**{column: value})).startswith("The line cannot be used: found ")


def test_a_track_is_rated_by_its_id_and_a_list_by_any(log):
    assert "expected a track's id as target, found short" in told(log, line(target="short"))
    assert imported(log, line(kind="list", target="short")).imported == 1


def test_a_model_that_cannot_be_shown_is_told_in_ascii(log):
    assert r"expected a model's version, found 'v\x85'" in told(log, line(model="v\x85"))


@pytest.mark.parametrize("cells", [b"ada,track", line() + b",more", b'"ada'])
def test_a_line_of_another_shape_is_refused(log, cells):
    assert "The line cannot be used" in told(log, cells)


def test_of_another_heading_eighty_characters_are_told_and_nothing_stored(log, records):
    with pytest.raises(InvalidInput, match="import what was exported") as caught:
        import_ratings(log, [b"x" * 81, line()])
    assert caught.value.found == repr("x" * 80)
    assert records.page("ratings").records == ()


def test_a_table_of_nothing_has_another_heading(log):
    with pytest.raises(InvalidInput, match="found ''"):
        import_ratings(log, [])


def test_an_opinion_taken_back_is_not_exported_and_does_not_return(log, records):
    imported(log, line())
    key = Target("track", ID).key("ada")

    def without_opinion(before: Rating | None) -> Rating:
        return Rating.of(before.to_fields() | {"given": None, "rated_at": "2026-11-24T00:00:00+00:00"})

    log.change(key, without_opinion)
    assert imported(log, line()).unchanged == 1
    assert list(export_ratings(records)) == [f"{HEADING}\n"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_model_that_a_spreadsheet_would_run_is_refused(log, start):
    given = line(model=f"\"{start}cmd|' /C calc'!A0\"")
    assert "The line cannot be used" in told(log, given)


def test_no_cell_of_an_export_is_a_formula_and_each_comes_back_as_it_was(log, records):
    imported(log, line(listener="-ada", search="-s", kind="list", target="-list"))
    (stored,) = records.page("ratings").records
    kept_before = stored.fields | {"given": stored.fields["given"] | {"model": "=cmd"}}  # when none was refused
    records.create("ratings", Record("before", kept_before))
    exported = "".join(export_ratings(records))
    cells = [cell for row in csv.reader(exported.splitlines()) for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []
    assert "'-ada" in cells
    assert "'=cmd" in cells
    again = RatingLog(MemoryRecords(), MemoryBus)
    import_ratings(again, [each.encode() for each in exported.splitlines(keepends=True) if "=cmd" not in each])
    assert again.get(Target("list", "-list").key("-ada")).search == "-s"
