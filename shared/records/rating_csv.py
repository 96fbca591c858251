"""Lossless export of all ratings as CSV, for admins, and its import. A rating is a line, no cell a formula."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from typing import Annotated

import msgspec
from msgspec import Meta

from shared.domain.rating import CountedOpinion, Kind, Opinion, Rating, Target, rated
from shared.domain.search import Search
from shared.domain.track_ids import track_id_of
from shared.errors import InvalidInput
from shared.ports import Records
from shared.record_kinds import RATINGS
from shared.records.csv_cells import FORMULA, guarded, unguarded
from shared.records.paging import every_record
from shared.records.ratings import RatingLog

COLUMNS = ("listener", "kind", "target", "search", "opinion", "model", "cluster", "rated_at")

_PAGE = 500
_Id = Annotated[str, Meta(pattern="^[A-Za-z0-9_-]{1,100}$")]
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class RatingRow(msgspec.Struct, frozen=True):
    """One line of the table."""

    listener: _Id
    kind: Kind
    target: Annotated[str, Meta(pattern="^[A-Za-z0-9:_-]{1,100}$")]
    search: _Id
    opinion: Opinion
    model: Annotated[str, Meta(min_length=1, max_length=200)]
    cluster: Annotated[int, Meta(ge=0, lt=2**31)] | None
    rated_at: Annotated[datetime, Meta(tz=True)]


@dataclass(slots=True)
class Imported:
    """The result of an import; every line but the heading and empty ones is in exactly one of these."""

    imported: int = 0
    unchanged: int = 0
    """Ratings stored with the same or a newer opinion."""
    refused: list[tuple[int, str]] = field(default_factory=list)
    """Refused lines, by their number from 1 on, with the reason."""


def export_ratings(records: Records) -> Iterator[str]:
    """Yield a CSV of every rating that is not taken back, in the order of their keys, in parts of bounded size."""
    found = every_record(lambda cursor: records.page(RATINGS.name, limit=_PAGE, cursor=cursor))
    ratings = (Rating.of(record.fields) for record in found)
    lines = (_line(_cells(rating, rating.given)) for rating in ratings if rating.given is not None)
    yield "".join([_line(COLUMNS), *islice(lines, _PAGE)])
    while part := "".join(islice(lines, _PAGE)):
        yield part


def import_ratings(log: RatingLog, lines: Iterable[bytes]) -> Imported:
    """Store the ratings of a CSV that `export_ratings` made, except where a newer one is stored.

    A line that cannot be used is left out and listed with the reason; a second import changes nothing. Raises
    InvalidInput, having stored nothing, for a table with another heading, and Unavailable if it could not go on;
    the same call again then does the rest.
    """
    done = Imported()
    numbered = enumerate(lines, start=1)
    _check_heading(next(numbered, (1, b""))[1].removeprefix(_BYTE_ORDER_MARK))
    for number, line in numbered:
        if not line.strip():
            continue
        try:
            changed = _restore(log, _row(line))
        except InvalidInput as error:
            done.refused.append((number, str(error)))
            continue
        done.imported += changed
        done.unchanged += not changed
    return done


def _check_heading(line: bytes) -> None:
    heading = ",".join(COLUMNS)
    if line.strip() != heading.encode():
        raise InvalidInput(
            "The table cannot be read",
            expected=f"a first line of {heading}",
            found=ascii(line[:80].decode("utf-8", "replace")),
            cure="import what was exported",
        )


def _row(line: bytes) -> RatingRow:
    """Read a line. Raises InvalidInput for one that no export holds."""
    try:
        cells = next(csv.reader([line.decode("utf-8").rstrip("\r\n")], strict=True), [])
        named: dict[str, object] = dict(zip(COLUMNS, map(unguarded, cells), strict=True))
        named["cluster"] = int(str(named["cluster"])) if named["cluster"] else None
        row = msgspec.convert(named, RatingRow)
        row.rated_at.astimezone(UTC)
    except (ValueError, OverflowError, csv.Error, msgspec.ValidationError) as error:
        raise InvalidInput("The line cannot be used", found=str(error)) from error
    if row.kind == "track":
        row = msgspec.structs.replace(row, target=_track_id(row.target))
    if not row.model.isprintable() or row.model.startswith(FORMULA):
        raise InvalidInput("The line cannot be used", expected="a model's version", found=ascii(row.model))
    return row


def _track_id(target: str) -> str:
    """Return a track's id; exports from before ids named their provider have Spotify's bare ones."""
    track_id = track_id_of(target)
    if track_id is None:
        raise InvalidInput("The line cannot be used", expected="a track's id as target", found=target)
    return track_id


def _restore(log: RatingLog, row: RatingRow) -> bool:
    """Store one rating unless a newer one is there; return whether that changed anything."""
    target = Target(row.kind, row.target)
    search = Search(row.search, row.rated_at, row.model, (), (), row.cluster, None)

    def change(before: Rating | None) -> Rating:
        if before is not None and before.rated_at >= row.rated_at:
            return before
        return rated(before, row.listener, target, search, row.opinion, row.rated_at)

    key = target.key(row.listener)
    kept = log.get(key)
    if kept is not None and change(kept) == kept:
        log.publish(kept)
        return False
    log.change(key, change)
    return True


def _cells(rating: Rating, given: CountedOpinion) -> Sequence[str]:
    cells = {
        "listener": rating.listener,
        "kind": rating.target.kind,
        "target": rating.target.id,
        "search": rating.search,
        "opinion": given.opinion.value,
        "model": given.model,
        "cluster": "" if given.cluster is None else str(given.cluster),
        "rated_at": rating.rated_at.isoformat(),
    }
    return [cells[name] for name in COLUMNS]


def _line(cells: Sequence[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(map(guarded, cells))
    return text.getvalue()
