"""Everything that has a public page: shared lists, blends, and invitations to one, by the id in its address."""

from dataclasses import dataclass

from shared.domain.invitation import Invitation
from shared.domain.share import Share
from shared.errors import NotFound

from .blending import Blending
from .contract import OwnBlend, OwnShare, SharesResponse
from .handler import Sharing
from .own_pages import page_of


@dataclass(frozen=True, slots=True)
class Public:
    """Lists and blends in one space of ids; none is in both."""

    sharing: Sharing
    blending: Blending
    functions_url: str
    """Where this function answers."""

    def url(self, id: str) -> str:
        """Return the address of a page."""
        return f"{self.functions_url}/s/{id}"

    def shown(self, id: str) -> Share | Invitation:
        """Return what a page shows. Raises NotFound for one that was taken down or never existed."""
        try:
            return self.sharing.find(id)
        except NotFound as error:
            return self._of_blend(id, error)

    def list(self, id: str) -> Share:
        """Return a list with its songs. Raises NotFound as `shown` does, and for an invitation."""
        found = self.shown(id)
        if isinstance(found, Invitation):
            raise NotFound("This blend has no songs yet", expected="a link that a friend has used", found=id)
        return found

    def is_there(self, id: str) -> bool:
        """Check whether a list or a blend is there."""
        try:
            return bool(self.shown(id))
        except NotFound:
            return False

    def mine(self, listener: str, cursor: str = "") -> SharesResponse:
        """Return a page of a listener's lists and blends, the newest first. Raises InvalidInput as `page_of`."""
        shares = [
            OwnShare(each.id, each.search, self.url(each.id), each.title, each.created_at)
            for each in self.sharing.mine(listener)
        ]
        blends = [
            OwnBlend(
                invited.id,
                self.url(invited.id),
                (joined or invited).title,
                invited.created_at,
                joined is not None,
            )
            for invited, joined in self.blending.mine(listener)
        ]
        return page_of(shares, blends, cursor)

    def take_down(self, listener: str, id: str) -> None:
        """Remove a list or a blend of a listener's. Raises as `Sharing.take_down` and `Blending.take_down` do."""
        if isinstance(found := self.shown(id), Share) and self.sharing.is_shared(found.id):
            self.sharing.take_down(listener, id)
        else:
            self.blending.take_down(listener, id)

    def _of_blend(self, id: str, missing: NotFound) -> Share | Invitation:
        try:
            invited, joined = self.blending.entry(id)
        except NotFound:
            raise missing from None
        return joined or invited
