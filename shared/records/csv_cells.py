"""Cells of tables that spreadsheets open: none is a formula, and each is read back as it was.

The site has the same rule in JavaScript, see site/find/csv.js.
"""

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""First letters of what a spreadsheet runs (owasp.org/www-community/attacks/CSV_Injection)."""

_MARK = "'"


def guarded(text: str) -> str:
    """Return a text as a cell: an apostrophe goes before one that a spreadsheet would run, or that has one.

    >>> [guarded(text) for text in ("=1+1", "-abc", "abc", "'=1", "")]
    ["'=1+1", "'-abc", 'abc', "''=1", '']
    """
    return f"{_MARK}{text}" if text.startswith((*FORMULA, _MARK)) else text


def unguarded(cell: str) -> str:
    """Return the text of a cell that `guarded` made; other cells are their text.

    >>> [unguarded(cell) for cell in ("'=1+1", "abc", "'abc", "''=1")]
    ['=1+1', 'abc', "'abc", "'=1"]
    """
    text = cell.removeprefix(_MARK)
    return text if text.startswith((*FORMULA, _MARK)) else cell
