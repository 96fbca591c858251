"""Groups of the demo's songs that go together on lists of their own: a season's, and little-known niches."""

from dataclasses import dataclass

import numpy as np

from training.demo.draws import Flags, Numbers
from training.demo.genres import GENRES
from training.demo.names import Namer
from training.demo.world import SIGNATURE, World

_LARGEST_NICHE = 40
_LITTLE_KNOWN = 1 / 3
"""Songs of a niche are among this share of their genre's, the least known."""


@dataclass(frozen=True, slots=True)
class Group:
    """One group; patterns of songs have the slots of `words.SHARED`, those of lists the slots of `titles`."""

    name: str
    genre: str | None
    """The genre of its songs; None is any."""
    size: float
    """Its songs as a share of all."""
    lists: float
    """Its playlists as a share of all."""
    songs: tuple[str, ...]
    titles: tuple[str, ...]
    seasonal: bool = False
    """Whether its songs are on lists of their season only; a niche's are little known, and rare on others."""


def _of(text: str) -> tuple[str, ...]:
    return tuple(text.split("|"))


GROUPS: tuple[Group, ...] = (
    Group(
        "winter holidays", None, 0.015, 0.03,
        _of("Christmas in {place}|Mistletoe for {first}|Tinsel & {feeling}|A Sleigh to {place}|{first}'s "
            "Snowman|Yule in {place}|Christmas Eve at {hour}|Candles, Tinsel, {feeling}|The Snowman and "
            "the {noun}|{weekday} under the Mistletoe|Reindeer over {place}|A Christmas {noun} for "
            "{first}|No Sleigh, No {noun}|Yuletide {nouns}"),
        _of("christmas|xmas {year}|christmas music|holidays|tree trimming|december|christmas w {person}|"
            "cookies & carols"),
        seasonal=True,
    ),
    Group(
        "film music", "ambient", 0.010, 0.012,
        _of("Main Title from {place}|End Credits: {nouns}|Theme of the {noun}|Love Theme for {first}|"
            "Prologue, {place}|{first}'s Theme|Overture: The {noun}|The Chase through {place}|Finale: "
            "{feeling}"),
        _of("film music|soundtracks|movie scores|scores {year}|main titles|cinema"),
    ),
    Group(
        "hymns", "folk", 0.006, 0.012,
        _of("O {adj} Shepherd|Abide, {feeling}|Psalm {number}|Praise at {hour}|Hallelujah, {place}|Amen "
            "for {first}|Lord of the {adj} {noun}|Shepherd of {place}"),
        _of("hymns|sunday service|choir|worship|praise|hymns for {person}"),
    ),
    Group(
        "harbour town scene", "indie rock", 0.008, 0.012,
        _of("Ropewalk Road|Demo from the {noun}|Skimmerton {nouns}|{first} at the Ropewalk|Skimmerton, "
            "{hour}|Back in Skimmerton|Ferry Shed {number}|The Ferry Shed {noun}|Nobody from {place} "
            "Plays Skimmerton"),
        _of("skimmerton scene|local bands|ropewalk nights|skimmerton {year}|hometown bands"),
    ),
    Group(
        "game music", "electronic", 0.010, 0.012,
        _of("Level {number}|Boss of {place}|World {number}: {nouns}|Title Screen|{first} Has Entered|Save "
            "Point: {feeling}|Final Boss, {numeral}|Stage {number} ({adj})|Game Over, {first}"),
        _of("chiptune|8 bit|game music|boss fights|level up|arcade"),
    ),
    Group(
        "lullabies", "jazz", 0.006, 0.012,
        _of("Hush, {first}|Sleepyhead of {place}|Lullaby No. {number}|Hush the {noun}|Teddy Bear in "
            "{place}|Rock-a-bye {feeling}|Sleepyhead {first}|Cradle Song for {first}"),
        _of("lullabies|bedtime for {person}|lullaby|nursery|go to sleep {person}"),
    ),
)  # fmt: skip


def gather_groups(rng: np.random.Generator, world: World) -> None:
    """Make songs of `world` those of GROUPS, in place; in a small world groups are smaller."""
    namer, free = Namer(rng), _renamable(world)
    for place, group in enumerate(GROUPS):
        rows = _chosen(rng, world, group, free)
        free[rows] = False
        world.group[rows] = place
        taken: set[str] = set()
        for row in rows.tolist():
            world.names[row] = namer.title(int(world.genre[row]), group.songs, taken)


def _renamable(world: World) -> Flags:
    """Return the songs in English that the documentation does not name and of which there is one version, (n,)."""
    english = np.array([language is None for language in world.artists.languages])[world.artist]
    makers = world.artist.tolist()
    heads = [name.partition(" (")[0].partition(" - ")[0] for name in world.names]
    pairs = list(zip(makers, heads, strict=True))
    versions = {pair for pair, name in zip(pairs, world.names, strict=True) if pair[1] != name}
    single = np.array([pair not in versions and pair[1] != SIGNATURE for pair in pairs])
    return np.asarray(english & single)


def _chosen(rng: np.random.Generator, world: World, group: Group, free: Flags) -> Numbers:
    """Draw the songs of a group from those that are free, as rows."""
    count = round(group.size * len(world))
    if group.genre is None:
        pool = np.flatnonzero(free)
    else:
        genre = next(place for place, each in enumerate(GENRES) if each.name == group.genre)
        of_genre = np.flatnonzero(world.genre == genre)
        little_known = of_genre[np.argsort(world.popularity[of_genre])[: int(_LITTLE_KNOWN * len(of_genre))]]
        pool, count = little_known[free[little_known]], min(count, _LARGEST_NICHE)
    return rng.choice(pool, min(count, len(pool)), replace=False)
