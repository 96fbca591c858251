"""An answer of the model on the command line, as lines for people and as JSON."""

import msgspec

from shared.domain.track import join_names
from shared.model.answer import Answer
from shared.model.blend import Blend
from shared.model.described_crowds import Crowd
from shared.model.ordering.journey import Journey, Stop
from shared.model.reasons import Reason
from shared.model.resolve import Match
from shared.model.strays import why_left_out
from shared.model.words.interpretation import Interpretation

_SEEDS_NAMED = 3


def as_text(found: Answer) -> str:
    """Return what was not found, what was, and the recommendations with their reasons, a line each."""
    lines = _words_as_text(found.words) if found.words else []
    lines += [f"  not found: {unread.source} ({unread.why})" for unread in found.unmatched]
    lines += [f"  left out: {match.reference.source} ({why_left_out(match)})" for match in found.strays]
    lines += [line for match in found.matched if match.kind != "stand_in" for line in _match_as_text(match)]
    lines += ["", _heading(found), ""]
    sounds = _sounds(found.journey)
    for place, each in enumerate(found.recommendations, start=1):
        lines.append(f"{place:3}. {each.track.title}{sounds.get(each.track.id, '')}")
        lines += [f"       {_of_list(reason)}{reason.text}" for reason in each.reasons]
    return "\n".join([*lines, *_of_journey(found.journey), *_bounds_as_text(found)])


def _bounds_as_text(found: Answer) -> list[str]:
    """Return what each bound leaves, and why there are fewer songs than were asked for."""
    lines = [f"  {each.candidates:,} of the candidates are songs {each.words}" for each in found.bounds]
    return ["", *lines, *([found.few] if found.few else [])] if lines else []


def _words_as_text(words: Interpretation) -> list[str]:
    """Return what was understood, a line a part, and what was not."""
    return [
        *(f"  {part.text}: {'; or '.join((part.meaning, *part.alternatives))}" for part in words.parts),
        *(f"  not understood: {text}" for text in words.unread),
    ]


def _words_as_json(words: Interpretation) -> dict[str, object]:
    parts = [{"kind": part.kind, "text": part.text, "meaning": part.meaning} for part in words.parts]
    return {"parts": parts, "unread": words.unread}


def _of_list(reason: Reason) -> str:
    return f"{reason.of_list}: " if reason.of_list else ""


def _heading(found: Answer) -> str:
    """Return a line about the recommendations, and with several kinds of songs one for each of these."""
    if found.blend:
        names = join_names([f"“{each.name}”" for each in found.blend.lists])
        return "\n".join([*filter(None, [found.blend.note]), f"Next to {names}:"])
    if found.crowds:
        kinds = [
            f"  {place}. {crowd.name or 'others'}: {_named(crowd)}"
            for place, crowd in enumerate(found.crowds, start=1)
        ]
        return "\n".join(
            ["Your songs are of several kinds (--focus goes on one of them):", *kinds, "", "Next to these:"]
        )
    if found.journey and found.journey.is_path:
        return "From the one to the other:"
    if found.name:
        return f"Next to these, in “{found.name}”:"
    return found.fallback or ("What you asked for:" if found.words else "Next to these:")


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


def _sounds(journey: Journey | None) -> dict[str, str]:
    """Return key, tempo and energy of each song of a journey, as far as they are known, by its id."""
    return {stop.track.id: _sound(stop) for stop in journey.stops} if journey else {}


def _sound(stop: Stop) -> str:
    known = [
        *([stop.key] if stop.key else []),
        *([f"{stop.tempo:.0f} bpm"] if stop.tempo else []),
        *([f"energy {stop.energy:.2f}"] if stop.energy is not None else []),
    ]
    return f" ({', '.join(known)})" if known else ""


def _of_journey(journey: Journey | None) -> list[str]:
    """Return what could not be done in the order of a list, a line each."""
    if journey is None:
        return []
    lines = [f"  {hole.text}." for hole in journey.holes]
    lines += [f"  Note: {journey.note}."] if journey.note else []
    return ["", *lines] if lines else []


def _blend_of(blend: Blend | None) -> dict[str, object] | None:
    """Return how an answer goes with several lists, None for a single one."""
    if blend is None:
        return None
    lists = [{"name": each.name, "share": each.share} for each in blend.lists]
    return {"lists": lists, "in_common": blend.in_common, "note": blend.note}


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
        "understood": _words_as_json(found.words) if found.words else None,
        "crowds": [
            {
                "name": crowd.name,
                "share": crowd.share,
                "seeds": [seed.id for seed in crowd.seeds],
                "unknown": list(crowd.unknown),
            }
            for crowd in found.crowds
        ],
        "journey": None if found.journey is None else _journey_as_json(found.journey),
        "blend": _blend_of(found.blend),
        "recommendations": [
            {
                "uri": each.track.id,
                "name": each.track.name,
                "artist": each.track.artist,
                "score": each.score,
                "because": [f"{_of_list(reason)}{reason.text}" for reason in each.reasons],
            }
            for each in found.recommendations
        ],
    }
    return msgspec.json.encode(value).decode()


def _journey_as_json(journey: Journey) -> dict[str, object]:
    return {
        "stops": [
            {
                "uri": stop.track.id,
                "key": stop.key,
                "tempo": stop.tempo,
                "energy": stop.energy,
                "step": stop.step,
                "position": stop.position,
            }
            for stop in journey.stops
        ],
        "curve": journey.curve,
        "holes": [hole.text for hole in journey.holes],
        "note": journey.note,
    }
