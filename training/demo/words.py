"""Vocabulary and name patterns that all genres share; `genre_words` has those of one genre."""


def listed(text: str) -> tuple[str, ...]:
    """Split a list that is written as one text: "paper, half lit" has two entries."""
    return tuple(text.split(", "))


ADJECTIVES = listed(
    "paper, hollow, silver, quiet, golden, broken, electric, velvet, distant, lonely, crooked, burning, frozen, "
    "gentle, wild, pale, scarlet, salt, winter, amber, restless, borrowed, faded, northern, copper, idle, "
    "sleeping, tender, blue, glass, second, last, slow, empty, secret, lucky, bitter, honest, careless, "
    "weightless, midnight, crimson, rusted, tangled, familiar, foreign, unspoken, half-lit, low, early, plastic, "
    "neon, marble, hidden, patient, reckless, sober, shallow, endless, narrow, sunday, accidental, ordinary, "
    "perfect, stolen, unfinished, little, impossible, public, private, temporary, left-handed, overgrown, "
    "unlucky, good, cheap, weekend, coastal, backward"
)

NOUNS = listed(
    "lantern, harbour, river, mirror, window, engine, garden, shadow, letter, orchard, kingdom, satellite, ocean, "
    "highway, ghost, heart, summer, station, wolf, island, signal, radio, meadow, ember, compass, lighthouse, "
    "machine, cathedral, diamond, feather, horizon, tunnel, balcony, carousel, avalanche, telephone, postcard, "
    "sparrow, fever, mountain, market, photograph, parade, canyon, motel, tide, anchor, needle, pocket, basement, "
    "chapel, ladder, violet, planet, kitchen, staircase, umbrella, rooftop, coastline, monsoon, library, circus, "
    "monument, comet, pavement, orbit, suitcase, neighbour, birthday, elevator, swimming pool, matchbook, "
    "newspaper, doorway, passenger, stranger, waiting room, keyhole, raincoat, typewriter, greenhouse, "
    "streetlight, envelope, calendar, snowfall, magnet, orange, bicycle, curtain, aquarium, sleeper, afternoon, "
    "holiday, boulevard, wristwatch, hallway, ferry, attic, fountain"
)

FEELINGS = listed(
    "love, silence, mercy, gravity, memory, patience, nothing, everything, trouble, honey, sugar, home, rain, "
    "daylight, dust, smoke, water, fire, sleep, time, luck, weather, distance, thunder, gold, tomorrow, "
    "yesterday, forever, somebody, faith, doubt, company, courage, hunger, laughter, static, moonlight, kindness, "
    "bad news, small talk, second thoughts, cold feet, sunlight, salt, electricity, half the truth, good "
    "intentions, slow motion, wishful thinking"
)

MOVING = listed(
    "running, falling, waiting, dancing, breathing, drifting, burning, dreaming, driving, leaving, calling, "
    "hiding, singing, sinking, rising, walking, shaking, turning, swimming, sleeping, talking, floating, "
    "crawling, spinning"
)

DOING = listed(
    "chasing, counting, holding, losing, building, learning, leaving, painting, following, saving, breaking, "
    "borrowing, mending, forgetting, stealing, naming, watching, outrunning, tracing, folding, missing, feeding, "
    "trading"
)

DO = listed(
    "wake, call, blame, follow, tell, leave, break, trust, hold, lose, keep, burn, build, bury, paint, forget, "
    "save, outlive, borrow, feed, cross, close, open, count, haunt"
)

PLACES = listed(
    "Lisbon, Dakota, Marseille, Reno, Harlan, Kyoto, Oslo, Vermont, Porto, Tulsa, Brighton, Galway, Tangier, "
    "Odessa, Havana, Bergen, Ostend, Trieste, Laredo, Montevideo, Cardiff, Baton Rouge, Split, Antwerp, "
    "Valparaíso, Duluth, Whitby, Malmö, Savannah, Leith, Nantes, Tampere, Missoula, Cork, Oaxaca, Rotterdam, "
    "Skye, Hokkaido, El Paso, Ghent, Cedar Street, Ninth Street, Juniper Avenue, Mill Road, Canal Street, Dock "
    "Street, Hazel Lane, Alma Terrace"
)

