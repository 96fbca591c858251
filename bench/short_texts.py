"""Compare ways to store the names of a catalogue, each of which is read by itself.

`python -m bench.short_texts --features PATH`, or `--synthetic N` for invented tracks. Bytes are those of a text in
the catalogue, and in the store, whose blocks are compressed; times are of the processor, the least of five.
"""

import random
import sys
import time
import zlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import click

from bench.search_latency import SEED, read_tracks
from bench.synthetic.tracks import invent_tracks
from shared.domain.track import Track

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

SAMPLE = 20_000
TRAINED_ON = 50_000
DEFLATE_DICTIONARY = 1 << 13
WINDOW_BITS = -13
ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"
STORE_LEVEL = 6


@dataclass(frozen=True, slots=True)
class Way:
    """A way to store a text; what is not shorter than the text is stored as the text."""

    name: str
    pack: Callable[[bytes], bytes]
    unpack: Callable[[bytes], bytes]

    def row(self, texts: list[bytes]) -> str:
        """Measure the way and return its row of the table."""
        packed = [(data, True) if len(data := self.pack(text)) < len(text) else (text, False) for text in texts]
        unpacked = [self.unpack(data) if shorter else data for data, shorter in packed]
        if unpacked != texts:
            raise ValueError(f"{self.name} changed a text")
        stored = b"".join(data for data, _ in packed)
        in_store = min(len(stored), len(zstd.compress(stored, STORE_LEVEL)))
        microseconds = min(self._time(packed) for _ in range(5)) / len(texts) * 1e6
        return (
            f"| {self.name} | {len(stored) / len(texts):.1f} | {in_store / len(texts):.1f} | {microseconds:.1f} |"
        )

    def _time(self, packed: list[tuple[bytes, bool]]) -> float:
        start = time.process_time()
        for data, shorter in packed:
            if shorter:
                self.unpack(data)
        return time.process_time() - start


def deflate(texts: list[bytes]) -> Way:
    """Return raw Deflate with the most frequent words as dictionary."""
    counts = Counter(word + b" " for text in texts for word in text.split(b" "))
    words = [word for word, _ in counts.most_common()]
    common = [
        word for word, end in zip(words, accumulate(map(len, words)), strict=True) if end <= DEFLATE_DICTIONARY
    ]
    dictionary = b"".join(reversed(common))
    fresh = zlib.compressobj(9, zlib.DEFLATED, WINDOW_BITS, 5, zlib.Z_DEFAULT_STRATEGY, dictionary)

    def pack(text: bytes) -> bytes:
        deflating = fresh.copy()
        return deflating.compress(text) + deflating.flush()

    return Way(
        "Deflate, words as dictionary",
        pack,
        lambda data: zlib.decompressobj(WINDOW_BITS, dictionary).decompress(data),
    )


def trained_zstd(texts: list[bytes], kib: int) -> Way:
    """Return Zstandard with a trained dictionary, without the frame's constant first four bytes."""
    dictionary = zstd.train_dict(texts, kib << 10).as_digested_dict
    options: dict[int, int] = {
        zstd.CompressionParameter.compression_level: 19,
        zstd.CompressionParameter.dict_id_flag: 0,
    }
    return Way(
        f"Zstandard, trained dictionary of {kib} KiB",
        lambda text: zstd.compress(text, options=options, zstd_dict=dictionary).removeprefix(ZSTD_MAGIC),
        lambda data: zstd.ZstdDecompressor(dictionary).decompress(ZSTD_MAGIC + data),
    )


def texts_of(tracks: list[Track]) -> list[bytes]:
    """Return the texts of a catalogue, each credit and album once."""
    credits_ = dict.fromkeys(track.artist for track in tracks)
    albums = dict.fromkeys(track.album for track in tracks if track.album != track.name)
    return [text.encode() for text in [*(track.name for track in tracks), *credits_, *albums] if text]


@click.command()
@click.option("--features", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A features table.")
@click.option("--synthetic", type=click.IntRange(min=1000), help="Invent so many tracks instead.")
def main(features: Path | None, synthetic: int | None) -> None:
    """Print the table."""
    if (features is None) == (synthetic is None):
        raise click.UsageError("give either --features or --synthetic")
    texts = texts_of(read_tracks(features) if features else list(invent_tracks(synthetic or 0, seed=SEED)))
    training = texts[:TRAINED_ON]
    ways = [Way("as they are", bytes, bytes), deflate(training)]
    ways += [trained_zstd(training, kib) for kib in (8, 32, 110)]
    sample = random.Random(SEED).sample(texts, min(SAMPLE, len(texts)))  # noqa: S311
    click.echo("| | bytes a text | in the store | µs to unpack |\n|---|---|---|---|")
    for way in ways:
        click.echo(way.row(sample))


if __name__ == "__main__":
    main()
