"""Reading pages of records one after another, none of which is held in memory once it is through."""

from collections.abc import Callable, Iterator

from shared.ports import Page, Record


def every_record(page: Callable[[str | None], Page]) -> Iterator[Record]:
    """Give the records of all pages; `page` gives the one that a cursor continues with, of None the first.

    Raises what `page` does. Records that were given may be deleted meanwhile.
    """
    cursor: str | None = None
    while True:
        found = page(cursor)
        yield from found.records
        if (cursor := found.cursor) is None:
            return
