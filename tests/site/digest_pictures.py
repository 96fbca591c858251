"""Screenshots of a digest, light and dark, narrow and wide: `python tests/site/digest_pictures.py MAIL.html DIR`.

`segue email preview --out DIR` writes such a file.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from chromium import ARGUMENTS, chromium
from playwright.sync_api import Browser, Page, sync_playwright

SCHEMES = ("light", "dark")
WIDTHS = (390, 1440)


@contextmanager
def opened(browser: Browser, html: str, scheme: str, width: int) -> Iterator[Page]:
    """Render a mail as a client with these colours and this width; all its requests are refused."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=True, offline=True
    )
    page = context.new_page()
    page.set_content(html)
    yield page
    context.close()


def main(digest: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        for scheme in SCHEMES:
            for width in WIDTHS:
                with opened(browser, digest.read_text(encoding="utf-8"), scheme, width) as page:
                    page.screenshot(path=folder / f"{digest.stem}-{scheme}-{width}.png", full_page=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
