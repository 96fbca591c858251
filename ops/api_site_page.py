"""Write site/api.html, the page of the API that deployments have, from docs/openapi.yaml by way of docs/api.md.

It runs no script of its own, so that the policy of the site's other pages holds.
"""

import re
from collections.abc import Iterator
from html import escape
from itertools import pairwise

import click
from markdown_it import MarkdownIt

from ops.api_kinds import Node
from ops.api_page import SOURCE, VERBS, page, read
from ops.local.site import SITE
from ops.site_shell import whole_page

SITE_PAGE = SITE / "api.html"


def site_page(document: Node) -> str:
    """Return the site's page of the API: the same, after a list of its calls."""
    markdown = MarkdownIt("commonmark", {"html": True}).enable("table")
    tokens = markdown.parse(page(document))
    for heading, words in pairwise(tokens):
        if heading.type == "heading_open":
            heading.attrSet("id", _anchor(words.content))
    shown = str(markdown.renderer.render(tokens, markdown.options, {}))
    first, rest = shown.split("</h1>\n", 1)
    return whole_page(
        "API", f"{first}</h1>\n{_contents(document)}\n{rest.rstrip()}", SOURCE.name, ["/api-page.css"]
    )


def _contents(document: Node) -> str:
    """Return the list of all calls, by kind."""
    lines = [
        '<p><a href="/api/openapi.yaml">The document for programs (OpenAPI 3.1)</a></p>',
        '<nav aria-label="Calls">',
    ]
    for tag in document["tags"]:
        lines.append(
            f"<details><summary><strong>{tag['name']}</strong>: {escape(tag['description'])}</summary>\n<ul>"
        )
        for heading, call in _calls(document):
            if call["tags"] == [tag["name"]]:
                lines.append(f'<li><a href="#{_anchor(heading)}">{heading}</a>: {escape(call["summary"])}</li>')
        lines.append("</ul></details>")
    return "\n".join([*lines, "</nav>"])


def _calls(document: Node) -> Iterator[tuple[str, Node]]:
    for path, item in document["paths"].items():
        yield from ((f"{verb.upper()} {path}", item[verb]) for verb in VERBS if verb in item)


def _anchor(heading: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", heading.lower()).strip("-")


@click.command()
def main() -> None:
    """Write the page."""
    SITE_PAGE.write_text(site_page(read()), encoding="utf-8")


if __name__ == "__main__":
    main()
