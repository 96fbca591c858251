"""People who open the site: who has searched and rated before, and who is signed in."""

from playwright.sync_api import Page
from signed_in import Listener, new_listener


def as_somebody(page: Page, url: str, secret: str) -> Listener:
    """Make the browser a visitor whose id the test knows."""
    listener = new_listener(url, secret)
    keep(page, listener.token)
    return listener


def keep(page: Page, token: str) -> None:
    """Let the browser have a token from before."""
    page.add_init_script(f"localStorage.getItem('segue.token') ?? localStorage.setItem('segue.token', '{token}')")
