"""clients/python, built as it would be published, does all that a page does."""

import re
import subprocess
import sys
import tarfile
import tomllib
from pathlib import Path
from zipfile import ZipFile

import pytest

from ops.api_page import read

ROOT = Path(__file__).parents[2]
CLIENT = ROOT / "clients" / "python"
GENERATED = CLIENT / "generated"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "--directory", folder], cwd=CLIENT, check=True)
    return folder


@pytest.fixture(scope="module", autouse=True)
def installed(built):
    """Let the wheel be imported for as long as this module's tests run."""
    wheel = str(next(built.glob("*.whl")))
    sys.path.insert(0, wheel)
    yield
    sys.path.remove(wheel)
    for name in [name for name in sys.modules if name.split(".")[0] == "segue_client"]:
        del sys.modules[name]


@pytest.fixture(scope="module")
def api(local_cloud_url):
    return f"{local_cloud_url}/api"


@pytest.fixture(scope="module")
def anybody(installed, api):
    from segue_client import Client

    with Client(api) as anybody:
        yield anybody


@pytest.fixture(scope="module")
def client(anybody, api):
    from segue_client import AuthenticatedClient
    from segue_client.api.account import create_visitor

    with AuthenticatedClient(api, token=create_visitor.sync(client=anybody).token) as client:
        yield client


@pytest.fixture(scope="module")
def answer(client, known_names):
    from segue_client.api.recommend import recommend
    from segue_client.models import RecommendRequest

    return recommend.sync(client=client, body=RecommendRequest(text="\n".join(known_names[:3]), n=5))


@pytest.fixture(scope="module")
def shared(client, answer):
    from segue_client.api.share import share_list
    from segue_client.models import ShareRequest

    return share_list.sync(client=client, body=ShareRequest(answer.id, title="For a long drive"))


def test_its_version_begins_with_that_of_the_api():
    version = tomllib.loads((CLIENT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert version.split(".")[0] == read()["info"]["version"]


def test_the_wheel_says_that_it_is_typed_and_has_its_licence(built):
    with ZipFile(next(built.glob("*.whl"))) as wheel:
        names = wheel.namelist()
    assert "segue_client/py.typed" in names
    assert any(name.endswith("/licenses/LICENSE") for name in names)


def test_the_source_archive_has_all_modules(built):
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        packed = {name.split("/", 1)[1] for name in archive.getnames() if name.endswith(".py")}
    assert packed == {path.relative_to(CLIENT).as_posix() for path in (GENERATED / "segue_client").rglob("*.py")}


def test_every_operation_has_a_module():
    calls = [call for path in read()["paths"].values() for call in path.values() if "operationId" in call]
    modules = {path.stem for path in (GENERATED / "segue_client" / "api").glob("*/*.py")} - {"__init__"}
    assert modules == {call["operationId"] for call in calls}


def test_a_song_is_found_without_a_token(anybody, known_names):
    from segue_client.api.search import search_songs

    found = search_songs.sync(client=anybody, q=known_names[0]).results
    assert known_names[0] in [f"{song.artist} - {song.name}" for song in found]


def test_songs_are_recommended_with_reasons(answer):
    assert len(answer.recommendations) == 5
    assert all(song.because for song in answer.recommendations)


def test_an_answer_is_read_again(client, answer):
    from segue_client.api.recommend import get_list

    again = get_list.sync(answer.id, client=client)
    assert [song.uri for song in again.recommendations] == [song.uri for song in answer.recommendations]


def test_a_follow_up_that_sends_null_for_all_the_rest_is_one(client, answer):
    from segue_client.api.recommend import recommend
    from segue_client.models import RecommendRequest

    names = [field.name for field in RecommendRequest.__attrs_attrs__]
    everything = dict.fromkeys(name for name in names if name != "additional_properties")
    more = recommend.sync(client=client, body=RecommendRequest(**everything | {"after": answer.id}))
    assert [song.uri for song in more.matched] == [song.uri for song in answer.matched]
    assert len(more.recommendations) == 5


def test_a_song_is_rated(client, answer):
    from segue_client.api.feedback import get_ratings, rate
    from segue_client.models import RateRequest

    song = answer.recommendations[0].uri
    rate.sync(client=client, body=RateRequest(search=answer.id, opinion="love", track=song))
    said = {rating.target: rating.opinion for rating in get_ratings.sync(client=client, search=answer.id).ratings}
    assert said == {song: "love"}


def test_a_list_is_shared_and_read_by_anybody(anybody, answer, shared):
    from segue_client.api.share import get_shared_list

    there = get_shared_list.sync(shared.id, client=anybody)
    assert there.title == "For a long drive"
    assert [song.uri for song in there.songs] == [song.uri for song in answer.recommendations]


def test_a_picture_is_a_file(anybody, shared):
    from segue_client.api.share import get_card

    assert get_card.sync(shared.id, client=anybody).payload.read().startswith(b"\x89PNG")


def test_ratings_in_csv_are_a_file(client):
    from segue_client.api.admin import import_ratings
    from segue_client.types import File

    refused = import_ratings.sync(client=client, body=File(b"listener,kind\n"))
    assert (refused.status, refused.type_.rsplit("#", 1)[-1].rsplit("/", 1)[-1]) == (403, "forbidden")


def test_a_refusal_is_a_problem_with_its_cure(client):
    from segue_client.api.recommend import recommend
    from segue_client.models import Problem, RecommendRequest

    refused = recommend.sync(client=client, body=RecommendRequest(n=101, text="a"))
    assert isinstance(refused, Problem)
    assert (refused.status, refused.detail) == (400, "Field n cannot be used")
    assert (refused.expected, refused.found) == ("int <= 100", "another")


def test_the_example_of_its_readme_names_songs(api, capsys):
    (example,) = re.findall(r"```python\n(.*?)```", (CLIENT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    exec(example.replace("http://127.0.0.1:8080/api", api), {})
    assert len(capsys.readouterr().out.splitlines()) == 5
