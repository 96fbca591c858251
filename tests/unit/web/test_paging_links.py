"""The link to the next page, and cursors that count."""

import pytest
from flask import Request
from werkzeug.http import parse_options_header
from werkzeug.test import EnvironBuilder

from shared.errors import InvalidInput
from shared.web.added_headers import added_headers
from shared.web.paging import add_next_link, read_offset


def link(address: str, cursor: str | None) -> list[tuple[str, str]]:
    request = Request(EnvironBuilder(address).get_environ())
    add_next_link(request, cursor)
    return list(added_headers(request))


def test_the_next_page_is_the_same_address_with_another_cursor():
    assert link("/?q=a+b&cursor=1&limit=5", "2") == [("Link", '<?q=a+b&limit=5&cursor=2>; rel="next"')]


def test_a_cursor_cannot_leave_its_brackets():
    ((_, value),) = link("/?q=%3E%22", '>; rel="evil')
    address, _ = parse_options_header(value)
    assert address.count(">") == 1


def test_the_last_page_has_no_link():
    assert link("/?q=a", None) == []


@pytest.mark.parametrize(("text", "offset"), [("", 0), ("50", 50), ("499", 499)])
def test_a_cursor_counts_results(text, offset):
    assert read_offset(text, 499) == offset


@pytest.mark.parametrize("text", ["0", "500", "-1", "1.5", "x", "٣", "9" * 5_000])
def test_a_foreign_cursor_is_refused(text):
    with pytest.raises(InvalidInput, match="cursor"):
        read_offset(text, 499)
