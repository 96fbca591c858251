"""dist/site, as a deployment uploads it: every page, nothing missing, and what listeners do works on it."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from fake_player import HOSTS, FakePlayer
from find_page import box, find, heart, menu, songs, take_along
from npm_installed import npm_installed
from playwright.sync_api import Browser, Page, Route, expect
from shared_lists import keep, made_up
from watched_page import opened

from ops.built_site import build, named_outside_pages
from ops.local.cloud import ROOT
from ops.local.site import FOR_GOOD, SITE, site
from shared.adapters.sqlite_records import SqliteRecords

pytestmark = pytest.mark.browser

PAGES = sorted(page.relative_to(SITE).as_posix() for page in SITE.rglob("*.html"))
OF_FUNCTIONS = ("/api/", "/s/")
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"\s+content="([^"]+)"')
LOADED = re.compile(r'<(?:script|link|img)\b[^>]*?\b(?:src|href)="(/[^"]+)"')
IMPORTED = re.compile(r'(?:\bfrom|\bimport\(?)\s*"(\.{1,2}/[^"]+)"')


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    npm_installed()
    target = tmp_path_factory.mktemp("built") / "site"
    build(SITE, target)
    return target


@pytest.fixture
def visitor(browser: Browser, built: Path, local_cloud_url: str) -> Iterator[tuple[Page, list[str]]]:
    """A page of a browser that gets the built site, and the addresses of which there was no file."""
    files, missing = site(built).test_client(), []

    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path
        if path.startswith(OF_FUNCTIONS):
            route.continue_()
            return
        with files.get(path) as found:
            missing.extend([path] if found.status_code == 404 else [])
            route.fulfill(status=found.status_code, headers=dict(found.headers), body=found.data)

    with opened(browser, urlsplit(local_cloud_url).netloc, may_ask=HOSTS) as page:
        page.route(f"{local_cloud_url}/**", answer)
        yield page, missing


def read(built: Path, page: str) -> str:
    return (built / page).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_there_with_the_policy_of_its_source(built, page):
    assert POLICY.findall(read(built, page)) == POLICY.findall((SITE / page).read_text(encoding="utf-8")) != []


@pytest.mark.parametrize("page", PAGES)
def test_a_page_loads_one_script_and_one_style_by_content_beside_libraries(built, page):
    loaded = [path for path in LOADED.findall(read(built, page)) if path.endswith((".js", ".css"))]
    own = [path for path in loaded if not path.startswith("/vendor/")]
    assert [re.sub(r"[\w-]+-[A-Z0-9]{8}", "NAME", path) for path in own] == ["/assets/NAME.css", "/assets/NAME.js"]


def test_nothing_that_is_loaded_is_missing(built):
    wanted = {path for page in PAGES for path in LOADED.findall(read(built, page)) if path != "/"}
    assert [path for path in sorted(wanted) if not (built / path[1:]).is_file()] == []
    scripts = [script for script in built.rglob("*.js") if "vendor" not in script.parts]
    imports = [
        (script, name) for script in scripts for name in IMPORTED.findall(script.read_text(encoding="utf-8"))
    ]
    assert imports
    assert [name for script, name in imports if not (script.parent / name).is_file()] == []


def test_what_pages_of_functions_and_scripts_name_keeps_its_path(built):
    named = named_outside_pages(SITE, ROOT / "functions")
    assert {"shared-list.js", "player/player.css"} <= set(named)
    assert all((built / path).is_file() for path in named)


def test_a_file_by_content_is_kept_for_good_and_no_other(built):
    files = site(built).test_client()
    kept = {path.name for path in built.rglob("*") if path.is_file() and cached(files, built, path) == FOR_GOOD}
    assert kept == {path.name for path in (built / "assets").iterdir()}


def cached(files, built: Path, path: Path) -> str | None:
    with files.get(f"/{path.relative_to(built).as_posix()}") as answer:
        return answer.headers["Cache-Control"]


def test_the_same_sources_make_the_same_names(built, tmp_path):
    build(SITE, tmp_path / "site")
    assert names(tmp_path / "site") == names(built)


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_songs_are_found_rated_played_and_taken_along(visitor, local_cloud_url, known_names):
    page, missing = visitor
    player = FakePlayer(page)
    page.goto(local_cloud_url)
    box(page).fill("\n".join(known_names[:3]))
    find(page).click()
    expect(songs(page)).to_have_count(10)
    songs(page).first.locator("[data-play]").click()
    expect(songs(page).first.locator("[data-on]")).to_be_visible()
    player.heard(20)
    heart(page, 0).click()
    expect(heart(page, 0)).to_have_attribute("aria-pressed", "true")
    expect(menu(page, 1)).to_be_visible()
    page.keyboard.press("Escape")
    take_along(page)
    expect(page.get_by_role("dialog")).to_be_visible()
    assert missing == []


def test_the_map_is_drawn(visitor, local_cloud_url, model):
    page, missing = visitor
    page.goto(f"{local_cloud_url}/map.html")
    expect(page.locator("#size")).to_contain_text(f"{len(model.music_map.tracks):,} songs")
    assert missing == []


def test_a_shared_list_is_played(visitor, local_cloud_url, embedded):
    page, missing = visitor
    player = FakePlayer(page)
    records = SqliteRecords(Path(embedded["SEGUE_RECORDS"].removeprefix("sqlite:///")))
    page.goto(f"{local_cloud_url}/s/{keep(records, made_up('Title', ['First', 'Second']))}")
    page.get_by_role("button", name="Play all").click()
    player.ends()
    expect(page.get_by_role("button", name="Pause Second")).to_be_visible()
    assert missing == []
