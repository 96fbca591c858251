"""The indexes of the SQLite file of records, for the pages that `record_kinds` names.

A listener's own records, the subscriptions that are due and the tracks a week loved most are a handful among
millions; without an index each page would read them all.
"""

from dataclasses import replace

from shared.adapters.ordering import MAX_ORDERED_BYTES
from shared.record_kinds import KINDS, Index

# The two halves of `ordering.level`, over JSON text. (A whole number over 64 bits is extracted as a real one.)
_TEXT_BYTES = "length(CAST(json_extract(fields, '$.{name}') AS BLOB))"
RANK = f"""
CASE json_type(fields, '$.{{name}}')
WHEN 'null' THEN 0 WHEN 'false' THEN 1 WHEN 'true' THEN 1 WHEN 'real' THEN 2
WHEN 'integer' THEN CASE typeof(json_extract(fields, '$.{{name}}')) WHEN 'integer' THEN 2 END
WHEN 'text' THEN CASE WHEN {_TEXT_BYTES} <= {MAX_ORDERED_BYTES} THEN 3 END
END
"""
VALUE = "coalesce(json_extract(fields, '$.{name}'), 0)"

INDEXED: tuple[Index, ...] = tuple(
    sorted(
        {replace(index, descending=False) for kind in KINDS for index in kind.indexes},
        key=lambda index: (index.where, index.order_by),
    )
)
"""Each serves both directions, and every kind of record with such pages: all are in one table."""


def indexes() -> list[str]:
    """Return the statements that create the missing indexes."""
    return [_statement(index) for index in INDEXED]


def index_name(index: Index) -> str:
    """Return the name that an index has in the file."""
    return f"records_by_{'_'.join(index.where) or 'all'}_and_{index.order_by}"


def _statement(index: Index) -> str:
    columns = [part.format(name=name) for name in (*index.where, index.order_by) for part in (RANK, VALUE)]
    # The condition is one that every page's statement has too, so that the index may serve it.
    return (
        f"CREATE INDEX IF NOT EXISTS {index_name(index)}"
        f" ON records (collection, {', '.join(columns)}, key)"
        f" WHERE {RANK.format(name=index.order_by)} IS NOT NULL"
    )
