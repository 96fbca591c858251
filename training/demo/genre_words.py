"""Vocabulary and name patterns of each genre; `words` has those that all genres share."""

from dataclasses import dataclass

from training.demo.words import listed


@dataclass(frozen=True, slots=True)
class GenreWords:
    """One genre's vocabulary and patterns; slots are the keys of `words.SHARED`, plurals, "band" and "own"."""

    adjectives: tuple[str, ...]
    nouns: tuple[str, ...]
    bands: tuple[str, ...]
    artists: tuple[str, ...]
    songs: tuple[str, ...]
    albums: tuple[str, ...]


def _of(adjectives: str, nouns: str, bands: str, artists: str, songs: str, albums: str) -> GenreWords:
    patterns = (tuple(text.split("|")) for text in (artists, songs, albums))
    return GenreWords(listed(adjectives), listed(nouns), listed(bands), *patterns)


GENRE_WORDS: dict[str, GenreWords] = {
    "folk": _of(
        "wooden, barefoot, wayward, mossy, homespun, half-wild, candlelit, unmarried",
        "wren, hymn, hearth, millstone, fiddle, hedgerow, kettle, cradle, bramble, candle, plough, harvest, "
        "heron, thistle",
        "Pines, Ramblers, Almanac, Wrens, Hymnal, Harbour Lights, Orchard Choir, Ferrymen, Hedgerow Band, "
        "Kindling",
        "{first} {last}|{first} {last}|{first} & the {band}|{first} & {first}|The {last} Sisters|The {place} "
        "{band}|{noun} & {noun}|The {adj} {band}|{last} & {last}",
        "The Ballad of {first} {last}|{first}'s Waltz|The {place} Shore|Hymn for a {adj} {noun}|Down by the "
        "{noun}|Carry Me to {place}|A {noun} for {first}|Bring Back the {nouns}|Hymn for {first} in {month}|A "
        "{adj} {own} Came Down|Ten Miles from {place}|The {own} on the Hill|The {noun} That {first} Built",
        "{noun} Songs|Hymns for the {adj}|The {noun} & the {noun}|Songs {first} Taught Me",
    ),
    "country": _of(
        "dusty, gravel, whiskey, lonesome, two-lane, hometown, barbed-wire, sunburnt",
        "porch, tailgate, pickup, saddle, fence line, jukebox, back road, cotton field, bar stool, freight "
        "train, levee, boot, rodeo, county line, screen door, wedding ring",
        "Drifters, Wranglers, Outfit, Riders, Tailgaters, Fence Menders, Gravel Band, Boot Company, Line Dancers",
        "{first} {last}|{first} {last}|{first} {last}|{first} Ray {last}|The {place} {band}|{first} & the {band}|"
        "The {last} Brothers|{last} County Line|{adj} {band}",
        "{place} on My Mind Again|Mama Never Liked {place}|Whiskey and {feeling}|That Ain't My {noun}|{number} "
        "Miles to {place}|Buy Me a {noun}|{first} Doesn't Drive That {noun} Anymore|Ain't No {noun} Like Home|"
        "Good Ol' {noun}|{weekday} Night {noun}|She Kept the {noun}|This {noun} Don't Lie|{first}'s Last {own}|A "
        "{own}, a {own} and {feeling}|{adj} {own}|Leave the {own} On",
        "{adj} Roads|{number} Miles of {feeling}|{noun} Town|Born near {place}",
    ),
    "indie rock": _of(
        "suburban, blurry, dizzy, polaroid, teenage, hazy, second-hand, lukewarm",
        "cassette, bedroom, car park, swimmer, cinema, cardigan, vending machine, roommate, fire escape, "
        "shoelace, tape deck, lighthouse keeper, record shop, cul-de-sac, antenna",
        "Tapes, Cinemas, Postcards, Swimmers, Static, Cartographers, Weekenders, Club, Night Bus, Department, "
        "Bedrooms",
        "{noun} {band}|{place} {band}|{adj} {nouns}|The {adj} {band}|{noun} Department|{first} {last}|{few} "
        "{nouns}|{weekday} {band}|{first}'s {noun}|Your {noun}",
        "{noun} Kids|I Was a {adj} {noun}|Everyone at {first}'s House|{place}, Probably|Sorry About Your {noun}|"
        "We Don't Talk About {place}|{first} Moved to {place}|Slow Dance in the {noun}|{noun}, {noun}, {noun}|"
        "The {own} Closes at {hour}|{first} Left a {noun}|Sleepover at {place}",
        "{noun} Department|Everyone Is a {noun}|Sorry, {first}|{adj}/{adj}",
    ),
    "classic rock": _of(
        "steel, iron, midnight, outlaw, thunderous, roaring, dusty, high-rolling",
        "engine, highway, gambler, thunderhead, jailhouse, freeway, preacher, hurricane, gasoline, poker hand, "
        "rider, blackbird, dynamo, queen, locomotive",
        "Engine, Express, Brigade, Cavalry, Revival, Freight Company, Dynamo, Overdrive, Gamblers, Union",
        "{place} {band}|{last} {band}|The {adj} {band}|{adj} {noun}|{first} {last} Band|{first} {last}|{noun} "
        "{band}|{last}, {last} & {last}",
        "{place} Nights|Ride the {noun}|Keep on {moving}|Queen of {place}|{noun} Blues|Long Way to {place}|Got "
        "to {do} That {noun}|{moving} All Night|Highway {number}|Lady of the {noun}|{feeling} Don't Come Free|"
        "{adj} {own} Woman|Roll, {own}, Roll|The {own} and the {own}",
        "Live in {place}|{noun} Rising|{band} II|Ride the {noun}|{adj} Overdrive",
    ),
    "metal": _of(
        "blackened, infernal, iron, ashen, unholy, eternal, bone-white, plagued, drowned, godless",
        "throne, wrath, catacomb, ritual, gallows, requiem, abyss, serpent, pyre, crypt, revenant, scythe, "
        "obelisk, plague, titan, sepulchre, oath, bloodline, monolith, vulture",
        "Throne, Wrath, Catacomb, Ritual, Gallows, Requiem, Abyss, Sepulchre, Pyre, Oath, Monolith",
        "{adj} {band}|{own} of {own}|{own}bearer|{own}born|Kingdom of {own}|{place} {band}|{place} {band}|{adj} "
        "{own}|Of {owns} and {owns}|{own}moor|{few} {owns}",
        "{own} of the {adj}|Beneath the {adj} {noun}|{owns} Shall Fall|The {own} Awakens|{adj} {own}, {adj} "
        "{own}|Hymn to the {own}|Feast of {owns}|{own} Eternal|Born of {nouns}|I Am the {noun}|Crown of {nouns}|"
        "Let the {nouns} Burn|March of the {nouns}|Thy {own}|{adj} {owns} of {place}",
        "{noun} of {nouns}|{adj} {noun}|The {noun} Codex|{nouns} of the {adj}|{numeral}: {noun}",
    ),
    "pop": _of(
        "sugar, glitter, cherry, fake, dizzy, pink, reckless, brand-new, hopeless",
        "heartbeat, lipstick, dance floor, daydream, ex, party, crush, voicemail, weekend, text, jacket, "
        "headline, butterfly, champagne, polaroid, passport, tattoo, mirror ball",
        "Hearts, Avenue, Confetti, Girls, Dreams, Parade, Sundays, Darlings, Cherries",
        "{first} {last}|{first} {last}|{first} {last}|{first} {own}|{adj} {band}|{place} {band}|{adj} {own}|"
        "{last} {band}",
        "{adj} for You|Call Me {weekday}|Dance Like {first}|Kiss Me in {place}|Boys from {place}|Girls from "
        "{place}|Over {first} (Almost)|{adj} Like the {own}|Don't Text {first}|{own} on {weekday}|U & {feeling}|"
        "{noun} Love|Text Me at {hour}|One More {noun}|Bad at {feeling}|{noun} (Oh My)|Not Your {noun}|"
        "{feeling}, Baby|Wear My {noun}|Miss Me in {month}|Make Me a {noun}",
        "{first}|{adj} {feeling}|{noun} Diaries|Love, {first}|{noun} Era",
    ),
    "r&b": _of(
        "velvet, slow, silk, late, honeyed, satin, tender, midnight",
        "pillow, candle, balcony, robe, voicemail, bedside, moon, whisper, perfume, morning after, slow dance, "
        "wine glass, bathtub, love letter, ceiling fan, sunrise",
        "Velvet, Collective, Satin, Affair, Hours, Soul, Silk, Lovers, Confession",
        "{first} {last}|{first} {last}|{first} {last}|{first} {own}|{adj} {band}|{first} & the {band}|{place} "
        "{band}|{last} {band}",
        "Stay Till {hour}|{feeling} (Interlude)|Tell Me {feeling}|Something About {first}|Come Through "
        "{weekday}, {first}|{adj} {own}|The {own} Between Us|{first} at {hour}|Your {noun}, My {noun}|Take It "
        "Slow in {place}|Say You're {moving}|Can't {do} You|Body Like {feeling}|Between Us & the {noun}|{hour} "
        "with {first}|Pour the {feeling}|Lay Your {noun} Down",
        "{feeling} Hours|After {hour}|{adj} Confession|{first}: A Love Story|{noun} Talk",
    ),
    "hip hop": _of(
        "cold, diamond, uptown, grimy, heavy, loose, fly, ten-toes, no-limit",
        "block, ledger, chain, corner store, cypher, pager, stairwell, hustle, crown, backseat, receipt, "
        "sneaker, stack, subway, verse, payphone, mixtape, scale, jersey",
        "Syndicate, Cypher, Blocks, Ledger, Crew, Dynasty, Corner, Tenants, Mathematics",
        "Yung {own}|{first} {own}|MC {last}|{adj} {first}|Lil {own}|{first} the {own}|Big {own}|{place} {band}|"
        "DJ {last}|{last} {number}|Kid {own}|{first} {last}|{adj} {band}",
        "{noun} Talk|{place} Freestyle|{first} Told Me|{number} Bands|{noun} (Skit)|Count the {nouns}|{adj} "
        "Season|Off the {noun}|From {place} with {feeling}|No {nouns} Allowed|Whole {noun}|{weekday} on the "
        "{noun}|{own} Money|{first} & the {own}|{adj} {own}|Came Up from {place}|Pray for the {noun}|{feeling} "
        "on My Mind|{noun} Don't Sleep|Cash & {feeling}",
        "The {noun} Tape|{noun} Season|{adj} Mathematics|{place} Vol. {number}|From the {noun} Up",
    ),
    "electronic": _of(
        "modular, phased, infrared, parallel, liquid, analogue, recursive, subsonic, cobalt, polar",
        "circuit, oscillator, strobe, filter, voltage, warehouse, frequency, loop, prism, vector, capsule, "
        "carrier wave, reactor, pulse, terminal, sequence, lattice, afterimage",
        "System, Circuit, Modular, Array, Index, Engineers, Sequence, Laboratory, Unit, Terminal",
        "{adj} {band}|{own} {band}|{own} & {last}|{first} {last}|{own} {number}|{adj} {own}|{first} & {last}|"
        "{last} {band}|{place} {band}|DJ {first}",
        "{noun} {number}|{adj} {noun} (Extended Mix)|{noun} {numeral}|{hour} ({place} Dub)|{adj} {noun} (Club "
        "Mix)|{place} {noun}|{adj} {own}|{own} over {place}|{noun} Theory|{adj} {own} ({place} Mix)|{feeling} "
        "Machine|{noun}/{noun}|Lose the {noun}|{last}'s {noun}|Return to {place}",
        "{noun} Theory|{adj} {noun} EP|{place} Sessions|{nouns} {numeral}|Phase {number}",
    ),
    "ambient": _of(
        "still, pale, submerged, tidal, lunar, weightless, grey, unlit, glacial",
        "fog, drift, lichen, estuary, glacier, reed bed, harbour light, aurora, snowfield, tide pool, moth, "
        "sediment, observatory, birch, mist, archipelago, cloud chamber",
        "Observatory, Drift, Tides, Archive, Stillness, Weather, Atlas, Fieldwork, Estuary",
        "{adj} {band}|{own} {band}|{place} {band}|{first} {last}|{last} & {last}|{owns} of {place}|{adj} {noun}",
        "{noun}, {month}|{noun} {numeral}|{hour}, {place}|{adj} {noun} ({numeral})|Study for {noun}|Toward "
        "{place}|The {noun} Remembers|Slow {noun}|Untitled ({noun})|Rain on a {noun}|{month}, {hour}|Piece for "
        "{few} {nouns}|{own} over {place}|Where the {own} Ends|{own} & {own}|{adj}, {adj}|An Hour of {feeling}",
        "{noun} Studies|{month}/{month}|Music for {nouns}|{adj} Fieldwork|{place} Recordings",
    ),
    "jazz": _of(
        "blue, indigo, crooked, late, smoky, mellow, oblique, brass",
        "waltz, nocturne, alley, cornet, stroll, bossa, ballad, rendezvous, saxophone, nightcap, corner table, "
        "hat, cigarette, caravan, detour, mood, lullaby, shuffle",
        "Quartet, Trio, Ensemble, Quintet, Sextet, Octet, Standards, Big Band",
        "{first} {last}|{first} {last} {band}|{first} {last} {band}|{last}, {last} & {last}|The {place} {band}|"
        "{first} {last}|{first} {last} & {first} {last}",
        "Blues for {first}|{first}'s {own}|{own} in {place}|{place} Stroll|A {own} Named {first}|{feeling} (Take "
        "{number})|Minor {own}|{month} in {place}|One for {first}|Lullaby of {place}|Round {hour} in {place}|The "
        "{adj} {own}|{own} for a {adj} {own}|{last} & {last}|{adj} Nocturne|So Long, {place}|Conversation with "
        "{first}|{last}'s Dilemma|Lady in {adj}",
        "Live at the {noun}|{first} {last} Plays {place}|{adj} Moods|The {place} Concert|Out of {place}",
    ),
    "latin": _of(
        "tropical, golden, barefoot, salt, burning, velvet",
        "guitar, hammock, balcony, mango, carnival, plaza, volcano, palm tree, conga, hurricane, sugar cane, "
        "rooftop",
        "Tropical, Sonora, Calle, Orquesta, Fuego, Sabor, Son, Carnaval",
        "{first} {last}|{first} {last}|{place} {band}|{adj} {band}|{own} {band}|{first} & the {band}",
        "{month} in {place}|Dance with Me, {first}|{place} Heat|{noun} Love|One Night in {place}|{first} from "
        "{place}|{adj} {own}|The {own} in {place}|{first}, Come Dance|Slow Like {feeling}",
        "{place} Heat|{own} Season|{first} & {first}|One Night in {place}",
    ),
}  # fmt: skip
