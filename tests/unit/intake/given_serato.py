"""Files of Serato, written as its programs write them."""


def tag(name: str, value: bytes) -> bytes:
    """Return a tag: four letters, the length of the value, the value."""
    return name.encode() + len(value).to_bytes(4, "big") + value


def song(**texts: str) -> bytes:
    """Return a song with texts by the names of their tags."""
    return tag("otrk", b"".join(tag(name, text.encode("utf-16-be")) for name, text in texts.items()))


def serato(maker: str, *songs: bytes) -> bytes:
    """Return a file: its version, how it is sorted, and its songs."""
    version = tag("vrsn", f"1.0{maker}".encode("utf-16-be"))
    return version + tag("osrt", tag("brev", b"\0")) + b"".join(songs)
