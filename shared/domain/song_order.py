"""The order of an answer's songs: by rank, or so that one leads to the next."""

from typing import Literal, get_args

Order = Literal["ranked", "flow"]

Curve = Literal["rising", "falling", "arch", "calm_ending"]
"""The course of energy over a flowing list; an arch rises and falls again."""

CURVES: tuple[Curve, ...] = get_args(Curve)
