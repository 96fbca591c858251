"""Visitors of the site: with a history, or signed in."""

from playwright.sync_api import Page
from signed_in import Listener, new_listener


def as_somebody(page: Page, url: str, secret: str) -> Listener:
    """Store a visitor's token in the browser, whose id the test knows."""
    listener = new_listener(url, secret)
    keep(page, listener.token)
    return listener


def keep(page: Page, token: str) -> None:
    """Store an earlier token in the browser."""
    page.add_init_script(f"localStorage.getItem('segue.token') ?? localStorage.setItem('segue.token', '{token}')")
