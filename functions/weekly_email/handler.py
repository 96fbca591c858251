"""Decide what a message to `weekly_email` asks for: an hour's plan, the rest of one, or a batch to be sent."""

from collections.abc import Callable
from datetime import datetime

from shared.errors import InvalidInput, RejectedMessage
from shared.messaging.messages import Tick
from shared.messaging.push import Message
from shared.web.bodies import decoded

from .contract import Batch, Order
from .plan import Plan
from .send import Send


class WeeklyEmail:
    """The use case behind one instance of the function."""

    def __init__(self, plan: Plan, send: Callable[[], Send], *, now: Callable[[], datetime]) -> None:
        self._plan = plan
        self._send = send
        self._now = now

    def handle(self, message: Message) -> None:
        """Plan or send. Raises RejectedMessage for what is neither, Unavailable if it has to come again."""
        order = _order(message)
        if isinstance(order, Tick):
            self._plan.run(self._now())
        elif isinstance(order, Batch):
            self._send().run(message, order)
        else:
            self._plan_on(order.until, order.cursor)

    def _plan_on(self, until: datetime, cursor: str) -> None:
        try:
            self._plan.run(until, cursor)
        except InvalidInput as error:
            raise _rejected(error) from error


def _order(message: Message) -> Order:
    try:
        order: Order = decoded(message.data, Order)  # type: ignore[arg-type]  # mypy knows no type of a union
    except InvalidInput as error:
        raise _rejected(error) from error
    return order


def _rejected(error: InvalidInput) -> RejectedMessage:
    return RejectedMessage(error.what, expected=error.expected, found=error.found, cure=error.cure)
