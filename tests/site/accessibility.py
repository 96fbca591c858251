"""Whether a page keeps nobody out: axe's violations, by day and by night, at every width."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WIDTHS = (360, 768, 1440)


def violations(page: Page, *rules: str, within: str | None = None) -> list[str]:
    """Return axe's serious and critical violations within a part, of these rules alone if any are named."""
    only = {"runOnly": {"type": "rule", "values": list(rules)}} if rules else {}
    found = Axe().run(page, context=within, options={"resultTypes": ["violations"], **only}).response["violations"]
    return [
        f"{each['id']}: {node['html']}"
        for each in found
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"]
    ]


def in_both_schemes(page: Page, within: str | None = None) -> dict[str, list[str]]:
    """Return axe's violations by day, and by night those of colours, all that depends on the scheme."""
    found = {}
    for scheme, rules in (("light", ()), ("dark", ("color-contrast",))):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found[scheme] = violations(page, *rules, within=within)
    return found


NOTHING = {"light": [], "dark": []}


def at_every_width(page: Page, within: str | None = None) -> dict[int, tuple[dict[str, list[str]], bool]]:
    """Return the violations of a page at each width, and whether it sticks out."""
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        violated = in_both_schemes(page, within)
        found[width] = violated, page.evaluate("document.documentElement.scrollWidth") > width
    return found


NOTHING_AT_ALL = dict.fromkeys(WIDTHS, (NOTHING, False))
