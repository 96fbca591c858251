"""Each kind of mail that Segue sends, as it is sent, with titles of several scripts."""

from datetime import UTC, datetime

from weekly_mail import MONDAY_NOON, SECRET, SITE

from functions.account.mails import Mails
from shared.adapters.mime import message_of, sender_of
from shared.digest.digest import Digest, Song
from shared.digest.rendering import Rendering
from shared.domain.mail import Mail
from shared.domain.track import Track
from shared.records.sent_digests import SentDigest
from shared.web.addresses import Addresses
from shared.web.tokens import Tokens

NAMES = ["Room 45", "أغنية الصباح", "Tom & Jerry’s “Best”", "<b>bold</b>", "x" * 120, "🎷 Señorita", "שיר", "7"]
NOW = datetime(2026, 11, 23, 12, 30, tzinfo=UTC)
ADDRESS = "ada@mail.example"
POSTAL_ADDRESS = "Segue, 1 Song Street, Tune"


def weekly() -> Mail:
    """Return the weekly mail."""
    tracks = [Track(f"spotify:track:{place:022d}", name, f"Artist {name}") for place, name in enumerate(NAMES)]
    songs = tuple(Song(track, f"On 1,203 playlists with “{track.name}”") for track in tracks)
    made = Digest("v1", None, tuple(tracks[:2]), songs, f"Because you searched for “{NAMES[0]}” lately.")
    rendering = Rendering(
        addresses=Addresses.on(SITE), postal_address=POSTAL_ADDRESS, tokens=lambda: Tokens(SECRET)
    )
    listener = "pGzJ6dWm1Q0cF0q3m8c1vA"
    return rendering.write(made, SentDigest(listener, NOW, NOW, ()), MONDAY_NOON, ADDRESS)


def accounts() -> Mails:
    return Mails(site_url=SITE, postal_address=POSTAL_ADDRESS)


KINDS = {
    "weekly": weekly,
    "sign-in": lambda: accounts().sign_in(ADDRESS, "17", "t" * 200, "123456"),
    "begin": lambda: accounts().sign_in(ADDRESS, "17", "t" * 200, "123456", MONDAY_NOON),
    "confirm": lambda: accounts().confirm(ADDRESS, "17", "t" * 200, MONDAY_NOON),
}


def sent(mail: Mail, reply_to: str = "Help <help@segue.example>") -> bytes:
    """Return a mail as a server is given it."""
    sender = sender_of("Segue <mail@segue.example>")
    return message_of(mail, sender, NOW, sender_of(reply_to)).as_bytes()
