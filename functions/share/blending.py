"""Blends: a link to which one friend comes with songs, and the list between the two at the same link."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import islice

from shared.domain.invitation import Invitation
from shared.domain.one_line import clean
from shared.domain.search import Search
from shared.domain.share import Share
from shared.errors import Conflict, Forbidden, InvalidInput, NotFound
from shared.model.model import Model
from shared.ports import ObjectStore, Record, Records
from shared.record_kinds import BLENDS, INVITATION_KEPT, INVITATIONS, SEARCH_KEPT, SEARCHES, RecordKind
from shared.records.days import SHARES_MADE, note
from shared.records.deleted_listeners import demand_present
from shared.records.paging import every_record
from shared.records.personal_data import delete

from .between import Brought, between, demand_songs
from .contract import MOST_NAME_CHARACTERS, BlendRequest
from .ids import is_id

MOST_OWN_BLENDS = 200
"""Own blends that are read and shown, of those begun and of those joined."""

Entry = tuple[Invitation, Share | None]
"""An invitation, and the list between two once somebody came."""


class Blending:
    """The use case behind one instance of the function."""

    def __init__(
        self,
        records: Records,
        objects: Callable[[], ObjectStore],
        model: Callable[[], Model],
        *,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._records = records
        self._objects = objects
        self._model = model
        self._now = now
        self._new_id = new_id

    def invite(self, listener: str, request: BlendRequest) -> str:
        """Make a link for one friend, and return its id.

        Raises NotFound for a search that is not this listener's, InvalidInput for one without songs and for a
        name without a letter, NotSignedIn for a listener who deleted themselves meanwhile.
        """
        search, name = self._search_of(listener, request.search), _name(request.name)
        demand_songs(search, self._model())
        made = Invitation(self._new_id(), listener, search.id, name, self._now())
        self._records.create(
            INVITATIONS.name, Record(made.id, made.to_fields(), made.created_at + INVITATION_KEPT)
        )
        self._demand_present(listener, INVITATIONS, made.id)
        return made.id

    def join(self, listener: str, id: str, request: BlendRequest) -> None:
        """Add a friend's songs to a blend, which then has its list; the call is idempotent.

        Raises NotFound for a link that is not there (any more), Conflict where another friend came first,
        InvalidInput for one's own link, for the same name twice and as `invite` does.
        """
        invitation, found = self.entry(id)
        if invitation.owner == listener:
            raise InvalidInput("This is your own link", cure="send it to a friend, who adds other songs")
        if found is None:
            self._keep(invitation, self._between(listener, invitation, request))
            self._demand_present(listener, BLENDS, id)
        elif found.owner != listener:
            raise _taken()

    def entry(self, id: str) -> Entry:
        """Return an invitation and its list, None as long as nobody came.

        Raises NotFound if there is none, and where the friend who came has left: who leaves and comes again, each
        time with other songs, would have the owner's named one after the other.
        """
        record = self._records.get(INVITATIONS.name, id) if is_id(id) else None
        joined = self._records.get(BLENDS.name, id) if record else None
        invited = Invitation.of(id, record.fields) if record else None
        if invited is None or (joined is None and invited.is_used):
            raise _gone(id)
        return invited, Share.of(id, joined.fields) if joined else None

    def mine(self, listener: str) -> list[Entry]:
        """Return the blends that a listener invited to or joined, up to MOST_OWN_BLENDS each, the newest first."""
        ids = dict.fromkeys(id for kind in (INVITATIONS, BLENDS) for id in self._ids(kind, listener))
        entries = [entry for id in ids if (entry := self._entry_or_none(id))]
        return sorted(entries, key=lambda entry: entry[0].created_at, reverse=True)

    def take_down(self, listener: str, id: str) -> None:
        """Remove a blend for both. Raises NotFound as `entry` does, Forbidden for one of others."""
        invitation, found = self.entry(id)
        if listener not in (invitation.owner, found.owner if found else ""):
            raise Forbidden("This blend is others'", expected="a blend of yours", found="others'")
        for kind in (BLENDS, INVITATIONS):
            delete(self._records, self._objects(), kind, Record(id, {}))

    def _between(self, listener: str, invitation: Invitation, request: BlendRequest) -> Share:
        mine = Brought(_name(request.name), self._search_of(listener, request.search))
        if mine.name.casefold() == invitation.name.casefold():
            raise InvalidInput(
                "You both have one name", expected="another name", found=mine.name, cure="add a letter to yours"
            )
        record = self._records.get(SEARCHES.name, invitation.search)
        if record is None:
            raise _gone(invitation.id)
        theirs = Brought(invitation.name, Search.of(record.key, record.fields))
        return between(invitation.id, listener, theirs, mine, self._model(), self._now())

    def _keep(self, invitation: Invitation, share: Share) -> None:
        """Store the list of a blend unless another friend's is there; both records expire together then."""
        until = self._now() + SEARCH_KEPT

        def change(found: Sequence[Record | None]) -> Sequence[Record] | None:
            invited, joined = found
            if joined is not None and joined.fields["owner"] != share.owner:
                raise _taken()
            if joined is not None:
                return None  # they came twice at once
            if invited is None or Invitation.of(share.id, invited.fields).is_used:
                raise _gone(share.id)
            used = Record(share.id, {**invited.fields, "used": True}, until)
            return [used, Record(share.id, share.to_fields(), until)]

        keys = [(INVITATIONS.name, invitation.id), (BLENDS.name, invitation.id)]
        if self._records.update_together(keys, change):
            note(self._records, share.created_at, share.id, {SHARES_MADE: 1})

    def _search_of(self, listener: str, id: str) -> Search:
        record = self._records.get(SEARCHES.name, id)
        if record is None or record.fields.get("listener") != listener:
            raise NotFound("There is no such list of yours", expected="the id of an answer to you", found=id)
        return Search.of(record.key, record.fields)

    def _demand_present(self, listener: str, kind: RecordKind, id: str) -> None:
        """Raise NotSignedIn, and delete what was just written, for a listener whose deletion came in between."""
        written = Record(id, {})
        demand_present(self._records, listener, lambda: delete(self._records, self._objects(), kind, written))

    def _ids(self, kind: RecordKind, listener: str) -> Iterator[str]:
        own = every_record(lambda cursor: self._records.page(kind.name, where={"owner": listener}, cursor=cursor))
        return (record.key for record in islice(own, MOST_OWN_BLENDS))

    def _entry_or_none(self, id: str) -> Entry | None:
        try:
            return self.entry(id)
        except NotFound:
            return None


def _name(given: str) -> str:
    name = clean(given, MOST_NAME_CHARACTERS)
    if not name:
        raise InvalidInput("A blend needs your name", expected="a name, or a letter", found=repr(given))
    return name


def _taken() -> Conflict:
    return Conflict(
        "Somebody has added their songs to this blend already",
        expected="a link that nobody used",
        found="one that is used",
        cure="make a blend of your own, and send them its link",
    )


def _gone(id: str) -> NotFound:
    return NotFound("This blend was taken down or never was", expected="the id of a blend", found=id[:80])
