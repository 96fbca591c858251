"""Additions of words to a request: songs to go on, a wanted sound, a title, and bounds."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache

from shared.domain.bounds import EVERYTHING, Bounds
from shared.domain.names import fold
from shared.domain.search import Tune
from shared.errors import InvalidInput
from shared.intake import Intake, Unread, read_text
from shared.intake.bounds import LONGEST_LINE, SHOWN
from shared.model.catalogue.found import SURE
from shared.model.catalogue.keys import canonical, title_forms
from shared.model.model import Model
from shared.model.resolve import Match, Resolution, matches_of, place_of
from shared.model.words.conversation import conversed
from shared.model.words.genres import genre_words
from shared.model.words.interpretation import Interpretation
from shared.model.words.reading import interpret, title_words
from shared.model.words.sense import Kind
from shared.model.words.tokens import words_of

TELLING = frozenset({"artist", "song", "genre", "mood", "occasion", "sound", "title", "years"})
"""Kinds of parts by which a line is words rather than a song that is not found."""

SELDOM_IN_TITLES = frozenset({"artist", "genre", "years", "length", "tempo", "explicit", "known"})
"""Kinds of parts of which one makes words of a line, whatever else is in it."""

_BEFORE_ARTIST = " - "
"""The mark between title and artist."""

NOTHING_SAID = Interpretation()

NO_SONG_OF_GENRE = "no song here is of this kind of music, or of one near it"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request with what its words add."""

    resolution: Resolution
    words: Interpretation | None
    """None where nothing is read as words."""
    sentences: tuple[str, ...] = ()
    """The words, sentence by sentence."""
    line: str = ""
    """The first of them if it was given in place of songs, else empty."""
    of_words: tuple[Match, ...] = ()
    """Those matches of the resolution that the words name."""

    @property
    def interpretation(self) -> Interpretation:
        """The interpretation, an empty one without words."""
        return self.words or NOTHING_SAID

    @property
    def bounds(self) -> Bounds:
        """The bounds that the words set."""
        return self.interpretation.effect.bounds

    def title(self, own: str, model: Model) -> str:
        """Return a title with the words by which playlists are called, if any here is called so.

        Where none is called like the title itself, the words for its moods and occasions are tried.
        """
        if own and not model.knows_title(own) and model.knows_title(felt := title_words(own), names_artists=False):
            own = f"{own} {felt}"
        words = self.interpretation.title
        both = f"{own} {words}".strip()
        return both if words and model.knows_title(both, names_artists=bool(own)) else own

    def tune(self, own: Tune, model: Model) -> Tune:
        """Return dials with the sound that the words want; the dials' own targets win."""
        shifts, seeds = self.interpretation.effect.shifts, self.resolution.evidence
        levels = {feature: model.level_of(seeds, feature) for feature in shifts} if len(seeds) else {}
        return replace(own, targets={**self.interpretation.targets(levels), **own.targets})


def with_words(
    resolution: Resolution, sentences: tuple[str, ...], line: str, model: Model, ignore: Collection[str] = ()
) -> Asked:
    """Read sentences, after a line that was given in place of songs; their artists and songs become seeds.

    The line stays what it was found to be if that is sure, or if it reads no better as words. Raises InvalidInput
    for sentences in which nothing is understood where there is nothing else to go on.
    """
    readings = [interpret(sentence, model) for sentence in sentences]
    of_line, others = _divided(resolution, line) if line else (resolution, resolution)
    reading = interpret(line, model) if line else NOTHING_SAID
    is_words = bool(line) and _is_better(reading.without(ignore), line, of_line, model)
    if is_words:
        sentences, readings, resolution = (line, *sentences), [reading, *readings], others
    elif line and not reading.parts and _is_guessed(line, of_line) and _is_genre(line, model):
        resolution = replace(others, unmatched=(*others.unmatched, Unread(line[:SHOWN], 1, NO_SONG_OF_GENRE)))
    if not sentences:
        return Asked(resolution, None)
    found = conversed(readings).without(ignore)
    if not found.parts and not len(resolution.evidence):
        raise _nothing_understood(sentences[-1], ignore)
    seeds = tuple(matches_of(found.effect.names, model))
    matched = (*resolution.matched, *seeds)
    return Asked(replace(resolution, matched=matched), found, sentences, line if is_words else "", seeds)


