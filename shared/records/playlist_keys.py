"""Keys of playlist records: each listener has records of their own, which nobody else can replace."""

import hashlib
import hmac

import msgspec

_PURPOSE = b"segue.contributor\0"


def playlist_key(listener: str | None, id: str) -> str:
    """Return the key of a playlist with an id at its source, or else with the hash of its content.

    The operator's playlists, which have no listener, are found by their ids alone.

    >>> playlist_key(None, "37i9dQZF1DXcBWIGoYBM5M")
    '37i9dQZF1DXcBWIGoYBM5M'
    >>> playlist_key("ada", "x") == playlist_key("bo", "x")
    False
    """
    return id if listener is None else hashlib.sha256(msgspec.json.encode([listener, id])).hexdigest()[:32]


def staged_content(key: str, content: str) -> str:
    """Return what a record's playlist is staged as: another for each record, as erasing one must leave the others.

    A listener may give the same songs under two ids.
    """
    return hashlib.sha256(f"{key} {content}".encode()).hexdigest()[:32]


def contributor_of(listener: str, secret: str) -> str:
    """Return the keyed hash by which training counts a listener's playlists, 32 hex digits.

    Without the secret nobody can tell the listener. A new secret makes everybody a new contributor.
    """
    return hmac.new(secret.encode(), _PURPOSE + listener.encode(), hashlib.sha256).hexdigest()[:32]
