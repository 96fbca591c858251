"""Rating from a mail: its links open a page, and only that page's buttons write."""

from collections.abc import Callable, Mapping
from datetime import datetime
from urllib.parse import urlencode

from flask import Response

from shared.domain.rating import Opinion
from shared.errors import InvalidInput
from shared.ports import Records
from shared.records.sent_digests import SentDigest, note_followed, sent_digest_by_token
from shared.web.auth import account_of
from shared.web.tokens import Tokens

from .contract import RateRequest
from .handler import Feedback
from .page import asking, choosing, thanking


class MailedFeedback:
    """The use case behind the rating links of a mail; the mail is the permission to rate its songs."""

    def __init__(
        self,
        records: Records,
        tokens: Callable[[], Tokens],
        feedback: Feedback,
        *,
        now: Callable[[], datetime],
    ) -> None:
        self._records = records
        self._tokens = tokens
        self._feedback = feedback
        self._now = now

    def page(self, link: Mapping[str, str]) -> Response:
        """Return the page that a link opens; nothing is stored, as mail scanners open it too.

        A link without a song opens a page that leads to each of them. Raises NotSignedIn for an invalid token,
        NotFound for a mail that is not stored any more, InvalidInput for a song that is not in it.
        """
        if "track" not in link:
            return choosing(self._songs(link.get("token", "")))
        mailed, song = self._meant(link)
        return asking(_title(mailed, song), link.get("opinion", ""))

    def rate(self, link: Mapping[str, str], form: Mapping[str, str]) -> Response:
        """Store the opinion of the button that was pressed, and return a page that confirms it.

        Raises the errors of `page` and `Feedback.rate`, and InvalidInput for a form without an opinion.
        """
        mailed, song = self._meant(link)
        text = form.get("opinion", "")
        if text not in list(Opinion):
            raise InvalidInput("Nothing was chosen", expected=f"one of {', '.join(Opinion)}", found=text[:20])
        opinion = Opinion(text)
        charted = account_of(mailed.listener, self._records).counts_in_charts(self._now())
        request = RateRequest(search=mailed.id, opinion=opinion, track=song)
        self._feedback.rate(mailed.listener, request, charted=charted)
        note_followed(self._records, mailed, self._now())
        return thanking(_title(mailed, song), opinion)

    def _songs(self, token: str) -> list[tuple[str, str]]:
        mailed = sent_digest_by_token(self._records, self._tokens(), token)
        return [(song.title, f"?{urlencode({'token': token, 'track': song.id})}") for song in mailed.songs]

    def _meant(self, link: Mapping[str, str]) -> tuple[SentDigest, str]:
        mailed = sent_digest_by_token(self._records, self._tokens(), link.get("token", ""))
        song = link.get("track", "")
        if song not in [each.id for each in mailed.songs]:
            raise InvalidInput("This song is not in the mail", expected="a link as it was mailed", found=song[:80])
        return mailed, song


def _title(mailed: SentDigest, song: str) -> str:
    return next(each.title for each in mailed.songs if each.id == song)