def _divided(resolution: Resolution, line: str) -> tuple[Resolution, Resolution]:
    """Return what a line was found to be, and what the others were."""
    told = f" {fold(line[:SHOWN])} "

    @cache
    def is_part(source: str, number: int) -> bool:
        """Check whether a piece is the line, or one of several songs and artists that it lists."""
        return is_of(source, line) or (number == 1 and f" {fold(source)} " in told)

    def part(*, of_line: bool) -> Resolution:
        return replace(
            resolution,
            matched=tuple(each for each in resolution.matched if is_part(*place_of(each.reference)) is of_line),
            unmatched=tuple(each for each in resolution.unmatched if is_part(*place_of(each)) is of_line),
            strays=tuple(each for each in resolution.strays if is_part(*place_of(each.reference)) is of_line),
        )

    return part(of_line=True), part(of_line=False)


def is_of(source: str, line: str) -> bool:
    """Check whether a source that an intake tells of is a line, from which emoji may have been taken."""
    told = fold(line[:SHOWN])
    return fold(source) == told if told else source == line[:SHOWN]


def line_of(text: str) -> str:
    """Return the only line of a text, empty if it has several."""
    line = text.strip()
    return line if "\n" not in line and len(line.splitlines()) == 1 else ""


def line_in(text: str, unread: Sequence[Unread]) -> str:
    """Return a text if it is one line that is read as such, which may be words; empty otherwise.

    A long one is no song's name: it is a line if `unread` has it so, and is not read again: it may be a file's.
    """
    line = line_of(text)
    if len(line) > LONGEST_LINE:
        return line if any(is_of(each.source, line) for each in unread) else ""
    read = read_text(line).references if line else ()
    return line if all(is_of(each.source, line) for each in read) else ""


def sole_line(given: Intake) -> str:
    """Return the only line that was read, as of a file with one sentence; empty where there is more, or an id."""
    lines = [each.source for each in given.references if each.ways and not (each.track_id or each.isrc)]
    return lines[0] if len(lines) == len(given.references) == 1 and not given.unread else ""


def sentence_of(arguments: Sequence[str]) -> str:
    """Return arguments of a command as one sentence: its words, or several sentences that end for themselves."""
    return (", " if any(" " in each for each in arguments) else " ").join(arguments).strip()


def prevailing(own: Bounds, of_words: Bounds) -> Bounds:
    """Return the bounds of a request: what it sets itself, and of what it leaves open what its words set."""
    unset = (EVERYTHING, (), None)
    given = {each.name: getattr(own, each.name) for each in fields(Bounds)}
    kept = of_words if own.years == EVERYTHING else replace(of_words, not_years=())
    return replace(kept, **{name: value for name, value in given.items() if value not in unset})


def _is_better(found: Interpretation, line: str, resolution: Resolution, model: Model) -> bool:
    """Check whether a line is rather words than the songs it was found to be.

    A kind of music is no song or artist that is only called nearly so: "hard bop" is not "Hard Boy".
    """
    kinds = {part.kind for part in found.parts}
    if not resolution.matched:
        return _tells_enough(found, line, kinds)
    if any(_is_sure(match, line) for match in resolution.matched):
        is_genre = kinds == {"genre"} and len(found.parts) == 1 and not found.unread
        return is_genre and genre_words(model.catalogue.genres).outdoes_titles(words_of(line))
    if "genre" in kinds and _is_genre(line, model):
        return True
    return not kinds.isdisjoint(TELLING) and not found.unread


def _is_guessed(line: str, resolution: Resolution) -> bool:
    """Check whether a line was found to be songs, none of them for sure."""
    return bool(resolution.matched) and not any(_is_sure(match, line) for match in resolution.matched)


def _is_genre(line: str, model: Model) -> bool:
    return genre_words(model.catalogue.genres).is_alike(words_of(line))


def _tells_enough(found: Interpretation, line: str, kinds: Collection[Kind]) -> bool:
    """Check whether a line that is no song here says so much in words that it is hardly a title.

    A title may well have a mood in it: "Love Will Tear Us Apart".
    """
    if not SELDOM_IN_TITLES.isdisjoint(kinds) and _BEFORE_ARTIST not in line:
        return True
    unread = sum(len(text) for text in found.unread)
    return bool(kinds) and 2 * unread <= len(line.replace(" ", ""))


def _is_sure(match: Match, line: str) -> bool:
    is_named = match.confidence >= SURE or canonical(line) in title_forms(match.track.name)
    return match.kind == "artist" or (match.kind == "song" and is_named)


def _nothing_understood(words: str, ignore: Collection[str]) -> InvalidInput:
    left = "nothing is left of these words" if ignore else "nothing that we understand"
    return InvalidInput(
        "These words name no music that we know",
        expected="an artist, a song, a kind of music, a mood, an occasion or years",
        found=f"{left} in {words[:80]!r}",
        cure="try something like “sad 90s hip hop for running” or “like Radiohead, but calmer”",
    )
