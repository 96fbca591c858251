"""Find the newest dumps of ListenBrainz among the index pages of its host."""

import re
from dataclasses import dataclass

from shared.adapters.file_host import FileHost
from shared.errors import InvalidData, NotFound

ROOT = "/pub/musicbrainz/listenbrainz"

INCREMENTAL = "incremental"
"""A day's submissions, each day at midnight UTC."""

FULL = "full"
"""Everything, on the 1st and 15th of a month."""

_FOLDERS = {INCREMENTAL: "incremental", FULL: "fullexport"}
_FOLDER = r"listenbrainz-dump-(\d+)-(\d{8}-\d{6})-%s/"


@dataclass(frozen=True, slots=True)
class Dump:
    """One dump: a folder of the host."""

    number: int
    stamp: str
    """When it was begun, as YYYYMMDD-HHMMSS."""
    kind: str

    @property
    def folder(self) -> str:
        """The path of its folder."""
        return f"{ROOT}/{_FOLDERS[self.kind]}/listenbrainz-dump-{self.number}-{self.stamp}-{self.kind}/"

    @property
    def spark(self) -> str:
        """The name of its listens in Parquet."""
        return f"listenbrainz-spark-dump-{self.number}-{self.stamp}-{self.kind}.tar"

    @property
    def submitted(self) -> str:
        """The name of its listens as they were submitted, in JSON."""
        return f"listenbrainz-listens-dump-{self.number}-{self.stamp}-{self.kind}.tar.zst"


def newest_dumps(host: FileHost, kind: str, count: int, *, submitted: bool = False) -> list[Dump]:
    """Return up to `count` dumps, the newest first, that are there with their digests.

    A folder is made before its files are, so one without them is passed over. `submitted` demands the JSON
    listens, too. Raises InvalidData if there is none.
    """
    folder = f"{ROOT}/{_FOLDERS[kind]}/"
    listed = (re.fullmatch(_FOLDER % kind, name) for name in host.names(folder))
    dumps = {Dump(int(found[1]), found[2], kind) for found in listed if found}
    whole: list[Dump] = []
    for dump in sorted(dumps, key=lambda dump: (dump.number, dump.stamp), reverse=True):
        if len(whole) == count:
            break
        if _is_whole(host, dump, submitted=submitted):
            whole.append(dump)
    if not whole:
        raise InvalidData(
            f"{host.name} has no whole dump in {folder}",
            expected=f"a folder as {_FOLDER % kind} with a tar and its .sha256",
            found=f"{len(dumps)} folders without them",
            cure="try again in an hour, or name another host by --from",
        )
    return whole


def _is_whole(host: FileHost, dump: Dump, *, submitted: bool) -> bool:
    wanted = [dump.spark, *([dump.submitted] if submitted else [])]
    try:
        names = set(host.names(dump.folder))
    except NotFound:  # it was deleted since the index was read
        return False
    return names.issuperset({name + ending for name in wanted for ending in ("", ".sha256")})


def digest_of(host: FileHost, path: str) -> str:
    """Return the SHA-256 that the host gives for a file, which stands bare or before the file's name."""
    text = host.text(f"{path}.sha256")
    found = re.match(r"[0-9a-fA-F]{64}(?![0-9a-zA-Z])", text)
    if found is None:
        raise InvalidData(
            f"{path}.sha256 is no digest",
            expected="64 hexadecimal digits",
            found=repr(text[:40]),
            cure="try again in an hour, or name another host by --from",
        )
    return found[0]
