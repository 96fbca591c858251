"""ListenBrainz: listening that people publish, as playlists of real songs.

A dump holds its listeners' numbers. They are compared while sessions are made, and never written; what was
downloaded is deleted at the end.
"""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from shared.adapters.download import Downloads, download_folder, full_disk_reported
from shared.adapters.file_host import FileHost
from shared.adapters.work_folder import work_folder
from shared.errors import InvalidData, InvalidInput
from training.fetch.dumps import FULL, INCREMENTAL, Dump, digest_of, newest_dumps
from training.fetch.listens import Member, Period, listens_of, names_of, submissions_of
from training.fetch.month import RemoteTar
from training.fetch.partitioned import PART_BYTES, PartitionedListens, parts_of
from training.fetch.provider_ids import KINDS, given_ids, ids_by_recording
from training.fetch.sessions import SessionRules, known_songs, playlists_from
from training.fetch.spark_tar import read_spark_tar
from training.fetch.tracks import tracks_from
from training.fetch.writing import PROVENANCE, fetched_before, write_extract, write_fetched
from training.fetch.zstd_stream import unpacked
from training.output import replaced_folder

Step = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Fetched:
    """How much came."""

    playlists: int
    tracks: int
    extract: tuple[int, int] | None = None
    """Playlists and tracks of the extract."""


@dataclass(frozen=True, slots=True)
class _Taken:
    """Listens that are on this machine."""

    dumps: list[str]
    """Names of the files they are from."""
    licence: str
    members: list[Member]


