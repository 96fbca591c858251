"""Wrong bytes: an object that is read, or a message that is published, is not what was written.

A message stays damaged: its step is lost, if the damage is in sight (rejected or undelivered); no other may be.
"""

from abc import abstractmethod

from bench.faults.injection import Call, Fault


class _Damage(Fault):
    on = frozenset({"objects.get", "backups.get", "bus.publish", "outbox.store"})

    def strike(self, call: Call) -> object:
        """Damage the bytes on their way, once."""
        if call.method == "get":
            return self.damaged(bytes(call.run()))
        call.world.damage()
        *others, data = call.arguments[: 2 if call.method == "publish" else 4]
        rest = call.arguments[len(others) + 1 :]
        return call.run_with(*others, self.damaged(data), *rest)

    @abstractmethod
    def damaged(self, data: bytes) -> bytes:
        """Return the bytes as the damage leaves them."""


class CutOff(_Damage):
    """The second half is missing."""

    name = "bytes cut off"
    cannot_show = "damage of a stored record or staged list"

    def damaged(self, data: bytes) -> bytes:
        """Return the first half."""
        return data[: len(data) // 2]


class Flipped(_Damage):
    """A bit of the first byte is another."""

    name = "a bit flipped"
    cannot_show = "a flip that leaves a valid message or, in a folder, an object without a checksum"

    def damaged(self, data: bytes) -> bytes:
        """Return the bytes with the first one changed."""
        return bytes([data[0] ^ 0x40]) + data[1:] if data else data


class Emptied(_Damage):
    """Nothing but a null byte is left; no bus takes a message of nothing."""

    name = "bytes emptied"
    cannot_show = "damage of a stored record or staged list"

    def damaged(self, data: bytes) -> bytes:
        """Return a null byte."""
        return b"\0"
