"""Processor time of the pictures of shared lists, drawn and kept: `python -m bench.pictures`."""

import resource
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from functions.share.kept_pictures import KeptPictures
from functions.share.pictures import Format, Picture, picture
from shared.adapters.local_files import LocalFiles
from shared.domain.share import Share, SharedSong

TITLES = {
    "first of the process": "Songs next to “Paper Lanterns”",
    "Latin": "Songs next to “Paper Lanterns” and “Harbour Lights”",
    "160 letters": "Everything I listened to while I was supposed to write " * 3,
    "Arabic": "أغانٍ تليق بليلة صيفية طويلة على البحر",
    "Japanese, emoji": "夏の夜に聴きたい、海沿いのドライブのための長い長いプレイリスト 🎉🌊",
    "Thai": "เพลงรักในสายลมที่พัดผ่านทุ่งนาในยามเย็น",
}
SONGS = 50
ROUNDS = 20
"""Pictures of each title, each of another list, so that no cache helps."""


def main() -> None:
    """Print two tables, of drawing for each title and of what is kept, and the peak of memory."""
    print("| title | card, ms | kB | story, ms | kB |\n|---|---|---|---|---|")
    for name, title in TITLES.items():
        rounds = 1 if name.startswith("first") else ROUNDS
        cells = [cell for kind in _KINDS for cell in _measured(title, kind, rounds)]
        print(f"| {name} | {' | '.join(cells)} |")
    print("\n| | card, ms | story, ms |\n|---|---|---|")
    for name, pair in kept_times(TITLES["Latin"], ROUNDS).items():
        print(f"| {name} | {pair[0]:.1f} | {pair[1]:.1f} |")
    print(f"\npeak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


_KINDS: tuple[Format, ...] = ("card", "story")


def kept_times(title: str, rounds: int) -> dict[str, tuple[float, float]]:
    """Return the mean processor time, in ms, of a card and a story on each way to answer with it."""
    cells = [_kept(title, kind, rounds) for kind in _KINDS]
    return {name: (cells[0][name], cells[1][name]) for name in cells[0]}


def _kept(title: str, kind: Format, rounds: int) -> dict[str, float]:
    lists = [_list(title, number) for number in range(rounds)]
    with TemporaryDirectory() as folder:
        objects = LocalFiles(Path(folder))
        first, another = (KeptPictures(objects, lambda _: True) for _ in range(2))
        ways = {
            "drawn and kept": lambda shared: first.png(shared.id, kind, _wanted(shared, kind)),
            "of memory": lambda shared: first.png(shared.id, kind, _wanted(shared, kind)),
            "of the store, by another instance": lambda shared: another.png(
                shared.id, kind, _wanted(shared, kind)
            ),
        }
        return {name: _mean_ms(way, lists) for name, way in ways.items()}


def _mean_ms(way: Callable[[Share], bytes], lists: list[Share]) -> float:
    started = time.process_time()
    for shared in lists:
        way(shared)
    return 1000 * (time.process_time() - started) / len(lists)


def _measured(title: str, kind: Format, rounds: int) -> tuple[str, str]:
    started = time.process_time()
    sizes = [len(_wanted(_list(title, number), kind).draw()) for number in range(rounds)]
    return f"{1000 * (time.process_time() - started) / rounds:.0f}", f"{max(sizes) / 1000:.0f}"


def _wanted(shared: Share, kind: Format) -> Picture:
    return picture(shared, kind, "segue.example")


def _list(title: str, number: int) -> Share:
    """Build a list whose songs, and so whose artwork, are unique to `number`."""
    songs = tuple(
        SharedSong(
            f"spotify:track:{number:011d}{place:011d}", f"{title[:30]} {place}", f"{number} {title[-20:]}", ()
        )
        for place in range(SONGS)
    )
    return Share(str(number), "owner", "search", title, songs, "model", datetime.now(UTC))


if __name__ == "__main__":
    main()
