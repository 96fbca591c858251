"""The mails that somebody asks for herself: a link to sign in by, a link to confirm a subscription by."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from shared.domain.mail import Mail
from shared.domain.subscription import Schedule

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

WORDING = "2026-11"
"""The version of what a subscriber consents to, as the confirmation mail words it; it changes with those words."""


class Mails:
    """The templates, read once, and what is the same in every mail."""

    def __init__(self, *, site_url: str, postal_address: str) -> None:
        self._site_url = site_url
        self._postal_address = postal_address
        self._html = _template("mail.html.j2", autoescape=True)
        self._text = _template("mail.txt.j2", autoescape=False)

    def sign_in(self, address: str, number: str, token: str) -> Mail:
        """Write the mail with a link that signs in."""
        return self._mail(
            f"sign-in-{number}",
            address,
            subject="Your link to sign in to Segue",
            lines=["Somebody, we hope you, asked to sign in to Segue with this address."],
            button="Sign in",
            url=f"{self._site_url}/sign-in.html#token={token}",
            note="It works once, within 15 minutes. If it was not you, do nothing: without it nobody gets in.",
        )

    def confirm(self, address: str, number: str, token: str, schedule: Schedule) -> Mail:
        """Write the mail with a link that confirms a subscription."""
        when = f"{DAYS[schedule.weekday]} at {schedule.hour:02}:00 ({schedule.time_zone})"
        return self._mail(
            f"confirm-{number}",
            address,
            subject="Confirm your weekly songs from Segue",
            lines=[
                f"You asked Segue for ten fresh songs by mail, every {when}.",
                "They follow what you searched and rated. Every mail has a link that ends it in one click.",
            ],
            button="Yes, mail me",
            url=f"{self._site_url}/confirm.html#token={token}",
            note="The link works for 7 days. If it was not you, do nothing: without it no mail comes.",
        )

    def _mail(
        self, id: str, address: str, *, subject: str, lines: list[str], button: str, url: str, note: str
    ) -> Mail:
        said = {
            "subject": subject,
            "lines": lines,
            "button": button,
            "url": url,
            "note": note,
            "postal_address": self._postal_address,
        }
        return Mail(id, address, subject, text=self._text.render(said), html=self._html.render(said))


def _template(name: str, *, autoescape: bool) -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=autoescape,  # noqa: S701 - the plain text is the one that is not escaped
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(name)
