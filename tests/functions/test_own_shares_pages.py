"""A listener's own shared lists and blends, page by page."""

from datetime import UTC, datetime, timedelta

import pytest

from functions.share.contract import OwnBlend, OwnShare
from functions.share.own_pages import SHOWN, page_of
from shared.errors import InvalidInput

BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
SHARES = [OwnShare(f"s{n}", "search", "url", "title", BEGAN + timedelta(minutes=n // 3)) for n in range(2 * SHOWN)]
BLENDS = [OwnBlend(f"b{n}", "url", "title", BEGAN + timedelta(minutes=n), joined=False) for n in range(50)]


def shown(shares, blends):
    """Return the ids of each page, in the order of time."""
    pages, cursor = [], ""
    while cursor is not None:
        page = page_of(shares, blends, cursor)
        pages.append(sorted([*page.shares, *page.blends], key=lambda each: (each.created_at, each.id))[::-1])
        cursor = page.cursor
    return pages


def test_all_pages_together_show_each_entry_once_the_newest_first():
    every = [each for page in shown(SHARES, BLENDS) for each in page]
    assert every == sorted([*SHARES, *BLENDS], key=lambda each: (each.created_at, each.id), reverse=True)


def test_a_page_is_bounded():
    assert [len(page) for page in shown(SHARES, BLENDS)] == [SHOWN, SHOWN, 50]


def test_few_entries_are_one_page():
    assert page_of(SHARES[:3], BLENDS[:3], "").cursor is None


def test_the_next_page_is_the_same_after_something_was_taken_down():
    cursor = page_of(SHARES, [], "").cursor
    page = page_of(SHARES, [], cursor).shares
    assert page_of([each for each in SHARES if each.id != SHARES[-1].id], [], cursor).shares == page


@pytest.mark.parametrize(
    "cursor", ["x", "2026-01-01", "2026-01-01T00:00:00+00:00", "2026-01-01T00:00:00 s1", "1 "]
)
def test_a_foreign_cursor_is_refused(cursor):
    with pytest.raises(InvalidInput, match="cursor"):
        page_of(SHARES, [], cursor)


def test_a_foreign_cursor_is_refused_over_http(listener):
    assert listener.ask("share/mine?cursor=x").status == 400


def test_the_last_page_says_so(listener):
    assert listener.ask("share/mine").body == {"shares": [], "blends": [], "cursor": None}
