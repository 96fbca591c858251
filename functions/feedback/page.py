"""The pages that a mail's rating links open: one asks, one says what was noted, one that a link does not work."""

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
    """Ask what she thinks of a song; what the link said stands first and stands out, and nothing is kept yet."""
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
    """Say what was kept."""
    content = Markup("<p>“{words}” is noted. Your next songs will heed it.</p>")
    return plain_page(title, content.format(words=WORDS[opinion]))


def refusing(what: str, status: HTTPStatus) -> Response:
    """Say why a link does not work, to somebody who came from her mail and not from a program."""
    return plain_page(what, Markup("<p>Open the newest mail from Segue and try again from there.</p>"), status)
