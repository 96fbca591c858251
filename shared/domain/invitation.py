"""An invitation to a blend: whoever has its link may add their songs, once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from shared.domain.search import JSON


@dataclass(frozen=True, slots=True)
class Invitation:
    """A blend that waits for a second list, or has it: then a `Share` of the same id is its answer."""

    id: str
    owner: str
    search: str
    """The id of the owner's answer: their songs are read from it, and stored nowhere else."""
    name: str
    """The name that the owner gave themselves."""
    created_at: datetime
    is_used: bool = False
    """Whether a friend came by it, who may have left since: a link is for one."""

    @property
    def title(self) -> str:
        """The title of its page as long as it waits."""
        return f"{self.name} wants to blend music with you"

    def to_fields(self) -> dict[str, JSON]:
        """Return the fields of its record."""
        return {
            "owner": self.owner,
            "search": self.search,
            "name": self.name,
            "created_at": self.created_at.isoformat(),
            **({"used": True} if self.is_used else {}),
        }

    @classmethod
    def of(cls, id: str, fields: Mapping[str, JSON]) -> "Invitation":
        """Read an invitation back from the fields of its record."""
        return cls(
            id=id,
            owner=str(fields["owner"]),
            search=str(fields["search"]),
            name=str(fields["name"]),
            created_at=datetime.fromisoformat(str(fields["created_at"])),
            is_used=fields.get("used") is True,
        )