FIRST_NAMES = listed(
    "Marlow, Ada, Jonas, Imani, Wren, Felix, Odette, Silas, Noor, Tobias, Maren, Dario, Saoirse, Ines, Kofi, "
    "Lena, Rufus, Amara, Elias, Juno, Mateo, Petra, Bram, Zadie, Hollis, Vera, Anselm, Tess, Idris, Camille, "
    "Otis, Freya, Leon, Mina, Caspian, Delia, Ronan, Thea, Emeka, Lucia, Soren, Paloma, Gideon, Yara, Cleo, Arlo, "
    "Nadia, Quentin, Rosa, Dimitri, Maeve, Linus, Opal, Desmond, Tamsin, Ansel, Ramona, Cormac, Esme, Luca, "
    "Ottilie, Jarvis, Nell, Winston, Aoife, Malik, Greta, Theo, Priya, Abel, Sunniva, Clement, Hattie, Rafe, "
    "Zora, Edmund, Noémie, Anders, Liv, Percival"
)

LAST_NAMES = listed(
    "Ashdown, Varela, Quill, Okafor, Lindqvist, Marsh, Delacroix, Castellan, Novak, Thorne, Ibarra, Penrose, "
    "Sandoval, Greer, Adeyemi, Falk, Winslow, Moreau, Tanaka-Reed, Calloway, Brandt, Osei, Larkspur, Vance, "
    "Kessler, Abara, Santoro, Whitlock, Duarte, Finch, Halloran, Mbeki, Sorrell, Castile, Dunmore, Alder, "
    "Pemberly, Ostrander, Bellweather, Vasko, Hartigan, Ngata, Silverio, Crane, Montague, Fairweather, Osterling, "
    "Blackwood, Yarrow, Kowal, Trevanion, Haugen, Mirza, Tolliver, Beaumont, Achterberg, Nakagawa, Redfern, "
    "Solberg, Dacosta, Pell, Underhill, Marchetti, Wexley"
)

SHARED = {
    "adj": ADJECTIVES,
    "noun": NOUNS,
    "feeling": FEELINGS,
    "moving": MOVING,
    "doing": DOING,
    "do": DO,
    "place": PLACES,
    "first": FIRST_NAMES,
    "last": LAST_NAMES,
    "month": listed(
        "January, February, March, April, May, June, July, August, September, October, November, December"
    ),
    "season": listed("summer, winter, autumn, spring"),
    "weekday": listed("Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday"),
    "hour": listed(
        "4 a.m., midnight, half past nine, noon, sundown, closing time, quarter to two, dawn, 3:15, dusk"
    ),
    "ride": listed("train, bus, ferry, boat, flight, taxi, tram, night train"),
    "prep": listed("under, before, after, past, behind, beyond, beneath, outside, above"),
    "few": listed("two, three, four, seven, nine, twelve, forty, a thousand, a hundred"),
    "number": tuple(str(number) for number in range(2, 100)),
    "numeral": listed("I, II, III, IV, V, VI, VII"),
}
"""Slot of a pattern -> its words in all genres."""

SONG_PATTERNS = (
    "{adj} {noun}|{adj} {nouns}|{adj} {feeling}|{nouns} in {month}|The {noun} and the {noun}|{moving} for "
    "{feeling}|{doing} the {noun}|{moving} Through the {noun}|{feeling} in {place}|Letters to {first}|A {noun} "
    "from {place}|{place} at {hour}|{weekday} in {place}|{weekday} {noun}|Last {ride} to {place}|{feeling} at "
    "{hour}|Oh, {first}|If I Were a {noun}|Nobody's {noun}|Somebody Else's {noun}|What the {noun} Said|Where the "
    "{nouns} Go|When the {nouns} Come Home|All My {nouns}|Too Many {nouns}|No More {nouns}|Half a {noun}|Don't "
    "{do} the {noun}|How to {do} a {noun}|{feeling} & {feeling}|{adj} {nouns}, Mostly|Room {number}|Exit {number}|"
    "{prep} the {noun}|{prep} the {adj} {noun}|I Left My {noun} in {place}|We Were {nouns}|{few} {nouns}|The "
    "{adj} {noun}|Your {adj} {noun}|{do} Me Like a {noun}|{season} {nouns}|{moving} to {place}|{first}, Wait|"
    "{noun} of {feeling}|My {noun} Is a {noun}|Not the {adj} One|{doing} {feeling} in {month}|Back to the {noun}|"
    "{noun}"
).split("|")

ALBUM_PATTERNS = (
    "{adj} {noun}|{nouns}|{nouns} & {nouns}|Songs from the {adj} {noun}|{place}|{feeling} Season|The {noun} Tapes|"
    "Notes from {place}|What the {noun} Knew|{few} {nouns}|{first}'s {noun}|The {noun} Years|{feeling} and Other "
    "{nouns}|{moving} Home|A {adj} Kind of {feeling}|{season}, {place}|{adj} {nouns}|The {adj} {noun}|{prep} the "
    "{noun}"
).split("|")
