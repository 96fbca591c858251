"""MetaBrainz' host of files on loopback: index pages, HEAD, ETag, Range and bare digests, failing on demand."""

import hashlib
import io
import json
import re
import sys
import tarfile

from invented_listens import uuid
from outside_servers import Asked, OutsideServer, Reply

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

LISTENBRAINZ = "/pub/musicbrainz/listenbrainz"
CC0 = "CC0 1.0 Universal\n\nStatement of Purpose ...\n"


class MetaBrainzServer(OutsideServer):
    """`files` are served by path; `cuts` end the next answer for a path after so many bytes, once each."""

    def __init__(self) -> None:
        super().__init__()
        self.files: dict[str, bytes] = {}
        self.cuts: dict[str, list[int]] = {}
        self.ignores_range = False
        self.sends_etag = True

    def answer(self, asked: Asked) -> Reply:
        if asked.path in self.files:
            return self._file(asked)
        inside = {path[len(asked.path) :].partition("/") for path in self.files if path.startswith(asked.path)}
        if not inside or not asked.path.endswith("/"):
            return Reply(status=404)
        links = "".join(f'<a href="{name}{slash}">{name}</a> -\n' for name, slash, _ in sorted(inside))
        return Reply(f'<html><a href="../">../</a>\n<a href="?C=N;O=D">Name</a>\n{links}</html>'.encode())

    def _file(self, asked: Asked) -> Reply:
        whole = self.files[asked.path]
        tag = f'"{hashlib.md5(whole).hexdigest()}"'
        headers = {"Accept-Ranges": "bytes", **({"ETag": tag} if self.sends_etag else {})}
        if asked.method == "HEAD":
            return Reply(whole, 200, headers)
        wanted = re.fullmatch(r"bytes=(\d+)-(\d+)", asked.headers.get("Range", ""))
        if wanted is None or self.ignores_range or asked.headers.get("If-Range", tag) != tag:
            return self._cut(asked.path, Reply(whole, 200, headers))
        start, end = int(wanted[1]), min(int(wanted[2]) + 1, len(whole))
        if start >= end:
            return Reply(b"", 416, {**headers, "Content-Range": f"bytes */{len(whole)}"})
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{len(whole)}"
        return self._cut(asked.path, Reply(whole[start:end], 206, headers))

    def _cut(self, path: str, reply: Reply) -> Reply:
        if not self.cuts.get(path):
            return reply
        length = self.cuts[path].pop(0)
        return Reply(reply.body[:length], reply.status, reply.headers, cut=len(reply.body) - length)

    def add(self, path: str, data: bytes, *, digest: str | None = None) -> str:
        """Serve a file with its digest beside it, bare as ListenBrainz writes it."""
        self.files[path] = data
        self.files[f"{path}.sha256"] = (digest or hashlib.sha256(data).hexdigest()).encode()
        return path

    def add_day(self, members: dict[str, bytes], number: int = 2653, **tar: object) -> str:
        """Serve the tar of a day's listens; return its path."""
        stamp = f"202609{max(1, number - 2648):02}-000003-incremental"
        name = f"listenbrainz-spark-dump-{number}-{stamp}"
        folder = f"{LISTENBRAINZ}/incremental/listenbrainz-dump-{number}-{stamp}"
        return self.add(f"{folder}/{name}.tar", spark_tar(name, members, **tar))

    def add_full(self, members: dict[str, bytes], **tar: object) -> str:
        """Serve the tar of all listens, which nobody downloads whole; return its path."""
        stamp = "20260901-000003-full"
        name = f"listenbrainz-spark-dump-2648-{stamp}"
        folder = f"{LISTENBRAINZ}/fullexport/listenbrainz-dump-2648-{stamp}"
        self.files[f"{LISTENBRAINZ}/fullexport/listenbrainz-dump-2649-20260901-000004-db/x.tar.zst"] = b""
        return self.add(f"{folder}/{name}.tar", spark_tar(name, members, full=True, **tar))

    def add_submitted(self, day: str, lines: list[bytes]) -> str:
        """Serve a day's listens as they were submitted, beside its tar; return their path."""
        path = day.replace("-spark-", "-listens-") + ".zst"
        root = path.rpartition("/")[2].removesuffix(".tar.zst")
        listens = b"".join(lines).decode()
        return self.add(path, tar_zst({f"{root}/SCHEMA_SEQUENCE": "1", f"{root}/listens/2026/9.listens": listens}))

    def add_acousticbrainz(self, **tables: str) -> None:
        """Serve tables by kind ("rhythm", ...) with the list of their digests."""
        folder = "/pub/musicbrainz/acousticbrainz/dumps/acousticbrainz-lowlevel-features-20220623"
        root = folder.rpartition("/")[2]
        listed = ""
        for kind, text in tables.items():
            data = tar_zst({f"{root}/{root}-{kind}.csv": text.replace("\n", "\r\n"), f"{root}/COPYING": CC0})
            self.files[f"{folder}/{root}-{kind}.tar.zst"] = data
            listed += f"{hashlib.sha256(data).hexdigest()}  {root}-{kind}.tar.zst\n"
        self.files[f"{folder}/sha256sums"] = listed.encode()

    def add_canonical(self, redirects: str, day: int = 15) -> str:
        """Serve a canonical dump; return its path."""
        root = f"musicbrainz-canonical-dump-202607{day}-080003"
        header = "recording_mbid,canonical_recording_mbid,canonical_release_mbid\n"
        data = tar_zst(
            {
                f"{root}/canonical/canonical_musicbrainz_data.csv": "id,artist_credit_id\n1,2\n",
                f"{root}/canonical/canonical_recording_redirect.csv": header + redirects,
            }
        )
        return self.add(f"/pub/musicbrainz/canonical_data/{root}/{root}.tar.zst", data)


def tar_zst(files: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        for name, text in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(text.encode())
            tar.addfile(entry, io.BytesIO(text.encode()))
    return zstd.compress(out.getvalue())


def submitted(user: int, song: int, **info: object) -> bytes:
    """Return a listen as it was submitted, with the user's name in it."""
    metadata = {"artist_name": "a", "track_name": "t", "additional_info": {"music_service": "spotify.com", **info}}
    listen = {
        "user_id": user,
        "user_name": f"user-{user}",
        "timestamp": 1788591601,
        "recording_msid": uuid("msid", song),
        "track_metadata": metadata,
    }
    return json.dumps(listen).encode() + b"\n"


def spark_tar(
    root: str, members: dict[str, bytes], *, schema: str | None = "1", licence: str = CC0, full: bool = False
) -> bytes:
    """Return the tar of a dump, with an extra header before each file as Python's tarfile writes them."""
    texts = {} if schema is None else {"SCHEMA_SEQUENCE": schema}
    texts |= {"TIMESTAMP": "2026-09-01 00:00:02+00:00"} if full else {"START_TIMESTAMP": "x", "END_TIMESTAMP": "x"}
    files = {name: text.encode() for name, text in {**texts, "COPYING": licence}.items()} | members
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as tar:
        for name, data in files.items():
            entry = tarfile.TarInfo(f"{root}/{name}")
            entry.size, entry.mtime = len(data), 1788652803.25
            tar.addfile(entry, io.BytesIO(data))
    return out.getvalue()
