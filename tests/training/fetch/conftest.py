"""A host, a folder, and a call that fetches into it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from metabrainz import MetaBrainzServer

from shared.adapters.file_host import FileHost
from training.fetch.listenbrainz import ListenBrainz


@pytest.fixture
def server() -> Iterator[MetaBrainzServer]:
    with MetaBrainzServer() as running:
        yield running


@pytest.fixture
def out(tmp_path) -> Path:
    return tmp_path / "listenbrainz"


@pytest.fixture
def fetch(server, out):
    def fetched(source: ListenBrainz | None = None):
        return (source or ListenBrainz()).fetch(FileHost(server.url, sleep=lambda _: None), out, lambda _: None)

    return fetched
