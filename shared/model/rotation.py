"""Turns of the seeds of one answer: of those that explain a song about equally well, the least named is named."""

from collections.abc import Sequence


class Rotation:
    """Counts how often the seeds of an answer were named.

    >>> rotation = Rotation(["a", "b", "c"])
    >>> [rotation.next([0, 1, 2], most=2) for _ in range(3)]
    [[0, 1], [2], [0, 1]]
    """

    def __init__(self, names: Sequence[str]) -> None:
        """Begin with the names of the seeds; seeds that share one are named together."""
        self._times = [0] * len(names)
        by_name: dict[str, list[int]] = {}
        for place, name in enumerate(names):
            by_name.setdefault(name, []).append(place)
        self._namesakes = [by_name[name] for name in names]

    def next(self, places: Sequence[int], *, most: int) -> list[int]:
        """Return the first of those places that were named least, up to `most` of different names."""
        times = self._times
        least = min(map(times.__getitem__, places), default=0)
        chosen: list[int] = []
        for place in places:
            if times[place] == least and len(chosen) < most:
                chosen.append(place)
                for namesake in self._namesakes[place]:
                    times[namesake] += 1
        return chosen
