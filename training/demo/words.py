"""The vocabulary that invented names are made of."""

ADJECTIVES = (
    "paper hollow silver quiet golden broken electric velvet distant lonely crooked burning frozen gentle wild"
    " pale scarlet salt winter amber restless borrowed faded northern copper idle sleeping tender blue glass"
    " second last slow empty secret lucky bitter honest careless weightless midnight crimson rusted tangled"
    " familiar foreign unspoken half-lit low early plastic neon marble hidden patient reckless sober shallow"
    " endless narrow crystal invisible magnetic desert coastal ivory cobalt emerald drowsy faithful stubborn"
    " floating hungry lonesome mellow polar rural sunken thirsty upside-down wooden"
).split()

NOUNS = (
    "lantern harbour river mirror window engine garden shadow letter orchard kingdom satellite ocean highway"
    " ghost heart summer station wolf island signal radio meadow ember arcade compass lighthouse machine"
    " cathedral diamond feather horizon tunnel balcony carousel avalanche telephone postcard sparrow mirage"
    " mountain market photograph parade caravan canyon motel tide anchor needle pocket basement chapel ladder"
    " violet planet kitchen staircase umbrella rooftop coastline monsoon library circus monument comet pavement"
    " orbit acrobat aquarium bicycle blizzard bridge carnival ceiling corridor cinema crow dolphin dragonfly"
    " eclipse elevator empire ferry firefly fountain glacier greenhouse hurricane jukebox kite lagoon"
    " lemon magnet maze meteor moth notebook observatory owl pendulum pier piano planetarium prairie pyramid"
    " schoolyard shoreline skyline swallow tambourine theatre tiger typewriter valley vineyard"
    " village waterfall whale willow windmill"
).split()

ABSTRACT = (
    "love silence mercy gravity memory patience nothing everything trouble honey sugar home rain light dust"
    " smoke water fire sleep time luck weather distance daylight thunder gold tomorrow yesterday forever"
    " somebody"
).split()

DOING = "Chasing Holding Leaving Losing Counting Hiding Wasting Learning Building Stealing Following".split()
"""What is done to something."""

DOING_FOR = "Waiting Running Dancing Calling Singing Praying Driving Burning Dreaming Asking".split()
"""What is done for something."""

NUMBERS = "Two Three Four Five Six Seven Eight Nine Ten Twelve Twenty Forty".split()

HOURS = "Dawn Dusk Noon Midnight Sunrise Sundown Daybreak Nightfall".split()

PLACES = (
    "Lisbon Dakota Marseille Reno Harlan Kyoto Oslo Vermont Porto Tulsa Brighton Galway Tangier Odessa Havana"
    " Bergen Ostend Trieste Laredo Genoa Leith Montana Valparaíso Zagreb Tromsø Cádiz Savannah Aberdeen"
).split()

STREETS = "Ninth|Street Juniper|Avenue Cedar|Street Harbour|Road Mill|Lane Station|Road Orchard|Close".split()

MONTHS = ("January February March April May June July August September October November December").split()

FIRST_NAMES = (
    "Marlow Ada Jonas Imani Wren Felix Odette Silas Noor Tobias Maren Dario Saoirse Ines Kofi Lena Rufus Amara"
    " Elias Juno Mateo Petra Bram Zadie Hollis Vera Anselm Tess Idris Camille Otis Freya Leon Mina Caspian"
    " Delia Ronan Thea Emeka Lucia Soren Paloma Gideon Yara Cleo Arlo Nadia Quentin Rosa Dimitri"
).split()

LAST_NAMES = (
    "Ashdown Varela Quill Okafor Lindqvist Marsh Delacroix Bright Castellan Novak Thorne Ibarra Hollow Penrose"
    " Sandoval Greer Adeyemi Falk Winslow Moreau Tanaka-Reed Calloway Brandt Osei Larkspur Vance Morrow Kessler"
    " Abara Lowell Santoro Whitlock Duarte Finch Halloran Mbeki Sorrell Archer Castile Dunmore Reyes Alder"
).split()

BAND_NOUNS = {
    "folk": "Lights Fiddlers Pines Ramblers Orchard Hymnal Wrens Almanac",
    "country": "Drifters Wranglers Saddle Junction Outfit Riders Mile|Band",
    "indie rock": "Tapes Cinemas Postcards Swimmers Static Cartographers Weekenders Club",
    "classic rock": "Engine Express Brigade Cavalry Machine Thunder Revival",
    "metal": "Throne Wrath Catacomb Ritual Gallows Anvil Requiem Abyss",
    "pop": "Hearts Parade Avenue Confetti Girls Dreams Weekend",
    "r&b": "Velvet Collective Satin Affair Hours Soul",
    "hip hop": "Syndicate Cypher Blocks Kids Ledger Crew",
    "electronic": "System Circuit Modular Array Frequency Index Engineers",
    "ambient": "Observatory Drift Tides Archive Stillness Weather",
    "jazz": "Quartet Trio Ensemble Quintet Standards Sextet",
    "latin": "Orquesta Sonora Conjunto Combo Charanga Sexteto",
}

