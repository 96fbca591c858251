"""Outcomes of the faults of one kind, and the tables of the page."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields

from bench.faults.observations import MISSING, Observations


@dataclass(slots=True)
class Outcome:
    """The sums of one kind of fault on one scenario."""

    scenario: str
    fault: str
    faults: int = 0
    deliveries: int = 0
    lost: int = 0
    twice: int = 0
    blocked: int = 0
    set_aside: int = 0
    """Messages and mails given up where an operator sees them."""
    asked_again: int = 0
    """Effects of a first try whose caller got no answer and asked again, such as a second link."""
    details: list[str] = field(default_factory=list)
    """Descriptions of all that was lost, seen twice or blocked."""

    def add(self, other: "Outcome") -> "Outcome":
        """Add the numbers of another one."""
        for name in COLUMNS:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.details += other.details
        return self

    def compared(self, lost: Observations, more: Observations) -> "Outcome":
        """Count what was lost, and what is there too often; contradictions in `more` tell of losses, too."""
        lost = lost + Counter({key: often for key, often in more.items() if key.startswith(MISSING)})
        twice = more - lost
        self.lost += lost.total()
        self.twice += twice.total()
        self.details += [f"lost {key!r} x{n}" for key, n in lost.items()]
        self.details += [f"twice {key!r} x{n}" for key, n in twice.items()]
        return self

    @property
    def is_harmless(self) -> bool:
        """Whether nothing was lost, seen twice or blocked."""
        return not (self.lost or self.twice or self.blocked)


COLUMNS = tuple(each.name for each in fields(Outcome) if each.type in ("int", int))
TITLES = {"twice": "seen twice", "set_aside": "set aside", "asked_again": "asked again"}


def summed(outcomes: Iterable[Outcome], by: str) -> list[Outcome]:
    """Return one outcome for each value of a field, in the order of their first."""
    sums: dict[str, Outcome] = {}
    for each in outcomes:
        name = str(getattr(each, by))
        sums.setdefault(name, Outcome(name, name)).add(each)
    return list(sums.values())


def tables(outcomes: list[Outcome], blind: Mapping[str, str]) -> str:
    """Return a table by what is done, and one by what goes wrong with what that row cannot show."""
    done = _table("what is done", [(each.scenario, each, "") for each in summed(outcomes, "scenario")])
    wrong = [(each.fault, each, blind.get(each.fault, "")) for each in summed(outcomes, "fault")]
    return f"{done}\n\n{_table('what goes wrong', wrong, 'cannot show')}"


def _table(first: str, rows: list[tuple[str, Outcome, str]], last: str = "") -> str:
    titles = [first, *(TITLES.get(name, name) for name in COLUMNS), *([last] if last else [])]
    lines = [_line(titles), "|---|" + "---:|" * len(COLUMNS) + ("---|" if last else "")]
    total = Outcome("**all**", "**all**")
    for name, outcome, note in rows:
        total.add(outcome)
        lines.append(_line([name, *_numbers(outcome), *([note] if last else [])]))
    lines.append(_line(["**all**", *(f"**{each}**" for each in _numbers(total)), *([""] if last else [])]))
    return "\n".join(lines)


def _numbers(outcome: Outcome) -> list[str]:
    return [f"{getattr(outcome, name):,}" for name in COLUMNS]


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |".replace("|  |", "| |")
