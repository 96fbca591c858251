"""Clients of the running functions, and the demo's data to check their answers against."""

import csv
import gzip
import json
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from functools import cache, partial
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from loaded_function import loaded_function
from over_http import Answer, fetch
from own_cloud import until_delivered
from signed_in import Listener, new_listener

from shared.adapters.local_files import LocalFiles
from shared.adapters.sqlite_records import SqliteRecords
from shared.domain.charts import LEAST_LISTENERS
from shared.model.model import Model
from shared.ports import Record, Records
from shared.record_kinds import LISTENERS
from shared.settings.config import Settings


@pytest.fixture(scope="session")
def recommend(local_cloud_url: str) -> Callable[..., Answer]:
    def ask(**request: object) -> Answer:
        body = json.dumps(request).encode()
        return fetch(f"{local_cloud_url}/api/recommend", body, {"Content-Type": "application/json"})

    return ask


@pytest.fixture(scope="session")
def records(embedded: dict[str, str]) -> Records:
    return SqliteRecords(Path(embedded["SEGUE_RECORDS"].removeprefix("sqlite:///")))


@pytest.fixture(scope="session")
def store(embedded: dict[str, str]) -> LocalFiles:
    """The object store of the local cloud."""
    return LocalFiles(Path(embedded["SEGUE_OBJECTS"].removeprefix("file:///")))


@pytest.fixture
def listener(local_cloud_url: str, embedded: dict[str, str]) -> Listener:
    """A listener without a history."""
    return new_listener(local_cloud_url, embedded["SEGUE_SECRET"])


@pytest.fixture
def another(local_cloud_url: str, embedded: dict[str, str]) -> Listener:
    """Another listener."""
    return new_listener(local_cloud_url, embedded["SEGUE_SECRET"])


@pytest.fixture
def admin(another: Listener, embedded: dict[str, str], records: Records) -> Listener:
    """A listener signed in with an address from SEGUE_ADMINS."""
    records.create(LISTENERS.name, Record(another.id, {"address": embedded["SEGUE_ADMINS"]}))
    return another


@pytest.fixture
def accounts(local_cloud_url: str, embedded: dict[str, str], records: Records) -> list[Listener]:
    """Three listeners with accounts that have been there for long: as many as a chart needs."""
    people = [new_listener(local_cloud_url, embedded["SEGUE_SECRET"]) for _ in range(LEAST_LISTENERS)]
    for each in people:
        records.create(LISTENERS.name, Record(each.id, {"address": f"{each.id}@mail.example"}))
    return people


@pytest.fixture
def traces(embedded: dict[str, str]) -> Callable[[str], list[str]]:
    """Searches the whole store: returns every record and object that contains a text, expired or not."""
    database = embedded["SEGUE_RECORDS"].removeprefix("sqlite:///")
    objects = Path(embedded["SEGUE_OBJECTS"].removeprefix("file:///"))

    def search(text: str) -> list[str]:
        with closing(sqlite3.connect(database)) as connection:
            rows = [str(row) for row in connection.execute("SELECT * FROM records")]
        files = [path for path in objects.rglob("*") if path.is_file()]
        named = [str(path) for path in files if text in str(path) or text.encode() in path.read_bytes()]
        return [row[:200] for row in rows if text in row] + named

    return search


@pytest.fixture
def delivered(embedded: dict[str, str]) -> Callable[[], None]:
    """Waits until the local cloud has delivered all published messages."""
    return partial(until_delivered, Settings.from_environment(embedded))


@pytest.fixture(scope="session")
def playlists(demo: Path) -> list[list[str]]:
    """Track URIs of every demo playlist, each once."""
    with zipfile.ZipFile(demo / "playlists.zip") as archive:
        slices = [json.loads(archive.read(name)) for name in archive.namelist()]
    return [
        list(dict.fromkeys(track["track_uri"] for track in playlist["tracks"]))
        for each in slices
        for playlist in each["playlists"]
    ]


def table(path: Path) -> dict[str, dict[str, str]]:
    with gzip.open(path, "rt", newline="", encoding="utf-8") as file:
        return {row["track_uri"]: row for row in csv.DictReader(file)}


@pytest.fixture(scope="session")
def truth(demo: Path) -> dict[str, dict[str, str]]:
    """The hidden genre, mood and era of every track."""
    return table(demo / "truth.csv.gz")


@pytest.fixture(scope="session")
def features(demo: Path) -> dict[str, dict[str, str]]:
    return table(demo / "features.csv.gz")


@pytest.fixture(scope="session")
def known(model: Model) -> list[str]:
    """URIs of the fifty most popular tracks."""
    return [track.id for track in model.catalogue.tracks(range(50))]


@pytest.fixture(scope="session")
def function_app(embedded: dict[str, str]) -> Callable[[str], FlaskClient]:
    """A function loaded through the framework, called without a network."""

    return cache(lambda name: loaded_function(name, embedded))
