"""An IMAP server on loopback with one mailbox: as much of RFC 3501 as reading unread mails takes.

(pymap, the library that speaks all of it, had its last release in 2024.)
"""

import re
import socketserver
import threading
from dataclasses import dataclass, field

USER, PASSWORD, FOLDER = "bounces@segue.example", "a pass word", "INBOX"


@dataclass
class ImapServer:
    """A mailbox of mails by number from 1; `seen` has the numbers of those that were read."""

    mails: list[bytes]
    seen: set[int] = field(default_factory=set)

    def __enter__(self) -> "ImapServer":
        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def url(self, password: str = PASSWORD, folder: str = FOLDER) -> str:
        user, secret = (text.replace("@", "%40").replace(" ", "%20") for text in (USER, password))
        return f"imap://{user}{f':{secret}' if secret else ''}@127.0.0.1:{self._server.server_address[1]}/{folder}"


def _handler(box: ImapServer) -> type[socketserver.StreamRequestHandler]:
    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.say("* OK ready")
            while line := self.rfile.readline().decode().strip():
                tag, _, command = line.partition(" ")
                self.say(f"{tag} {self.answer(command)}")
                if command == "LOGOUT":
                    return

        def say(self, text: str) -> None:
            self.wfile.write(text.encode() + b"\r\n")

        def answer(self, command: str) -> str:
            if command == "CAPABILITY":
                self.say("* CAPABILITY IMAP4rev1")
            elif command.startswith("LOGIN"):
                return "OK in" if command == f'LOGIN {USER} "{PASSWORD}"' else "NO wrong"
            elif command.startswith("SELECT"):
                self.say(f"* {len(box.mails)} EXISTS")
                return "OK [READ-WRITE]" if command == f'SELECT "{FOLDER}"' else "NO there is none"
            elif command == "UID SEARCH UNSEEN":
                unread = [str(n) for n in range(1, len(box.mails) + 1) if n not in box.seen]
                self.say(" ".join(["* SEARCH", *unread]))
            elif fetched := re.fullmatch(r"UID FETCH (\d+) \(BODY\.PEEK\[\]\)", command):
                number = int(fetched[1])
                mail = box.mails[number - 1]
                self.say(f"* {number} FETCH (UID {number} BODY[] {{{len(mail)}}}")
                self.wfile.write(mail)
                self.say(")")
            elif stored := re.fullmatch(r"UID STORE (\d+) \+FLAGS\.SILENT \(\\Seen\)", command):
                box.seen.add(int(stored[1]))
            elif command == "LOGOUT":
                self.say("* BYE")
            else:
                return "BAD unknown"
            return "OK done"

    return Handler
