"""Processor time of the pictures of shared lists: `python -m bench.pictures`."""

import resource
import time
from datetime import UTC, datetime

from functions.share.pictures import Format, picture
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
    """Draw both pictures for each title, print the mean time and the largest size, then the peak of memory."""
    print("| title | card, ms | kB | story, ms | kB |\n|---|---|---|---|---|")
    for name, title in TITLES.items():
        rounds = 1 if name.startswith("first") else ROUNDS
        cells = [cell for kind in _KINDS for cell in _measured(title, kind, rounds)]
        print(f"| {name} | {' | '.join(cells)} |")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


_KINDS: tuple[Format, ...] = ("card", "story")


def _measured(title: str, kind: Format, rounds: int) -> tuple[str, str]:
    started = time.process_time()
    sizes = [len(picture(_list(title, number), kind, "segue.example").draw()) for number in range(rounds)]
    return f"{1000 * (time.process_time() - started) / rounds:.0f}", f"{max(sizes) / 1000:.0f}"


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
