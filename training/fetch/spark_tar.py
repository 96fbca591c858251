"""The tar of a ListenBrainz Spark dump: its members are found and read in place, and nothing is ever unpacked."""

import re
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from shared.errors import InvalidData
from training.fetch.listens import SCHEMA_SEQUENCE, Member

LICENCE = "COPYING"

LISTENS = re.compile(r"(\d+)\.parquet")

_LONGEST_TEXT = 1 << 20
"""Most bytes of a member that is read as text; the licence has 7,000."""


@dataclass(frozen=True, slots=True)
class SparkTar:
    """The contents of a dump's tar."""

    members: list[Member]
    """The Parquet files in the order of their numbers."""
    licence: str


def read_spark_tar(path: Path) -> SparkTar:
    """Find the members of a whole tar.

    Raises InvalidData if it is damaged, of another schema version, holds no listens, or has an entry outside its
    folder.
    """
    texts: dict[str, str] = {}
    members: list[Member] = []
    with damage_reported(path.name), tarfile.open(path, "r:") as tar:
        for name, entry in entries_of(tar, path.name):
            if LISTENS.fullmatch(name):
                members.append(Member(f"{path.name}: {name}", path, entry.offset_data, entry.size))
            else:
                texts[name] = text_of(tar, entry)
    check_schema(path.name, texts)
    if not members:
        raise InvalidData(
            f"{path.name} holds no listens", expected="0.parquet", found=", ".join(texts), cure="take another day"
        )
    return SparkTar(sorted(members, key=lambda member: _number(member.name)), texts.get(LICENCE, ""))


def entries_of(tar: tarfile.TarFile, name: str) -> Iterator[tuple[str, tarfile.TarInfo]]:
    """Yield each file of a tar under its name in the tar's one folder.

    Raises InvalidData for what is no plain file, and for a name outside that folder.
    """
    root = name.removesuffix(".tar")
    for entry in tar:
        inside = entry.name.removeprefix(f"{root}/")
        if entry.isdir() and entry.name.rstrip("/") == root:
            continue
        if not entry.isreg() or inside == entry.name or "/" in inside or inside == "..":
            raise InvalidData(
                f"{name} is no dump",
                expected=f"plain files in {root}/",
                found=repr(entry.name[:100]),
                cure="name a host you trust by --from",
            )
        yield inside, entry


def text_of(tar: tarfile.TarFile, entry: tarfile.TarInfo) -> str:
    """Return a small file of a tar."""
    stream: IO[bytes] | None = tar.extractfile(entry)
    return "" if stream is None else stream.read(_LONGEST_TEXT).decode("utf-8", "replace").strip()


def check_schema(name: str, texts: Mapping[str, str]) -> None:
    """Raise InvalidData unless a dump is of the version that is read here."""
    found = texts.get("SCHEMA_SEQUENCE")
    if found != SCHEMA_SEQUENCE:
        raise InvalidData(
            f"{name} has another layout",
            expected=f"SCHEMA_SEQUENCE {SCHEMA_SEQUENCE}",
            found="none" if found is None else repr(found[:20]),
            cure="update Segue, or fetch an older dump",
        )


@contextmanager
def damage_reported(name: str) -> Iterator[None]:
    """Raise InvalidData for the error of a damaged tar."""
    try:
        yield
    except tarfile.TarError as error:
        raise InvalidData(
            f"{name} is no whole tar", expected="the tar of a dump", found=str(error), cure="run it again"
        ) from error


def _number(name: str) -> int:
    """Return the number of a Parquet file."""
    return int(LISTENS.findall(name)[-1])