SINGLE_NAMES = {
    "electronic": "vantor kelvn Ostra Null|Meridian Halcyn Modul9 Ferrite Sinewood Aurelio|K. Lumenfold",
    "hip hop": "Yung|Cobalt Marz|Ledger Kid|Ampere Nine|Lives Dusty|Verse Tre|Halo Big|Sable Rook|Domino",
    "ambient": "Lichen Hollow|Sea Isotherm Pale|Lake Nimbus|Field Sedge Fjordlight Meridian|Snow",
    "pop": "Lumi Koral Stella|Vane Mirabelle Noa|Lux Dahlia|Ray Juniper|Fox Cosima",
    "metal": "Vargrim Ashenmoor Thornvael Grimhold Morwraith Obsidian|Creed Skarnheim Duskbearer",
}

FOREIGN_TITLES = (
    "Noches sin Mapa", "El Último Farol", "Corazón de Sal", "La Lluvia en Abril", "Ciudad Dormida", "Río Abajo",
    "Luz de Agosto", "Saudade de Junho", "Além do Mar", "Ein leiser Morgen", "Straße ohne Ende", "Für später",
    "Größer als Regen", "Où va la nuit", "Les années tranquilles", "Été sauvage", "Snæfell", "Ljósið þitt",
    "夜の灯台", "紙の月", "春の手紙", "雨の駅", "Зимний свет", "Тихая река", "Белые крыши", "밤의 정원", "느린 바다",
)  # fmt: skip

FOREIGN_ARTISTS = (
    "Río Pardo", "Las Hermanas Ibarra", "Señor Domingo", "Ana Luísa Prado", "Os Faróis", "Jürgen Halm", "Möwenzeit",
    "Étienne Garou", "Les Toits Bleus", "Ásdís Snær", "Þokuljós", "灯台守", "月と紙", "青木みなと", "Северный Причал",
    "Белая Ночь", "새벽정원", "Łukasz Wilk", "Çağla Deniz", "Birna Aldan",
)  # fmt: skip

MOOD_TITLES = {
    "calm": "sunday coffee|slow mornings|sleep|quiet house|rainy day in|study hall|wind down|candlelight",
    "bright": "good vibes|feel good|summer 2016|windows down|happy stuff|sunshine|beach day|kitchen dancing",
    "dark": "late night drive|3am|songs to cry to|heartbreak|in my feelings|after dark|november|overthinking",
    "driven": "gym 2017!!|running|workout|pump it up|leg day|road rage|lets go|power hour",
}
PERSONAL_TITLES = (
    "my jams|mix|stuff|new|random|faves|Liked from Radio|2015|songs i forgot|car|old "
    "stuff|idk|throwbacks|tunes|for Emma|roadtrip|party|house party|shower|Wedding|grandpas "
    "records|discover|march|temp|the good ones"
).split("|")
EMOJI = ("☕ 🔥 🌊 🌙 💔 🚗 ✨ 💪 🌧️ 😴 🎸 🌴 ❤️ 🕺").split()
GENRE_TITLES = {
    "folk": "campfire|folk & friends|acoustic corner|cabin songs",
    "country": "country roads|boots|tailgate|nashville nights|honky tonk",
    "indie rock": "indie|indie mix|bedroom shows|college radio|shoegaze-y",
    "classic rock": "dad rock|classic rock|vinyl only|guitar gods|rock n roll",
    "metal": "METAL|heavy|headbang|riffs|doom and gloom",
    "pop": "pop|top 40ish|guilty pleasures|bops|sing along",
    "r&b": "rnb|slow jams|soul food|smooth|date night",
    "hip hop": "hip hop|rap|bars|trap house|rap and boom bap",
    "electronic": "house|techno|edm|rave|bass drops|club",
    "ambient": "ambient|drone|focus|deep sleep|white noise almost",
    "jazz": "jazz|jazz for dinner|blue notes|late set|standards",
    "latin": "latin|fiesta|bailar|verano|reggaeton y mas",
}


def phrases(text: str) -> list[str]:
    """Split a vocabulary line at blanks; a bar within a word stands for a blank."""
    return [word.replace("|", " ") for word in text.split()]
