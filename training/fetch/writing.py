"""Write what was fetched: playlists in MPD form, a table of their tracks, and the extract that may be handed on.

The same playlists give the same bytes. Nothing here knows of listeners.
"""

import io
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec
import polars as pl

PLAYLISTS = "playlists.jsonl"
TRACKS = "tracks.csv.gz"
PROVENANCE = "source.json"

TRACK_COLUMNS = ("id", "name", "artists", "album", "artist_ids", "release_id", "spotify_ids", "isrcs")
"""Columns of `tracks.csv.gz`; several ids are separated by "|"."""

EXTRACT_BYTES = 12_000_000
EXTRACT_SONGS = 20_000
EXTRACT_PLAYLISTS = 30_000

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""Time stamp of every zip member, fixed so that the same playlists give the same bytes."""


def write_fetched(
    folder: Path, entries: pl.DataFrame, tracks: pl.DataFrame, provenance: Mapping[str, object]
) -> None:
    """Write `playlists.jsonl`, `tracks.csv.gz` and `source.json` into a folder; the last has the counts, too.

    `entries` has `playlist` and `track`; `tracks` one row a song with `track` and `TRACK_COLUMNS`. Songs that are
    in no playlist are left out.
    """
    with (folder / PLAYLISTS).open("wb") as out:
        out.writelines(lines_of(entries, tracks))
    heard = tracks.join(entries.select("track").unique(), on="track", how="semi", maintain_order="left")
    (folder / TRACKS).write_bytes(packed_csv(_table(heard)))
    counts = _Counts(entries["playlist"].n_unique(), len(heard))
    told = {**provenance, **msgspec.structs.asdict(counts)}
    (folder / PROVENANCE).write_bytes(msgspec.json.format(msgspec.json.encode(told), indent=2) + b"\n")


def fetched_before(folder: Path, provenance: Mapping[str, object]) -> tuple[int, int] | None:
    """Return the counts of playlists and songs of a folder that the same was written to, else None."""
    if not all((folder / name).is_file() for name in (PLAYLISTS, TRACKS, PROVENANCE)):
        return None
    try:
        found = msgspec.json.decode((folder / PROVENANCE).read_bytes())
        counts = msgspec.convert(found, _Counts)
    except (msgspec.DecodeError, UnicodeDecodeError):  # of an older Segue: it is written anew
        return None
    same = found == {**provenance, **msgspec.structs.asdict(counts)}
    return (counts.playlists, counts.songs) if same else None


class _Counts(msgspec.Struct):
    playlists: int
    songs: int


def packed_csv(table: pl.DataFrame) -> bytes:
    """Return a table as gzipped CSV, to be written by Python: an error of a full disk has no errno in polars."""
    out = io.BytesIO()
    table.write_csv(out, compression="gzip")
    return out.getvalue()


def _table(tracks: pl.DataFrame) -> pl.DataFrame:
    """Return the table of tracks, blank where nothing is known."""
    return tracks.select(pl.col(TRACK_COLUMNS).replace("", None))


def lines_of(entries: pl.DataFrame, tracks: pl.DataFrame) -> Iterator[bytes]:
    """Yield one playlist a line in MPD form; a song's names stand where it comes first, and only there.

    (Repeated, they would make the file three times as long.)
    """
    rows = tracks.select("id", "name", "artists", "album").iter_rows()
    unseen = dict(zip(tracks["track"].to_list(), map(_named, rows), strict=True))
    bare = dict(zip(tracks["track"].to_list(), (_entry(id) for id in tracks["id"]), strict=True))
    grouped = entries.group_by("playlist", maintain_order=True).agg("track")
    for playlist, songs in grouped.iter_rows():
        texts = b",".join([unseen.pop(song, None) or bare[song] for song in songs])
        yield b'{"pid":%d,"name":"","tracks":[%b]}\n' % (playlist, texts)


def _named(track: tuple[str, str, str, str]) -> bytes:
    id, name, artists, album = track
    return msgspec.json.encode({"track_uri": id, "track_name": name, "artist_name": artists, "album_name": album})


def _entry(id: str) -> bytes:
    return msgspec.json.encode({"track_uri": id})


def write_extract(
    path: Path, entries: pl.DataFrame, tracks: pl.DataFrame, licence: str, shortest: int
) -> tuple[int, int]:
    """Write a zip of `EXTRACT_BYTES` at most that training reads; return how many playlists and songs are in it.

    It holds the songs with the most listeners, the playlists of them, the songs' table and the licence's text.
    """
    songs = tracks.sort("listeners", "id", descending=[True, False]).head(EXTRACT_SONGS)
    among = entries.join(songs.select("track"), on="track", how="semi", maintain_order="left")
    long_enough = among.filter(pl.len().over("playlist") >= shortest)
    numbered = long_enough.with_columns(playlist=pl.col("playlist").rle_id())
    wanted = min(EXTRACT_PLAYLISTS, numbered["playlist"].n_unique())
    while True:
        chosen = numbered.filter(pl.col("playlist") < wanted)
        heard = songs.join(chosen.select("track").unique(), on="track", how="semi").sort("id")
        _zip(path, chosen, heard, licence)
        size = path.stat().st_size
        if size <= EXTRACT_BYTES:
            return wanted, len(heard)
        wanted = int(wanted * 0.95 * EXTRACT_BYTES / size)


def _zip(path: Path, entries: pl.DataFrame, tracks: pl.DataFrame, licence: str) -> None:
    texts = {
        "COPYING": licence.encode(),
        PLAYLISTS: b"".join(lines_of(entries, tracks)),
        TRACKS.removesuffix(".gz"): _table(tracks).write_csv().encode(),
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in texts.items():
            member = zipfile.ZipInfo(name, _EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, text, compresslevel=9)
