"""The page on privacy matches the code."""

import re
from datetime import timedelta

import pytest
from durations import durations
from playwright.sync_api import expect

from ops.local.site import SITE
from shared.record_kinds import BACKUPS_KEPT, KINDS, Impersonal

TEXT = (SITE / "privacy.html").read_text()
KEPT = re.findall(r'data-kept="([^"]+)">([^<]+)<', TEXT)
PROMISED = {what: tuple(durations(length)) for what, length in KEPT}
NAMED = {name for names in re.findall(r'<tr data-kinds="([^"]+)">', TEXT) for name in names.split()}
OWNED = [kind for kind in KINDS if not isinstance(kind.owner, Impersonal)]


@pytest.mark.parametrize("kind", OWNED, ids=lambda kind: kind.name)
def test_every_kind_of_a_listeners_records_has_its_row(kind):
    assert kind.name in NAMED


@pytest.mark.parametrize(("what", "kept"), [(what, kept) for kind in OWNED for what, kept in kind.kept.items()])
def test_a_listeners_records_expire_as_promised(what, kept):
    assert PROMISED.get(what) == (kept,)


def test_nothing_else_is_promised():
    kept = {what: (length,) for kind in KINDS for what, length in kind.kept.items()}
    assert len(KEPT) == len(PROMISED)
    assert PROMISED.items() <= {**kept, "backups": (BACKUPS_KEPT,)}.items()
    assert {kind.name for kind in KINDS} >= NAMED


def test_the_weeks_charts_and_backups_are_kept_as_long_as_promised():
    database = (SITE.parent / "terraform" / "modules" / "app" / "firestore.tf").read_text()
    assert PROMISED["week"] == (timedelta(days=60),)
    assert PROMISED["backups"] == (BACKUPS_KEPT,)
    assert f'retention = "{BACKUPS_KEPT.total_seconds():.0f}s"' in database


def test_every_page_links_to_it():
    for page in SITE.glob("*.html"):
        assert 'href="/privacy.html"' in page.read_text(), page.name


@pytest.mark.browser
def test_it_is_read_without_a_script_of_its_own(page, local_cloud_url):
    page.goto(f"{local_cloud_url}/privacy.html")
    expect(page.get_by_role("heading", name="What Segue keeps, and for how long")).to_be_visible()
