"""A host of files: index pages, parts, busy answers and redirects, over a real server."""

import pytest
from metabrainz import MetaBrainzServer
from outside_servers import Reply

from shared.adapters.file_host import FileHost
from shared.errors import LimitReached, NotFound, Unavailable


@pytest.fixture
def server():
    with MetaBrainzServer() as running:
        yield running


@pytest.fixture
def waits():
    return []


@pytest.fixture
def host(server, waits):
    return FileHost(server.url, sleep=waits.append)


def test_an_index_gives_its_files_and_folders_and_no_other_link(server, host):
    server.files |= {"/pub/a/x": b"", "/pub/b.tar": b"", "/pub/c d/y": b""}
    assert host.names("/pub/") == ["a/", "b.tar", "c d/"]


def test_an_index_with_hostile_links_gives_none_of_them(server, host):
    links = "".join(
        f'<a href="{link}">x</a>' for link in ("..", "../../etc/", "/etc/passwd", "http://other/", "%2e%2e/")
    )
    server.files["/pub/"] = f"<html>{links}<a href='good'>x</a>".encode()
    assert host.names("/pub/") == ["good"]


def test_a_page_that_never_ends_is_refused(server, host):
    server.files["/pub/"] = b"x" * (5 << 20)
    with pytest.raises(Unavailable, match=r"at most 4,194,304 bytes at /pub/, found more"):
        host.text("/pub/")


def test_a_missing_file_is_not_found(host):
    with pytest.raises(NotFound, match=r"has no /pub/x; check the address"):
        host.file("/pub/x")


def test_a_file_has_its_size_and_version(server, host):
    server.files["/x"] = b"12345"
    assert (host.file("/x").size, host.file("/x").version[:1]) == (5, '"')


def test_a_weak_etag_is_no_version(server, host):
    server.scripted.append(Reply(b"12345", 200, {"ETag": 'W/"1"'}))
    assert host.file("/x").version == ""


def test_the_date_of_change_is_the_version_where_there_is_no_etag(server, host):
    date = "Sun, 06 Sep 2026 00:00:03 GMT"
    server.scripted.append(Reply(b"12345", 200, {"Last-Modified": date}))
    assert host.file("/x").version == date


def test_a_part_is_the_bytes_asked_for(server, host):
    server.files["/x"] = b"0123456789"
    assert host.part(host.file("/x"), 3, 4) == b"3456"


def test_a_part_over_the_end_is_shorter(server, host):
    server.files["/x"] = b"0123456789"
    assert host.part(host.file("/x"), 8, 4) == b"89"


def test_a_host_that_sends_no_parts_is_said_to(server, host):
    server.files["/x"] = b"0123456789"
    server.ignores_range = True
    with pytest.raises(Unavailable, match=r"sends no parts of x.*: expected 206 for a Range, found 200"):
        host.part(host.file("/x"), 3, 4)


def test_a_part_of_other_bytes_is_refused(server, host):
    server.files["/x"] = b"0123456789"
    file = host.file("/x")
    server.scripted += [Reply(b"4567", 206, {"Content-Range": "bytes 4-7/10"})] * 3
    with pytest.raises(Unavailable, match=r"expected bytes 3-\.\.\./10 of /x, found bytes 4-7/10"):
        host.part(file, 3, 4)


def test_a_busy_host_is_asked_again_after_the_wait_it_wants(server, host, waits):
    server.files["/x"] = b"12345"
    server.scripted.append(Reply(status=503, headers={"Retry-After": "90"}))
    assert host.text("/x") == "12345"
    assert waits == [90]


def test_a_host_that_wants_too_long_a_wait_is_not_asked_again(server, host, waits):
    server.scripted.append(Reply(status=503, headers={"Retry-After": "3600"}))
    with pytest.raises(LimitReached, match=r"found 503; try again in 3600 seconds"):
        host.text("/x")
    assert waits == []


def test_a_host_that_stays_busy_is_given_up(server, host, waits):
    server.scripted += [Reply(status=503)] * 3
    with pytest.raises(LimitReached, match="found 503; try again later"):
        host.text("/x")
    assert len(waits) == 2


def test_a_redirect_is_not_followed_but_named(server, host):
    server.scripted += [Reply(status=301, headers={"Location": "http://elsewhere.example/x"})] * 3
    with pytest.raises(
        Unavailable, match=r"a redirect to http://elsewhere\.example/x; if you trust it, .* --from"
    ):
        host.text("/x")


def test_a_server_error_is_one_line_with_its_status(server, host):
    server.scripted += [Reply(status=500)] * 3
    with pytest.raises(Unavailable, match=r"expected /x, found 500"):
        host.text("/x")


def test_nothing_compressed_is_asked_for(server, host):
    server.files["/x"] = b"12345"
    host.text("/x")
    assert server.asked[0].headers["Accept-Encoding"] == "identity"
