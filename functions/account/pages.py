"""The pages of the link that ends the weekly mail: one asks, one says that it is done, one that it is wrong."""

from http import HTTPStatus

from flask import Response
from markupsafe import Markup

from shared.web.plain_page import plain_page


def asking_page() -> Response:
    """Ask whether the mail is to end; the button posts to the very address that shows this page."""
    return plain_page(
        "Stop the weekly mail?",
        Markup(
            '<p>Your searches and ratings stay as they are.</p><form method="post">'
            '<button class="chosen" name="List-Unsubscribe" value="One-Click">Unsubscribe</button></form>'
        ),
    )


def ended_page() -> Response:
    """Say that the mail has ended."""
    return plain_page(
        "You are unsubscribed",
        Markup("<p>No weekly mail comes any more. You may subscribe again at any time.</p>"),
    )


def wrong_link_page() -> Response:
    """Say that a link is not one of ours."""
    return plain_page(
        "This link does not work",
        Markup(
            "<p>Part of it may be missing: copy all of it from the mail, or sign in and unsubscribe there.</p>"
        ),
        HTTPStatus.BAD_REQUEST,
    )
