"""What `account` answers, as JSON."""

from msgspec import Struct


class VisitorResponse(Struct):
    """A listener of whom nothing is known."""

    token: str
    """For `Authorization: Bearer` of every later request; whoever has it is this listener."""
