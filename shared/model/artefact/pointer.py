"""The pointer: the object that names the served model and those that were served before it."""

from datetime import datetime

import msgspec

from shared.errors import NotFound

POINTER = "models/current.json"


class Promotion(msgspec.Struct, frozen=True):
    """The moment a version became the served one."""

    version: str
    at: datetime


History = tuple[Promotion, ...]
"""Promotions, oldest first."""


class Pointer(msgspec.Struct, frozen=True):
    """The versions that were served, oldest first; the last one is current."""

    history: History = ()

    @property
    def version(self) -> str:
        """The served version."""
        return self.history[-1].version


def promoted(history: History, promotion: Promotion) -> History:
    """Append a promotion. One of the served version replaces its last one: that is no step to roll back."""
    again = history and history[-1].version == promotion.version
    return (*(history[:-1] if again else history), promotion)


def rolled_back(history: History) -> History:
    """Drop the last promotion. Raises NotFound if there is none before it."""
    if len(history) < 2:
        served = f"only {history[0].version} was ever served" if history else "no model was ever served"
        raise NotFound("There is no earlier model to roll back to", found=served)
    return history[:-1]
