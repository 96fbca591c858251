"""The pages behind a mail's rating links: a question, a confirmation, and an error."""

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
