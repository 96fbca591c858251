"""The mails that a person asks for: a link that signs in, a link that confirms a subscription."""

from pathlib import Path

from shared.domain.mail import Mail
from shared.domain.subscription import Schedule
from shared.record_kinds import UNCONFIRMED_KEPT
from shared.web.mail_templates import mail_template, wrapped

WORDING = "2026-11"
"""Version of the text a subscriber consents to, in the confirmation mail; it changes with that text."""

LIST_WORDING = "2026-12-list"
"""Version of the text beside the field below a list, and in the mail that follows."""

_SIGNING_IN = (
    "Your link to sign in to Segue",
    ["Somebody, we hope you, asked to sign in to Segue with this address."],
    "Sign in",
)
"""Subject, lines and button."""


def _beginning(weekly: Schedule) -> tuple[str, list[str], str]:
    return (
        "Say yes to ten songs a week from Segue",
        [
            f"You asked Segue for ten more songs like your list, by mail, every {weekly.in_words}.",
            "They follow what you love. Every mail has a link that ends it in one click. Saying yes signs you in.",
        ],
        "Yes, mail me",
    )


class Mails:
    """The templates, read once, and the values that are the same in every mail."""

    def __init__(self, *, site_url: str, postal_address: str) -> None:
        self._site_url = site_url
        self._postal_address = postal_address
        folder = Path(__file__).parent
        self._html = mail_template(folder / "mail.html.j2")
        self._text = mail_template(folder / "mail.txt.j2", wrapped)

    def sign_in(self, address: str, number: str, token: str, code: str, weekly: Schedule | None = None) -> Mail:
        """Return the mail with a link and a code that sign in, and begin the mail of a schedule."""
        subject, lines, button = _beginning(weekly) if weekly else _SIGNING_IN
        return self._mail(
            f"sign-in-{number}",
            address,
            subject=subject,
            lines=lines,
            button=button,
            url=f"{self._site_url}/sign-in.html#token={token}",
            code=code,
            note="Link or code work once, within 15 minutes. Type the code only where you asked for it: nobody of "
            "Segue asks you for it. If it was not you, do nothing: without it nobody gets in.",
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
        self,
        id: str,
        address: str,
        *,
        subject: str,
        lines: list[str],
        button: str,
        url: str,
        note: str,
        code: str = "",
    ) -> Mail:
        values = {
            "code": code,
            "subject": subject,
            "lines": lines,
            "button": button,
            "url": url,
            "note": note,
            "postal_address": self._postal_address,
        }
        return Mail(id, address, subject, text=self._text.render(values), html=self._html.render(values))
