"""Numerals, and words beside numbers. Words of all languages are in one row, as forms of folded words."""

DECADES: dict[str, int] = {
    "fifties": 1950, "sixties": 1960, "seventies": 1970, "eighties": 1980, "nineties": 1990, "noughties": 2000,
    "aughts": 2000, "twenties": 2020, "funfziger": 1950, "sechziger": 1960, "siebziger": 1970, "achtziger": 1980,
    "neunziger": 1990, "nuller": 2000, "sesenta": 1960, "setenta": 1970, "ochenta": 1980, "noventa": 1990,
    "sessanta": 1960, "settanta": 1970, "ottanta": 1980, "novanta": 1990, "oitenta": 1980,
    "cinquanta": 1950, "cinquenta": 1950, "cincuenta": 1950,
}  # fmt: skip

DECADE_SUFFIX = "(?:s|er|ern|ies|ties|'s)"
"""Endings of "90s" and "90er"."""

BEFORE_DECADE = "(?:the |die |der |den |les |annees |anos |anni |los |los anos |gli anni |jaren |de jaren |os anos |dos anos |degli anni )"
"""Words that make a decade of a bare number: "années 80"."""

AFTER_DECADE = "(?:jahre|jahren|jaren|era|decade)"

EARLY = "early|fruhe|fruhen|anfang der|debut des|principios de los|inizio|begin"
MID = "mid|middle|mitte der"
LATE = "late|spate|spaten|ende der|fin des|finales de los|fine|eind"

FROM = "from|since|von|seit|ab|depuis|desde|dal|dalla|a partir de|vanaf|sinds|de|starting"
AFTER = "after|nach|apres|despues de|dopo|depois de|na|newer than|later than|post"
BEFORE = "before|vor|avant|antes de|prima del|prima|voor|until|bis|older than|earlier than|up to|pre|jusqu en|hasta|fino al|ate"
TO = "to|till|until|bis|a|al|tot|through|and|und|et|y|e|en|-|–"
BETWEEN = "between|zwischen|entre|tra il|tra|tussen"
IN = "from|in|of|aus|de|du|del|dal|uit|aus dem jahr|aus den|von"

BPM = "bpm|beats per minute|beats a minute|schlage pro minute"
MINUTES = "minutes|minute|mins|min|minuten|minutos|minutos|minuti|m"
HOURS = "hours|hour|hrs|hr|h|stunden|stunde|heures|heure|horas|hora|ore|ora|uur|uren"
SONGS = (
    "songs|song|tracks|track|tunes|lieder|stucke|titel|chansons|morceaux|titres|canciones|temas|canzoni|brani|musicas|cancoes"
    "|nummers|liedjes|hits|pieces"
)
UNDER = "under|less than|shorter than|below|at most|up to|max|maximum|unter|hochstens|kurzer als|moins de|menos de|meno di|minder dan|no longer than|no more than|not longer than|not over|onder"
OVER = "over|more than|longer than|above|at least|min|minimum|uber|mindestens|langer als|plus de|mas de|piu di|mais de|meer dan|faster than|boven"
ABOUT = "about|around|roughly|ca|circa|approximately|etwa|ungefahr|environ|alrededor de|ongeveer|at|~"
SLOWER = "slower than|under|below|less than|up to|max|at most|unter|moins de|menos de|meno di|minder dan"

NUMERALS: dict[str, int] = {
    "a dozen": 12, "dozen": 12, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "hundred": 100,
    "a hundred": 100, "zwei": 2, "drei": 3, "funf": 5, "zehn": 10, "zwanzig": 20, "dreissig": 30, "funfzig": 50,
    "cinq": 5, "dix": 10, "vingt": 20, "trente": 30, "cinco": 5, "diez": 10, "veinte": 20, "dieci": 10, "venti": 20,
    "dez": 10, "vinte": 20, "tien": 10, "twintig": 20, "vijf": 5, "half an": 1, "an": 1, "a": 1, "one": 1, "eine": 1, "une": 1, "una": 1,
    "uma": 1, "een": 1,
}  # fmt: skip
