from typing import Literal

KeptAsOrder = Literal["flow", "ranked"]

KEPT_AS_ORDER_VALUES: set[KeptAsOrder] = {
    "flow",
    "ranked",
}


def check_kept_as_order(value: str) -> KeptAsOrder:
    if value in KEPT_AS_ORDER_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {KEPT_AS_ORDER_VALUES!r}")
