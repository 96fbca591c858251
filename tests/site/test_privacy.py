"""What the page on privacy promises is what the code does."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from ops.local.cloud import ROOT
from ops.local.site import SITE
from shared.records.counter_names import WEEK_KEPT
from shared.records.deleted_listeners import BACKUPS_KEPT
from shared.records.sent_digests import MAILED_KEPT

TEXT = (SITE / "privacy.html").read_text()


def constant(path: str, name: str) -> timedelta:
    """Read a `timedelta(days=...)` from a function's source: functions are not imported by tests."""
    source = (ROOT / path).read_text()
    days = re.search(rf"^{name} = timedelta\(days=([\d *_]+)\)$", source, re.MULTILINE)
    product = 1
    for factor in days[1].split("*"):
        product *= int(factor)
    return timedelta(days=product)


def promised(what: str) -> timedelta:
    number, unit = re.search(rf'data-kept="{what}">(\d+) (days|years)<', TEXT).groups()
    return timedelta(days=int(number) * (365 if unit == "years" else 1))


@pytest.mark.parametrize(
    ("what", "path", "name"),
    [
        ("search", "functions/recommend/handler.py", "SEARCH_KEPT"),
        ("playlist", "functions/ingest/handler.py", "KEPT"),
        ("spotify", "functions/ingest/handler.py", "SPOTIFY_KEPT"),
        ("consent", "functions/account/consents.py", "ENDED_KEPT"),
        ("unconfirmed", "functions/account/consents.py", "UNCONFIRMED_KEPT"),
    ],
)
def test_what_a_function_keeps_expires_as_promised(what, path, name):
    assert promised(what) == constant(path, name)


def test_backups_are_kept_as_long_as_promised():
    database = (SITE.parent / "terraform" / "modules" / "app" / "firestore.tf").read_text()
    assert promised("backups") == BACKUPS_KEPT
    assert f'retention = "{BACKUPS_KEPT.total_seconds():.0f}s"' in database


def test_charts_and_mails_expire_as_promised():
    assert (promised("week"), promised("mailed")) == (WEEK_KEPT, MAILED_KEPT)


def test_every_page_links_to_it():
    for page in SITE.glob("*.html"):
        assert 'href="/privacy.html"' in page.read_text(), page.name


@pytest.mark.browser
def test_it_is_read_without_a_script_of_its_own(page, local_cloud_url):
    page.goto(f"{local_cloud_url}/privacy.html")
    expect(page.get_by_role("heading", name="What Segue keeps, and for how long")).to_be_visible()
