"""Damage to a real SQLite file."""

import sqlite3
from contextlib import closing
from pathlib import Path


def spoil(path: Path, table: str) -> bytes:
    """Overwrite the root page of a table with bytes that are no page; return the file as it was.

    No connection may be open.
    """
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    whole = path.read_bytes()
    start = (root - 1) * size
    path.write_bytes(
        whole[:start] + bytes(255 - byte for byte in whole[start : start + size]) + whole[start + size :]
    )
    return whole
