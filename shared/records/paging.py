"""Iteration over pages of records; a page is not held in memory once it was read."""

from collections.abc import Callable, Iterator

from shared.ports import Page, Record


def every_record(page: Callable[[str | None], Page]) -> Iterator[Record]:
    """Yield the records of all pages; `page` returns the one after a cursor, for None the first.

    Raises what `page` does. Records that were yielded may be deleted meanwhile.
    """
    cursor: str | None = None
    while True:
        found = page(cursor)
        yield from found.records
        if (cursor := found.cursor) is None:
            return
