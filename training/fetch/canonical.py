"""MusicBrainz' canonical dump: which recordings are another version of one that listens name."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from shared.adapters.download import Downloads, download_folder
from shared.adapters.file_host import FileHost
from shared.errors import InvalidData, NotFound
from training.fetch.acousticbrainz import REDIRECTS
from training.fetch.csv_archive import wanted_rows
from training.fetch.dumps import digest_of
from training.fetch.songs_table import recordings_of, write_beside

FOLDER = "/pub/musicbrainz/canonical_data/"

_DUMP = re.compile(r"musicbrainz-canonical-dump-\d{8}-\d{6}/")


@dataclass(frozen=True, slots=True)
class MusicBrainzCanonical:
    """The redirects to the songs that were fetched; names are not needed, as listens have them."""

    def fetch(self, host: FileHost, songs: Path, step: Callable[[str], None]) -> int:
        """Write `redirects.csv.gz` into the folder `songs` of `segue fetch listenbrainz`; return its rows.

        Raises InvalidData and Unavailable as `AcousticBrainz.fetch` does.
        """
        recordings = recordings_of(songs).select(canonical_recording_mbid="recording")
        path = _newest(host)
        step(f"fetching {path.rpartition('/')[2]}, 2 GB")
        with download_folder(songs.with_name(f".{songs.name}.canonical")) as cache:
            archive = Downloads(host, cache).whole(host.file(path), digest_of(host, path))
            redirects = wanted_rows(
                archive,
                "canonical_recording_redirect.csv",
                ("recording_mbid", "canonical_recording_mbid"),
                recordings,
            )
            others = redirects.filter(pl.col("recording_mbid") != pl.col("canonical_recording_mbid"))
            write_beside(songs, REDIRECTS, others.sort("recording_mbid"))
        return len(others)


def _newest(host: FileHost) -> str:
    """Return the path of the newest archive that is there with its digest. Raises InvalidData if none is."""
    folders = sorted((name for name in host.names(FOLDER) if _DUMP.fullmatch(name)), reverse=True)
    for folder in folders:
        archive = f"{folder.rstrip('/')}.tar.zst"
        try:
            names = set(host.names(FOLDER + folder))
        except NotFound:
            continue
        if names.issuperset({archive, f"{archive}.sha256"}):
            return f"{FOLDER}{folder}{archive}"
    raise InvalidData(
        f"{host.name} has no whole dump in {FOLDER}",
        expected="musicbrainz-canonical-dump-... with a tar.zst and its .sha256",
        found=f"{len(folders)} folders without them",
        cure="try again in an hour, or name another host by --from",
    )
