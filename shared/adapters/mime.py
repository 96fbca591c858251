"""Mails as MIME messages, the same for every mailer; no text can inject a header."""

import hashlib
import re
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime, parseaddr

from shared.domain.mail import Mail
from shared.errors import InvalidInput, RefusedAddress

_ATOMS = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~\-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~\-]+)*"
_ADDRESS = re.compile(rf"{_ATOMS}@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)*")
_ID = re.compile(r"[A-Za-z0-9._\-]{1,200}")
_URL = re.compile(r"https?://[!-;=?-~]+")
_UNFOLDED = frozenset({"List-Unsubscribe", "List-Id", "Feedback-ID"})
_BREAKING = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")


class _Policy(EmailPolicy):
    """The standard library's policy for SMTP, but without folding a header that must stay one word.

    `EmailPolicy` writes a URL longer than a line as encoded words, which mail clients do not recognise as a URL.
    """

    def fold_binary(self, name: str, value: str) -> bytes:
        """Return a header as one line."""
        if name in _UNFOLDED:
            return f"{name}: {value}\r\n".encode("ascii")
        return super().fold_binary(name, value)


# 7-bit, as the next server on the way may not support more.
POLICY = _Policy(linesep="\r\n", cte_type="7bit")


def sender_of(text: str) -> Address:
    """Parse the sender of mails, as in "Segue <mail@segue.example>"."""
    name, address = parseaddr(text)
    return Address(name, addr_spec=address)


def reply_to_of(text: str) -> Address | None:
    """Parse the address that answers go to, in the same form; None for "", where they go to the sender."""
    return sender_of(text) if text else None


def subject_of(mail: Mail) -> str:
    """Return a mail's subject as one line."""
    return _BREAKING.sub(" ", mail.subject).strip()


def own_headers(mail: Mail, sender: Address, at: datetime) -> dict[str, str]:
    """Return the headers beside To, From, Reply-To, Subject and those of the body.

    The weekly mail is a list's (RFC 2919, RFC 8058). The others answer a person, so that no machine should answer
    them (RFC 3834).

    Raises InvalidInput for an invalid id or URL, RefusedAddress for an address that no header can hold.
    """
    if not _ADDRESS.fullmatch(mail.to):
        raise RefusedAddress("This is no mail address", expected="name@host in ASCII", found="another")
    if not _ID.fullmatch(mail.id):
        raise InvalidInput(
            "The mail's id cannot be used", expected="1 to 200 of A-Z a-z 0-9 . _ -", found="another"
        )
    headers = {"Date": format_datetime(at), "Message-ID": f"<{mail.id}@{sender.domain}>"}
    if not mail.unsubscribe_url:
        return headers | {"Auto-Submitted": "auto-generated", "Feedback-ID": _feedback_id("account", sender)}
    if not _URL.fullmatch(mail.unsubscribe_url):
        raise InvalidInput("The address to unsubscribe at cannot be used", expected="a URL", found="another")
    return headers | {
        "List-Unsubscribe": f"<{mail.unsubscribe_url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "List-Id": f"Weekly songs <weekly.{sender.domain}>",
        "Feedback-ID": _feedback_id("weekly", sender),
    }


def _feedback_id(kind: str, sender: Address) -> str:
    """Return the id that Gmail counts complaints by (support.google.com/a/answer/6254652).

    Its last part is the sender's and 5 to 15 characters: other senders of the same relay must not share it.
    """
    return f"{kind}:segue{hashlib.sha256(sender.domain.lower().encode()).hexdigest()[:10]}"


def message_of(mail: Mail, sender: Address, at: datetime, reply_to: Address | None = None) -> EmailMessage:
    """Build a mail's message, plain text with HTML as its alternative. Raises as `own_headers` does."""
    message = EmailMessage(policy=POLICY)
    headers = own_headers(mail, sender, at)
    message["From"] = sender
    message["To"] = mail.to
    if reply_to:
        message["Reply-To"] = reply_to
    message["Subject"] = subject_of(mail)
    for name, value in headers.items():
        message[name] = value
    message.set_content(mail.text)
    message.add_alternative(mail.html, subtype="html")
    return message
