"""An answer of the model on the command line, as lines for people and as JSON."""

import msgspec

from shared.domain.track import join_names
from shared.model.answer import Answer
from shared.model.described_crowds import Crowd
from shared.model.resolve import Match
from shared.model.strays import why_left_out

_SEEDS_NAMED = 3


def as_text(found: Answer) -> str:
    """Return what was not found, what was, and the recommendations with their reasons, a line each."""
    lines = [f"  not found: {unread.source} ({unread.why})" for unread in found.unmatched]
    lines += [f"  left out: {match.reference.source} ({why_left_out(match)})" for match in found.strays]
    lines += [line for match in found.matched if match.kind != "stand_in" for line in _match_as_text(match)]
    lines += ["", _heading(found), ""]
    for place, each in enumerate(found.recommendations, start=1):
        lines.append(f"{place:3}. {each.track.title}")
        lines += [f"       {reason.text}" for reason in each.reasons]
    return "\n".join([*lines, *_bounds_as_text(found)])


def _bounds_as_text(found: Answer) -> list[str]:
    """Return what each bound leaves, and why there are fewer songs than were asked for."""
    lines = [f"  {each.candidates:,} of the candidates are songs {each.words}" for each in found.bounds]
    return ["", *lines, *([found.few] if found.few else [])] if lines else []


def _heading(found: Answer) -> str:
    """Return a line about the recommendations, and with several kinds of songs one for each of these."""
    if found.crowds:
        kinds = [
            f"  {place}. {crowd.name or 'others'}: {_named(crowd)}"
            for place, crowd in enumerate(found.crowds, start=1)
        ]
        return "\n".join(
            ["Your songs are of several kinds (--focus goes on one of them):", *kinds, "", "Next to these:"]
        )
    return f"Next to these, in “{found.name}”:" if found.name else found.fallback or "Next to these:"


def _named(crowd: Crowd) -> str:
    songs = [*(seed.title for seed in crowd.seeds[:_SEEDS_NAMED]), *crowd.unknown[:_SEEDS_NAMED]]
    return join_names(songs[:_SEEDS_NAMED])


def _match_as_text(match: Match) -> list[str]:
    """Return a match, and what it stands for or what else it may be where it is not sure."""
    if match.kind != "song":
        return [f"  {match.track.title} (for the {match.kind} “{match.reference.source}”)"]
    others = "; ".join(other.title for other in match.alternatives)
    return [
        f"  {match.track.title}",
        *([f"       {match.note}"] if match.note else []),
        *([f"       or, for “{match.reference.source}”: {others}"] if others else []),
    ]


def as_json(found: Answer) -> str:
    """Return an answer as one line of JSON."""
    value = {
        "model": found.model,
        "matched": [match.track.id for match in found.matched if match.kind != "stand_in"],
        "stand_ins": [match.track.id for match in found.matched if match.kind == "stand_in"],
        "unmatched": [
            *({"source": unread.source, "why": unread.why} for unread in found.unmatched),
            *({"source": match.reference.source, "why": why_left_out(match)} for match in found.strays),
        ],
        "fallback": found.fallback,
        "bounds": [{"words": each.words, "kept": each.candidates} for each in found.bounds],
        "few": found.few,
        "crowds": [
            {
                "name": crowd.name,
                "share": crowd.share,
                "seeds": [seed.id for seed in crowd.seeds],
                "unknown": list(crowd.unknown),
            }
            for crowd in found.crowds
        ],
        "recommendations": [
            {
                "uri": each.track.id,
                "name": each.track.name,
                "artist": each.track.artist,
                "score": each.score,
                "because": [reason.text for reason in each.reasons],
            }
            for each in found.recommendations
        ],
    }
    return msgspec.json.encode(value).decode()
