"""Rating from a mail: its links lead to a page that asks, and only that page's buttons act."""

from collections.abc import Callable, Mapping

from flask import Response

from shared.domain.rating import Opinion
from shared.errors import InvalidInput
from shared.ports import Records
from shared.records.sent_digests import Mailed, mailed_by_token
from shared.web.tokens import Tokens

from .contract import RateRequest
from .handler import Feedback
from .page import asking, thanking


class MailedFeedback:
    """The use case behind the rating links of a mail; whoever holds the mail may rate what it shows."""

    def __init__(self, records: Records, tokens: Callable[[], Tokens], feedback: Feedback) -> None:
        self._records = records
        self._tokens = tokens
        self._feedback = feedback

    def page(self, link: Mapping[str, str]) -> Response:
        """Return the page that a link opens; nothing is stored, as mail scanners open it too.

        Raises NotSignedIn for a token that is not valid, NotFound for a mail that is not kept any more,
        InvalidInput for a song that it does not show.
        """
        mailed, song = self._meant(link)
        return asking(_title(mailed, song), link.get("opinion", ""))

    def rate(self, link: Mapping[str, str], form: Mapping[str, str]) -> Response:
        """Store the opinion of the button that was pressed, and return a page that confirms it.

        Raises what `page` and `Feedback.rate` do, and InvalidInput for a form without an opinion.
        """
        mailed, song = self._meant(link)
        given = form.get("opinion", "")
        if given not in list(Opinion):
            raise InvalidInput("Nothing was chosen", expected=f"one of {', '.join(Opinion)}", found=given[:20])
        opinion = Opinion(given)
        self._feedback.rate(mailed.listener, RateRequest(search=mailed.id, opinion=opinion, track=song))
        return thanking(_title(mailed, song), opinion)

    def _meant(self, link: Mapping[str, str]) -> tuple[Mailed, str]:
        mailed = mailed_by_token(self._records, self._tokens(), link.get("token", ""))
        song = link.get("track", "")
        if song not in [each.id for each in mailed.songs]:
            raise InvalidInput("This song is not in the mail", expected="a link as it was mailed", found=song[:80])
        return mailed, song


def _title(mailed: Mailed, song: str) -> str:
    return next(each.title for each in mailed.songs if each.id == song)
