"""Reports about mails: bounces (RFC 3464, and Exim's older form) and complaints (ARF, RFC 5965), parsed."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, message_from_string
from email.message import Message
from email.policy import compat32
from email.utils import parseaddr

from shared.adapters.smtp_replies import Refusal
from shared.errors import RefusedAddress
from shared.records.mail_events import BOUNCED, SPAM_REPORT

_ENVELOPE = ("To", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To")
"""Headers that may name the address that a report came to."""

_PERMANENT = 550
"""The code of a report that says that a delivery failed for good, and nothing more."""


@dataclass(frozen=True, slots=True)
class Report:
    """One report about one recipient of one of our mails; no address shows in its `repr`."""

    number: str
    """The same each time that the report is read."""
    why: str
    """BOUNCED, SPAM_REPORT, or "" for a report that changes nothing, as its failure may pass."""
    found: str
    """The code or the type that it says."""
    recipients: tuple[str, ...] = field(default=(), repr=False)
    """Addresses that it names as the recipient's, the surest first."""
    paths: str = field(default="", repr=False)
    """Texts that may hold the mail's return path."""
    message_id: str = ""
    """The id of our mail, without brackets, if the report has it."""


def reports_of(data: bytes) -> list[Report]:
    """Parse a mail: a report for each recipient it tells of, none if it is no report."""
    mail = message_from_bytes(data, policy=compat32)
    kind = str(mail.get_param("report-type") or "").lower()
    if mail.get_content_type() == "multipart/report" and kind == "delivery-status":
        return [*_bounces(mail, data)]
    if mail.get_content_type() == "multipart/report" and kind == "feedback-report":
        return [*_complaints(mail, data)]
    return [*_failures_of_exim(mail, data)]


def _bounces(mail: Message, data: bytes) -> Iterator[Report]:
    part = _part(mail, "message/delivery-status")
    groups = [each for each in _groups(part) if each["Final-Recipient"] or each["Original-Recipient"]]
    returned = _returned(mail)
    for place, group in enumerate(groups):
        code = (group["Status"] or "").strip().split(" ")[0]
        names = (group["Original-Recipient"], group["Final-Recipient"], group["X-Actual-Recipient"])
        recipients = [_address(name) for name in names] + [_address(returned["To"])] * (len(groups) == 1)
        yield Report(
            number=f"{_number(mail, data)} {place}",
            why=_meaning(group["Action"] or "", code, group["Diagnostic-Code"] or ""),
            found=code or (group["Action"] or "no status"),
            recipients=tuple(dict.fromkeys(filter(None, recipients))),
            paths=_paths(mail, returned),
            message_id=_id(returned),
        )


def _meaning(action: str, status: str, diagnostic: str) -> str:
    """Return BOUNCED for an address that is lost, by the rule of the SMTP mailer for a refusal in the dialogue."""
    if action.strip().lower() != "failed" or not status.startswith("5."):
        return ""
    # 5.0.0 says nothing: the code of the other server, after the type of the diagnostic, may say more.
    reply = re.search(r"\b(5\d\d)[ -]+(?:#?(5\.\d{1,3}\.\d{1,3}))?", diagnostic)
    code = int(reply[1]) if reply else _PERMANENT
    enhanced = status if status != "5.0.0" else (reply[2] if reply and reply[2] else "")
    return BOUNCED if isinstance(Refusal(code, enhanced).of_recipient(), RefusedAddress) else ""


def _complaints(mail: Message, data: bytes) -> Iterator[Report]:
    feedback = next(_groups(_part(mail, "message/feedback-report")), Message())
    returned, kind = _returned(mail), (feedback["Feedback-Type"] or "").strip().lower()
    names = [*feedback.get_all("Original-Rcpt-To", []), feedback["Removal-Recipient"], returned["To"]]
    yield Report(
        number=_number(mail, data),
        why=SPAM_REPORT if kind == "abuse" else "",
        found=kind or "no type",
        recipients=tuple(dict.fromkeys(filter(None, map(_address, names)))),
        paths=f"{_paths(mail, returned)} {feedback['Original-Mail-From'] or ''}",
        message_id=_id(returned),
    )


def _failures_of_exim(mail: Message, data: bytes) -> Iterator[Report]:
    """Yield the recipients of a bounce in text alone: Exim writes them into a header of its own."""
    body = mail.get_payload(decode=True)
    text = body.decode(errors="replace") if isinstance(body, bytes) else ""
    returned = message_from_string(text.partition("------ This is a copy of the message")[2].partition("\n\n")[2])
    for place, name in enumerate((mail["X-Failed-Recipients"] or "").split(",")):
        if not (address := _address(name)):
            continue
        said = text.lower().partition(address.lower())[2]
        yield Report(
            number=f"{_number(mail, data)} {place}",
            why=_meaning("failed", "5.0.0", said[:500]),
            found="5.0.0",
            recipients=(address,),
            paths=_paths(mail, returned),
            message_id=_id(returned),
        )


def _part(mail: Message, kind: str) -> Message | None:
    return next((part for part in mail.walk() if part.get_content_type() == kind), None)


def _groups(part: Message | None) -> Iterator[Message]:
    """Yield the groups of fields of a machine's part, which the parser reads as messages of headers alone."""
    payload = part.get_payload() if part is not None else []
    for each in payload if isinstance(payload, list) else [message_from_string(str(payload))]:
        if isinstance(each, Message):
            yield each


def _returned(mail: Message) -> Message:
    """Return our mail's headers, as far as the report has them."""
    whole = _part(mail, "message/rfc822")
    payload = whole.get_payload() if whole is not None else None
    if isinstance(payload, list) and payload and isinstance(payload[0], Message):
        return payload[0]
    headers = _part(mail, "text/rfc822-headers")
    found = headers.get_payload(decode=True) if headers is not None else b""
    return message_from_bytes(found) if isinstance(found, bytes) else Message()


def _paths(mail: Message, returned: Message) -> str:
    names = [value for name in _ENVELOPE for value in mail.get_all(name, [])]
    return " ".join(map(str, [*names, *returned.get_all("Return-Path", [])]))


def _address(text: str | None) -> str:
    """Return the address of a field such as `rfc822; ada@mail.example`, "" if there is none."""
    found = parseaddr(str(text or "").rpartition(";")[2].strip())[1]
    return found if "@" in found else ""


def _id(returned: Message) -> str:
    return str(returned["Message-ID"] or "").strip().strip("<>")


def _number(mail: Message, data: bytes) -> str:
    """Return a report's own id; a copy from another mailbox has the same."""
    return str(mail["Message-ID"] or "").strip() or hashlib.sha256(data).hexdigest()
