"""The indexes of the SQLite file of records: pages that are asked often are read, not searched for.

A listener's own, who is due and what a week loved most are a handful among millions; without an index each page
would read them all.
"""

from shared.adapters.ordering import MAX_ORDERED_BYTES

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

INDEXED: tuple[tuple[str, str], ...] = (
    ("", "asked_at"),
    ("kind", "searches"),
    ("listener", "asked_at"),
    ("listener", "due_at"),
    ("listener", "ingested_at"),
    ("listener", "rated_at"),
    ("state", "due_at"),
    ("week", "loved"),
    ("week", "searched"),
)
"""A field that records are found by, "" for all of a collection, and the one that orders them."""


def indexes() -> list[str]:
    """Give the statements that make the indexes that are not there yet."""
    return [_index(wanted, order) for wanted, order in INDEXED]


def index_name(wanted: str, order: str) -> str:
    """Name the index of pages that are found and ordered by these fields."""
    return f"records_by_{wanted or 'all'}_and_{order}"


def _index(wanted: str, order: str) -> str:
    columns = [part.format(name=name) for name in (wanted, order) if name for part in (RANK, VALUE)]
    # The condition is one that every page's statement has too, so that the index may serve it.
    return (
        f"CREATE INDEX IF NOT EXISTS {index_name(wanted, order)}"
        f" ON records (collection, {', '.join(columns)}, key)"
        f" WHERE {RANK.format(name=order)} IS NOT NULL"
    )
