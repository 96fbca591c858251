"""Visitors of the site: with a history, or signed in."""

from pathlib import Path

from own_cloud import until_delivered
from playwright.sync_api import Page
from signed_in import Listener, new_listener

from shared.adapters.sqlite_records import SqliteRecords
from shared.domain.charts import LEAST_LISTENERS
from shared.ports import Record
from shared.record_kinds import LISTENERS
from shared.settings.config import Settings
from shared.web.auth import listener_token, new_listener_id
from shared.web.tokens import Tokens


def as_somebody(page: Page, url: str, secret: str) -> Listener:
    """Store a visitor's token in the browser, whose id the test knows."""
    listener = new_listener(url, secret)
    keep(page, listener.token)
    return listener


def keep(page: Page, token: str) -> None:
    """Store an earlier token in the browser."""
    page.add_init_script(f"localStorage.getItem('segue.token') ?? localStorage.setItem('segue.token', '{token}')")


def an_account(url: str, embedded: dict[str, str]) -> Listener:
    """Return a listener who has been signed in for long."""
    id = new_listener_id()
    records = SqliteRecords(Path(embedded["SEGUE_RECORDS"].removeprefix("sqlite:///")))
    records.create(LISTENERS.name, Record(id, {"address": f"{id}@mail.example", "generation": 1}))
    return Listener(url, id, listener_token(Tokens(embedded["SEGUE_SECRET"]), id, 1))


def make_charts(url: str, embedded: dict[str, str], *tracks: str) -> None:
    """Have as many listeners as a chart needs search for some tracks and love a song next to them; all counted."""
    for _ in range(LEAST_LISTENERS):
        account = an_account(url, embedded)
        search, found = account.list_of(*tracks)
        account.rate(search, "love", found[0])
    until_delivered(Settings.from_environment(embedded))


def sign_in_here(page: Page, url: str, embedded: dict[str, str]) -> None:
    """Sign somebody in, as if in another tab of the browser."""
    page.evaluate("token => localStorage.setItem('segue.token', token)", an_account(url, embedded).token)
    page.evaluate("dispatchEvent(new StorageEvent('storage'))")
