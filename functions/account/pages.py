"""The pages behind a mail's unsubscribe link: a question, what came of each of its buttons, and errors."""

from http import HTTPStatus

from flask import Response
from markupsafe import Markup

from shared.domain.subscription import BREAK, Subscription, zone_of
from shared.web.plain_page import plain_page

WANTED_FIELD, PAUSE, RESUME = "wanted", "pause", "resume"
"""The field of a button, and its values; a form without it unsubscribes, as a mail client's one click does."""

UNDO_FIELD = "undo"
"""The field with the token of what was ended."""

_WEEKS = BREAK.days // 7

_FORM = Markup('<form method="post">{content}</form>')
_BUTTON = Markup('<button{chosen} name="{name}" value="{value}">{words}</button>')


def asking_page(site_url: str) -> Response:
    """Return the page that asks whether to unsubscribe; its buttons post to its own address."""
    buttons = _button("List-Unsubscribe", "One-Click", "Unsubscribe", chosen=True)
    buttons += _button(WANTED_FIELD, PAUSE, f"Pause for {_WEEKS} weeks")
    content = Markup(
        "<p>Your searches and ratings stay as they are.</p>{form}"
        '<p>Or <a href="{site}/account.html">choose another day</a>, signed in.</p>'
    )
    return plain_page("Stop the weekly mail?", content.format(form=_FORM.format(content=buttons), site=site_url))


def ended_page(undo: str) -> Response:
    """Return the page that confirms the end of the mail, with a button that brings it back if it was there."""
    content = Markup("<p>No weekly mail comes any more.</p>")
    if undo:
        content += Markup("<p>Pressed by mistake?</p>")
        content += _FORM.format(content=_button(UNDO_FIELD, undo, "Undo: keep the mail coming"))
    return plain_page("You are unsubscribed", content)


def paused_page(paused: Subscription) -> Response:
    """Return the page that confirms a pause, with a button that ends it."""
    content = Markup("<p>The next mail comes on {day}. You need do nothing.</p>").format(day=_day(paused))
    back = _FORM.format(content=_button(WANTED_FIELD, RESUME, "Go on now"))
    return plain_page(f"Paused for {_WEEKS} weeks", content + back)


def back_page(found: Subscription) -> Response:
    """Return the page that confirms that the mail comes again."""
    content = Markup("<p>The next one comes on {day}.</p>").format(day=_day(found))
    return plain_page("Your weekly mail goes on", content)


def nothing_page(site_url: str) -> Response:
    """Return the page for a button whose mail ended meanwhile, or one that is pressed too late."""
    content = Markup('<p>Begin a new one on <a href="{site}/account.html">your page</a>.</p>')
    return plain_page("There is no weekly mail any more", content.format(site=site_url), HTTPStatus.NOT_FOUND)


def wrong_link_page() -> Response:
    """Return the page for a forged link."""
    return plain_page(
        "This link does not work",
        Markup(
            "<p>Part of it may be missing: copy all of it from the mail, or sign in and unsubscribe there.</p>"
        ),
        HTTPStatus.BAD_REQUEST,
    )


def _button(name: str, value: str, words: str, *, chosen: bool = False) -> Markup:
    return _BUTTON.format(name=name, value=value, words=words, chosen=Markup(' class="chosen"') if chosen else "")


def _day(found: Subscription) -> str:
    there = found.due_at.astimezone(zone_of(found.schedule.time_zone))
    return f"{there:%A}, {there.day} {there:%B}"
