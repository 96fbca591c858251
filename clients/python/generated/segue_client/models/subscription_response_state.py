from typing import Literal

SubscriptionResponseState = Literal["active", "paused", "pending"]

SUBSCRIPTION_RESPONSE_STATE_VALUES: set[SubscriptionResponseState] = {
    "active",
    "paused",
    "pending",
}


def check_subscription_response_state(value: str) -> SubscriptionResponseState:
    if value in SUBSCRIPTION_RESPONSE_STATE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SUBSCRIPTION_RESPONSE_STATE_VALUES!r}")
