"""The pages behind a mail's rating links: a question, a confirmation, and an error."""

from collections.abc import Sequence
from http import HTTPStatus

from flask import Response
from markupsafe import Markup

from shared.domain.rating import Opinion
from shared.web.plain_page import plain_page

WORDS = {
    Opinion.LOVE: "I love it",
    Opinion.LIKE: "I like it",
    Opinion.OKAY: "It's okay",
    Opinion.HATE: "Not for me",
}

_BUTTON = Markup('<button name="opinion" value="{value}"{chosen}>{words}</button>')


def choosing(songs: Sequence[tuple[str, str]]) -> Response:
    """Return the page that leads to each of a mail's songs, given as title and address. Nothing is stored."""
    items = Markup("").join(
        Markup('<li><a href="{address}" dir="auto">{title}</a></li>').format(title=title, address=address)
        for title, address in songs
    )
    return plain_page("Your songs of this mail", Markup("<p>Choose one to rate it.</p><ul>{}</ul>").format(items))


def asking(title: str, suggested: str) -> Response:
    """Return the page that asks for an opinion; the link's comes first and stands out. Nothing is stored yet."""
    order = sorted(Opinion, key=lambda opinion: opinion != suggested)
    buttons = Markup("").join(
        _BUTTON.format(
            value=opinion.value, words=WORDS[opinion], chosen=Markup(' class="chosen"') * (opinion == suggested)
        )
        for opinion in order
    )
    content = Markup('<p>What do you think of it?</p><form method="post">{buttons}</form>')
    return plain_page(title, content.format(buttons=buttons))


def thanking(title: str, opinion: Opinion) -> Response:
    """Return the page that confirms an opinion."""
    content = Markup("<p>“{words}” is noted. Your next songs will heed it.</p>")
    return plain_page(title, content.format(words=WORDS[opinion]))


def refusing(what: str, status: HTTPStatus) -> Response:
    """Return the page for a link that does not work."""
    return plain_page(what, Markup("<p>Open the newest mail from Segue and try again from there.</p>"), status)