@dataclass(frozen=True, slots=True)
class ListenBrainz:
    """Which listens to fetch, and how they become playlists."""

    days: int = 1
    month: Period | None = None
    """If given, the listens of that time out of the newest full dump, instead of the newest days."""
    spotify_ids: bool = False
    rules: SessionRules = field(default_factory=SessionRules)
    extract: Path | None = None
    part_bytes: int = PART_BYTES
    """Bytes of the dumps whose listens are in memory at once: they bound it, and change no playlist."""

    def fetch(self, host: FileHost, out: Path, step: Step) -> Fetched:
        """Write `playlists.jsonl`, `tracks.csv.gz` and `source.json` to a new folder `out`, or replace it.

        Raises InvalidData for data that cannot be used, InvalidInput if the rules leave no playlist, and
        Unavailable if the host or the disk gives up; then `out` is as before, and after the latter two the next
        call goes on with what was downloaded.
        """
        dumps = self._dumps(host)
        provenance = self._provenance(dumps)
        if self.extract is not None:
            with work_folder(self.extract):  # refused before anything is downloaded
                pass
        elif (before := fetched_before(out, provenance)) is not None:
            step(f"{out} is made of the newest listens already")
            return Fetched(*before)
        with (
            replaced_folder(out, mark=PROVENANCE) as folder,
            download_folder(out.with_name(f".{out.name}.download")) as cache,
            full_disk_reported(out),
        ):
            downloads = Downloads(host, cache)
            count = 1 if self.month else self.days
            step(f"fetching {len(dumps)} of {count} dumps from {host.name}, the newest of {dumps[0].stamp}")
            taken = self._take(downloads, dumps, cache)
            if self.extract is not None:
                _demand_cc0(taken.licence)
            step("making playlists of sessions")
            entries, tracks = self._playlists(taken, cache)
            tracks = self._with_ids(tracks, taken, downloads, step)
            step("writing")
            write_fetched(folder, entries, tracks, provenance)
            extract = self._extract(entries, tracks, taken.licence)
        return Fetched(entries["playlist"].n_unique(), entries["track"].n_unique(), extract)

    def _dumps(self, host: FileHost) -> list[Dump]:
        """Return the newest dumps to read."""
        if self.month:
            return newest_dumps(host, FULL, 1)
        return newest_dumps(host, INCREMENTAL, self.days, submitted=self.spotify_ids)

    def _provenance(self, dumps: list[Dump]) -> dict[str, object]:
        """Return which files are read, and by which rules."""
        return {
            "source": "listenbrainz",
            "files": [dump.spark for dump in dumps],
            "month": f"{self.month.start:%Y-%m}" if self.month else "",
            "spotify_ids": self.spotify_ids,
            "rules": asdict(self.rules),
        }

    def _take(self, downloads: Downloads, dumps: list[Dump], cache: Path) -> _Taken:
        """Download the members to read."""
        return _month_of(downloads, dumps[0], self.month, cache) if self.month else _days_of(downloads, dumps)

    def _playlists(self, taken: _Taken, cache: Path) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Return entries and tracks, as `write_fetched` takes them."""
        with TemporaryDirectory(dir=cache) as folder:
            parts = PartitionedListens(Path(folder), parts_of(taken.members, self.part_bytes))
            count = self._gather(taken, parts)
            songs = known_songs(parts, self.rules)
            tracks = tracks_from((names_of(member, songs) for member in taken.members), songs)
            entries = playlists_from(parts, tracks.select("recording", "track", "release_id"), self.rules)
        if not len(entries):
            raise InvalidInput(
                f"{count:,} listens give no playlist",
                expected=f"{self.rules.shortest} songs of {self.rules.listeners_per_song} listeners in a row",
                found="none",
                cure="fetch more of them, or lower --listeners",
            )
        return entries, tracks

    def _gather(self, taken: _Taken, parts: PartitionedListens) -> int:
        """Write all listens of the time into parts; return how many. Raises InvalidInput if there is none."""
        count = 0
        for member in taken.members:
            listens = listens_of(member, self.month)
            parts.add(listens)
            count += len(listens)
        if not count:
            raise InvalidInput(
                f"{', '.join(taken.dumps)} has no listens of that time",
                expected="some",
                found="none",
                cure="take another --month",
            )
        return count

    def _with_ids(self, tracks: pl.DataFrame, taken: _Taken, downloads: Downloads, step: Step) -> pl.DataFrame:
        """Return the tracks with the ids of other providers, "" where none is known."""
        if not self.spotify_ids:
            return tracks.with_columns(pl.lit("").alias(kind) for kind in KINDS)
        step("adding Spotify ids")
        dumps = newest_dumps(downloads.host, INCREMENTAL, self.days, submitted=True)
        given = pl.concat([_given(downloads, dump) for dump in dumps])
        submissions = pl.concat([submissions_of(member, tracks, given) for member in taken.members]).unique()
        ids = ids_by_recording(given, submissions)
        return tracks.join(ids, on="recording", how="left", maintain_order="left").with_columns(
            pl.col(KINDS).fill_null("")
        )

    def _extract(self, entries: pl.DataFrame, tracks: pl.DataFrame, licence: str) -> tuple[int, int] | None:
        if self.extract is None:
            return None
        with work_folder(self.extract) as work:
            counts = write_extract(work / "extract.zip", entries, tracks, licence, self.rules.shortest)
            (work / "extract.zip").replace(self.extract)
        return counts


def _demand_cc0(licence: str) -> None:
    """Raise InvalidData unless a dump's own licence lets anybody pass it on."""
    if "CC0" not in licence:
        raise InvalidData(
            "the dump does not say that it may be passed on",
            expected="a COPYING with the text of CC0",
            found=repr(licence[:60]) if licence else "none",
            cure="fetch without --extract",
        )


def _days_of(downloads: Downloads, dumps: Iterable[Dump]) -> _Taken:
    tars = [
        read_spark_tar(_whole(downloads, dump.folder + dump.spark))
        for dump in sorted(dumps, key=lambda dump: dump.number)
    ]
    members = [member for tar in tars for member in tar.members]
    return _Taken([dump.spark for dump in dumps], tars[-1].licence, members)


def _month_of(downloads: Downloads, dump: Dump, month: Period, cache: Path) -> _Taken:
    tar = RemoteTar(downloads, downloads.host.file(dump.folder + dump.spark), cache)
    licence, _ = tar.opening()
    return _Taken([dump.spark], licence, list(tar.members(month)))


def _given(downloads: Downloads, dump: Dump) -> pl.DataFrame:
    with unpacked(_whole(downloads, dump.folder + dump.submitted)) as archive:
        return given_ids(archive, dump.submitted)


def _whole(downloads: Downloads, path: str) -> Path:
    file = downloads.host.file(path)
    return downloads.whole(file, digest_of(downloads.host, path))
