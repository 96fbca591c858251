"""A mail as Segue writes it, before anybody knows how it is sent."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail to one address; neither the address nor the words show in its `repr`."""

    id: str
    """Made of letters, digits, "-", "_" and "."; a mail that is sent again has the id it had."""
    to: str = field(repr=False)
    subject: str = field(repr=False)
    text: str = field(repr=False)
    html: str = field(repr=False)
    unsubscribe_url: str = field(default="", repr=False)
    """Where one POST ends mails of this kind (RFC 8058); empty for what somebody asked for just now."""
