"""Where reports lie: a file, a folder, an mbox, a Maildir, or a mailbox on an IMAP server."""

import imaplib
import mailbox
import re
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

from shared.errors import InvalidInput, NotFound, Unavailable

TIMEOUT_SECONDS = 30.0

_PORT, _TLS_PORT = 143, 993

Done = Callable[[], None]
"""Marks a mail as dealt with; nothing for files, which stay as they are."""

_FORM = "imaps://USER@HOST/FOLDER, or imap:// for one without TLS on this machine"


def mails_of(source: str, password: Callable[[], str]) -> Iterator[tuple[str, bytes, Done]]:
    """Yield each mail of a source: its name, its bytes, and how to mark it.

    `password` is called for a server whose URL has none. Raises InvalidInput for a wrong URL, NotFound for a path
    that is not there, Unavailable for a server that does not let us read.
    """
    if re.match(r"imaps?://", source):
        yield from _of_server(source, password)
    else:
        yield from _of_path(Path(source))


def _of_path(path: Path) -> Iterator[tuple[str, bytes, Done]]:
    if not path.exists():
        raise NotFound("There is nothing to read", expected=f"a file, a folder or {_FORM}", found=str(path))
    for name, data in _files(path):
        yield name, data, lambda: None


def _files(path: Path) -> Iterator[tuple[str, bytes]]:
    if path.is_dir():
        for file in sorted(each for each in path.rglob("*") if each.is_file() and not each.name.startswith(".")):
            yield from _files(file)
        return
    data = path.read_bytes()
    if not data.startswith(b"From "):
        yield path.name, data
        return
    box = mailbox.mbox(path, create=False)
    try:
        for key in box.iterkeys():
            yield f"{path.name}:{key}", box.get_bytes(key)
    finally:
        box.close()


def _of_server(source: str, password: Callable[[], str]) -> Iterator[tuple[str, bytes, Done]]:
    """Yield the unread mails; a mail that is marked is read then. Others stay unread."""
    with _connected(source, password) as server:
        _, found = server.uid("SEARCH", "UNSEEN")
        for uid in (found[0] or b"").split():
            name = uid.decode()
            _, parts = server.uid("FETCH", name, "(BODY.PEEK[])")
            data = next((part[1] for part in parts if isinstance(part, tuple)), b"")
            yield name, data, lambda name=name: _mark(server, name)  # type: ignore[misc]  # mypy: lambda's default


def _mark(server: imaplib.IMAP4, uid: str) -> None:
    server.uid("STORE", uid, "+FLAGS.SILENT", r"(\Seen)")


@contextmanager
def _connected(source: str, password: Callable[[], str]) -> Iterator[imaplib.IMAP4]:
    parts = urlsplit(source)
    folder = unquote(parts.path.strip("/")) or "INBOX"
    if not parts.hostname or not parts.username or re.search(r'["\\\x00-\x1f]', folder):
        raise InvalidInput(
            "This is no mailbox", expected=_FORM, found="another", cure="write %40 for an @ in USER"
        )
    try:
        server = _server(parts.scheme, parts.hostname, parts.port)
        try:
            server.login(unquote(parts.username), unquote(parts.password) if parts.password else password())
            status, _ = server.select(f'"{folder}"')
            if status != "OK":
                raise NotFound("There is no such folder", expected="one on the server", found=folder)
            yield server
        finally:
            server.logout()
    except ValueError as error:  # a port beyond 65535, or a password that IMAP cannot carry
        raise InvalidInput("This is no mailbox", expected=_FORM, found="another") from error
    except (imaplib.IMAP4.error, OSError) as error:
        cure = "check user, password and folder"
        raise Unavailable("The mailbox cannot be read", found=type(error).__name__, cure=cure) from error


def _server(scheme: str, host: str, port: int | None) -> imaplib.IMAP4:
    if scheme == "imap":
        return imaplib.IMAP4(host, port or _PORT, timeout=TIMEOUT_SECONDS)
    context = ssl.create_default_context()
    return imaplib.IMAP4_SSL(host, port or _TLS_PORT, ssl_context=context, timeout=TIMEOUT_SECONDS)
