"""Turns of the seeds of one answer: of those that explain a song about equally well, the least named is named."""

from collections.abc import Sequence


class Rotation:
    """Counts how often the seeds of an answer were named.

    >>> rotation = Rotation(["a", "b", "c"])
    >>> [rotation.next([0, 1, 2], most=2) for _ in range(3)]
    [[0, 1], [2], [0, 1]]
    """

    def __init__(self, names: Sequence[str]) -> None:
        """Begin with the names of the seeds; seeds that share one are counted together."""
        firsts = {name: place for place, name in reversed(list(enumerate(names)))}
        self._first = [firsts[name] for name in names]
        """By place: the first place of the same name."""
        self._times = [0] * len(names)
        """By first place: how often the name was used."""

    def next(self, places: Sequence[int], *, most: int) -> list[int]:
        """Return the first of those places that were named least, up to `most` of different names."""
        first, times = self._first, self._times
        if len(places) < 2:
            for place in places:
                times[first[place]] += 1
            return [*places]
        least = min([times[first[place]] for place in places])
        chosen: list[int] = []
        for place in places:
            if times[first[place]] == least:
                times[first[place]] += 1
                chosen.append(place)
                if len(chosen) == most:
                    break
        return chosen
