"""Safe parsing of XML, without entities; tags are compared without their namespace and case."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from shared.errors import InvalidInput, TooLarge
from shared.intake.given_file import GivenFile

_ROOT = re.compile(r"<(?:[\w.-]+:)?(?P<tag>[A-Za-z_][\w.-]*)")
_BEFORE_ROOT = re.compile(
    r"^(?:\s+|<\?(?:xml|wpl|zpl|qtime|.)[^>]*\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)*", re.S
)
MOST_TAGS = 500_000
"""Tags of a document."""

_SEARCHED = 10_000
"""Characters in which the root is searched."""


def root_of(file: GivenFile) -> str:
    """Return the root's name in lower case, "" if the file does not begin like XML."""
    start = file.start[:_SEARCHED]
    if not start.startswith("<"):
        return ""
    before = _BEFORE_ROOT.match(start)
    found = _ROOT.match(start, before.end() if before else 0)
    return found["tag"].lower() if found else ""


def check_tags(text: str, most: int) -> None:
    """Check the number of tags before they are parsed: each takes memory. Raises TooLarge for more."""
    if (count := text.count("<")) > most:
        raise TooLarge(
            "The document holds too much to be read at once",
            expected=f"{most:,} tags at most",
            found=f"{count:,}",
            cure="send one playlist of it",
        )


def parsed(text: str) -> Element:
    """Parse a document. Raises InvalidInput if it is broken or declares entities, TooLarge over MOST_TAGS."""
    check_tags(text, MOST_TAGS)
    from defusedxml.common import DefusedXmlException  # few files are XML
    from defusedxml.ElementTree import fromstring

    try:
        root: Element = fromstring(text.lstrip())
    except ParseError as error:
        raise InvalidInput("The XML cannot be read", expected="a whole document", found=str(error)) from error
    except DefusedXmlException as error:
        raise InvalidInput(
            "The XML is not read", expected="XML without entities of its own", found=type(error).__name__
        ) from error
    return root


def tag_of(element: Element) -> str:
    """Return an element's name in lower case, without its namespace."""
    return str(element.tag).rpartition("}")[2].lower()


def children(element: Element, tag: str) -> Iterator[Element]:
    """Yield the children of this name."""
    return (child for child in element if tag_of(child) == tag)


def text_of(element: Element, *tags: str) -> str:
    """Return the text of the first child that has one of these names and a text."""
    found = ((child.text or "").strip() for tag in tags for child in children(element, tag))
    return next((" ".join(text.split()) for text in found if text), "")


def attributes_of(element: Element) -> dict[str, str]:
    """Return an element's attributes under their names in lower case."""
    return {name.rpartition("}")[2].lower(): value.strip() for name, value in element.attrib.items()}
