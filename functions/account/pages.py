"""The pages behind the unsubscribe link: a question, a confirmation, and an error."""

from http import HTTPStatus

from flask import Response
from markupsafe import Markup

from shared.web.plain_page import plain_page


def asking_page() -> Response:
    """Return the page that asks whether to unsubscribe; its button posts to its own address."""
    return plain_page(
        "Stop the weekly mail?",
        Markup(
            '<p>Your searches and ratings stay as they are.</p><form method="post">'
            '<button class="chosen" name="List-Unsubscribe" value="One-Click">Unsubscribe</button></form>'
        ),
    )


def ended_page() -> Response:
    """Return the page that confirms the end of the mail."""
    return plain_page(
        "You are unsubscribed",
        Markup("<p>No weekly mail comes any more. You may subscribe again at any time.</p>"),
    )


def wrong_link_page() -> Response:
    """Return the page for a forged link."""
    return plain_page(
        "This link does not work",
        Markup(
            "<p>Part of it may be missing: copy all of it from the mail, or sign in and unsubscribe there.</p>"
        ),
        HTTPStatus.BAD_REQUEST,
    )
