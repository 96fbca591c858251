"""A mail as Segue writes it, independent of how it is sent."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail to one address; neither the address nor the text shows in its `repr`."""

    id: str
    """Letters, digits, "-", "_" and "."; a mail that is sent again keeps its id."""
    to: str = field(repr=False)
    subject: str = field(repr=False)
    text: str = field(repr=False)
    html: str = field(repr=False)
    unsubscribe_url: str = field(default="", repr=False)
    """One-click unsubscribe address (RFC 8058); empty for transactional mails, such as a sign-in link."""
