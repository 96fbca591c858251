"""Measure what files cost that are made to cost much: time of the processor, and memory beside the file.

`python -m bench.blocked_inputs` reads each kind in a process of its own and prints a row of the table; Linux only.
"""

import gzip
import io
import json
import multiprocessing
import resource
import time
import zipfile
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection

from shared.errors import SegueError
from shared.intake.files import read_parts

_KIB = 1024


def _zipped(files: Iterator[tuple[str, bytes]]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return data.getvalue()


def _laughs() -> bytes:
    entities = "".join(f'<!ENTITY b{n} "{f"&b{n - 1};" * 10}">' for n in range(1, 12))
    return f'<!DOCTYPE x [<!ENTITY b0 "ha">{entities}]><playlist><title>&b11;</title></playlist>'.encode()


KINDS: dict[str, Callable[[], tuple[str, bytes]]] = {
    "text of 50 MB": lambda: ("list.txt", b"Artist - Song\n" * 3_700_000),
    "a million lines, 20 MB": lambda: ("list.txt", b"Artist - Song title\n" * 1_000_000),
    "a million lines of Shift-JIS": lambda: ("list.txt", "歌手名 - 曲\n".encode("shift_jis") * 1_000_000),
    "a million lines of UTF-8 read as Latin-1": lambda: ("list.txt", "BeyoncÃ© - DÃ©jÃ \n".encode() * 800_000),
    "a table of a million rows": lambda: ("list.csv", b"Title,Artist\n" + b"Song,Artist name\n" * 1_000_000),
    "a table of 400,000 rows": lambda: ("list.csv", b"Title,Artist\n" + b"Song,Artist name\n" * 400_000),
    "M3U of a million entries": lambda: ("list.m3u", b"#EXTM3U\n" + b"#EXTINF:1,a - b\nx\n" * 1_000_000),
    "M3U of one long line": lambda: ("list.m3u", b'#EXTINF:1 a="' * 1_500_000),
    "ZIP of 1 GB of zeros": lambda: ("list.zip", _zipped(iter([("a.csv", bytes(1_000_000_000))]))),
    "ZIP of 100,000 files": lambda: ("list.zip", _zipped((f"{n}.txt", b"a") for n in range(100_000))),
    "spreadsheet of 10,000 sheets": lambda: (
        "list.xlsx",
        _zipped((f"xl/worksheets/sheet{n}.xml", b"<worksheet/>") for n in range(10_000)),
    ),
    "GZ of 1 GB of zeros": lambda: ("list.gz", gzip.compress(bytes(1_000_000_000))),
    "XML of nested entities": lambda: ("list.xspf", _laughs()),
    "XML, six million deep": lambda: ("list.xspf", b"<playlist>" + b"<a>" * 6_000_000),
    "XML of 80,000 songs": lambda: (
        "list.xspf",
        b"<playlist>" + b"<track><title>a</title><creator>b</creator></track>" * 80_000 + b"</playlist>",
    ),
    "HTML of a million rows": lambda: ("list.html", b"<html><table>" + b"<tr><td>a<td>b" * 1_300_000),
    "JSON, ten million deep": lambda: ("list.json", b"[" * 10_000_000),
    "JSON of six million objects": lambda: ("list.json", b"[" + b"{}," * 6_000_000 + b"{}]"),
    "JSON of 190,000 songs": lambda: ("list.json", json.dumps([{"title": "x", "artist": "y"}] * 190_000).encode()),
    "20 MB of binary data": lambda: ("list.bin", bytes(range(256)) * 80_000),
}


def main() -> None:
    """Print a row for each kind."""
    print("| file | MB | processor s | memory MiB | answer |\n|---|---|---|---|---|")
    for name, made in KINDS.items():
        file, content = made()
        ours, theirs = multiprocessing.Pipe()
        process = multiprocessing.get_context("fork").Process(target=_measure, args=(theirs, file, content))
        process.start()
        seconds, mib, answer = ours.recv()
        process.join()
        print(f"| {name} | {len(content) / 1e6:.1f} | {seconds:.2f} | {mib:.0f} | {answer} |", flush=True)


def _measure(pipe: Connection, name: str, content: bytes) -> None:
    """Send seconds of the processor, MiB above those at the start, and the answer."""
    before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    try:
        parts = read_parts(name, content)
        answer = f"{sum(len(part.references) for part in parts):,} songs, the rest reported"
    except SegueError as error:
        answer = error.what
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    pipe.send((time.process_time() - started, used / _KIB, answer))


if __name__ == "__main__":
    main()
