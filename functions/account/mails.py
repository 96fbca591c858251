"""The mails that a person asks for: a link that signs in, a link that confirms a subscription."""

from pathlib import Path

from shared.domain.mail import Mail
from shared.domain.subscription import Schedule
from shared.record_kinds import UNCONFIRMED_KEPT
from shared.web.mail_templates import mail_template

WORDING = "2026-11"
"""Version of the text a subscriber consents to, in the confirmation mail; it changes with that text."""


class Mails:
    """The templates, read once, and the values that are the same in every mail."""

    def __init__(self, *, site_url: str, postal_address: str) -> None:
        self._site_url = site_url
        self._postal_address = postal_address
        folder = Path(__file__).parent
        self._html = mail_template(folder / "mail.html.j2")
        self._text = mail_template(folder / "mail.txt.j2")

    def sign_in(self, address: str, number: str, token: str) -> Mail:
        """Return the mail with a link that signs in."""
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
        """Return the mail with a link that confirms a subscription."""
        return self._mail(
            f"confirm-{number}",
            address,
            subject="Confirm your weekly songs from Segue",
            lines=[
                f"You asked Segue for ten fresh songs by mail, every {schedule.in_words}.",
                "They follow what you searched and rated. Every mail has a link that ends it in one click.",
            ],
            button="Yes, mail me",
            url=f"{self._site_url}/confirm.html#token={token}",
            note=f"The link works for {UNCONFIRMED_KEPT.days} days. "
            "If it was not you, do nothing: without it no mail comes.",
        )

    def _mail(
        self, id: str, address: str, *, subject: str, lines: list[str], button: str, url: str, note: str
    ) -> Mail:
        values = {
            "subject": subject,
            "lines": lines,
            "button": button,
            "url": url,
            "note": note,
            "postal_address": self._postal_address,
        }
        return Mail(id, address, subject, text=self._text.render(values), html=self._html.render(values))
