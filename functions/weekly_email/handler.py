"""Dispatch a message of `weekly_email`: plan an hour, continue a plan, or send a batch."""

from collections.abc import Callable
from datetime import datetime

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
        """Plan or send. Raises InvalidInput for any other message, Unavailable if it has to be redelivered."""
        order: Order = decoded(message.data, Order)  # type: ignore[arg-type]  # mypy knows no type of a union
        if isinstance(order, Tick):
            self._plan.run(self._now())
        elif isinstance(order, Batch):
            self._send().run(message, order)
        else:
            self._plan.run(order.until, order.cursor)
