"""Helpers that store songs in a Records and read their keys page by page."""

from shared.ports import Record, Records


def keep(records: Records, key: str, **fields) -> None:
    assert records.create("songs", Record(key, fields))


def keys(records: Records, collection: str = "songs", **arguments) -> list[str]:
    return [record.key for record in records.page(collection, **arguments).records]


def keys_by_page(records: Records, collection: str = "songs", **arguments) -> list[list[str]]:
    pages, cursor = [], None
    while not pages or cursor:
        page = records.page(collection, cursor=cursor, **arguments)
        pages.append([record.key for record in page.records])
        cursor = page.cursor
    return pages
