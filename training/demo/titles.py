"""Patterns of playlist titles, by genre, mood, time, act and occasion, or unrelated to the tracks.

Slots: {year} and {yy} (of the playlist's last change), {decade}, {genre}, {sub} (a sub-genre), {artist},
{person}, {season}, {month}; titles are separated by bars.
"""


def _of(text: str) -> tuple[str, ...]:
    return tuple(text.split("|"))


GENRE_TITLES: dict[str, tuple[str, ...]] = {
    "folk": _of(
        "campfire|folk & friends|acoustic corner|cabin songs|banjos and beards|folky|porch songs|barn dance|folk"
    ),
    "country": _of(
        "back roads|boots|tailgate|honky tonk|old country|country|truck songs|lake days|small town|new country"
    ),
    "indie rock": _of(
        "indie|indie mix|bedroom shows|college radio|hazy stuff|alt|sad indie kids|basement gigs|indie rock"
    ),
    "classic rock": _of(
        "dad rock|classic rock|vinyl only|guitar gods|rock n roll|dads garage|turn it up|air guitar"
    ),
    "metal": _of("METAL|heavy|headbang|riffs|doom and gloom|mosh|loud|brutal|double bass"),
    "pop": _of(
        "pop|top 40ish|guilty pleasures|bops|sing along|BOPS ONLY|pop princess|bangers|chart stuff|car karaoke"
    ),
    "r&b": _of("rnb|slow jams|soul food|smooth|date night|r&b|grown folks|silk sheets|bedroom playlist"),
    "hip hop": _of("hip hop|rap|bars|trap|hip hop heads|real rap|freestyles|boom bap|rap {yy}"),
    "electronic": _of("house|techno|edm|rave|bass drops|club|dj set|afters|4 to the floor|electronic|synths"),
    "ambient": _of("ambient|drones|focus|deep sleep|white noise almost|background|float|meditation|reading"),
    "jazz": _of("jazz|jazz for dinner|blue notes|late set|jazz cafe|grandpas records|cocktail hour|jazzy|swing"),
    "latin": _of(
        "latin|fiesta|bailar|verano|reggaeton y más|salsa night|para bailar|perreo|domingo en familia|cumbias"
    ),
}

MOOD_TITLES: dict[str, tuple[str, ...]] = {
    "calm": _of(
        "sunday coffee|slow mornings|quiet house|rainy day in|wind down|candlelight|relax|chill|calm down|soft|"
        "easy sunday|cozy|peace|tea & books|gentle"
    ),
    "bright": _of(
        "good vibes|feel good|summer {year}|windows down|happy stuff|sunshine|beach day|kitchen dancing|happy|"
        "smile|good mood|serotonin|picnic|golden hour"
    ),
    "dark": _of(
        "late night drive|3am|songs to cry to|heartbreak|in my feelings|after dark|november|overthinking|"
        "melancholy|sad songs|moody|sad girl autumn|numb|rainy window|breakup {year}"
    ),
    "driven": _of(
        "gym {year}!!|running|pump it up|leg day|road rage|lets go|power hour|run it|hype|beast mode|faster|"
        "pregame|get up|adrenaline"
    ),
}

OCCASION_TITLES: dict[str, tuple[str, ...]] = {
    "calm": _of(
        "sleep|study|study hall|baby naps|yoga|reading|bath time|spa|homework|Sleep {year}|dinner party|focus time"
    ),
    "bright": _of(
        "bbq|road trip {year}|house cleaning|wedding|cooking|birthday party|pool party|kids in the car|brunch"
    ),
    "dark": _of(
        "night shift|cry session|writing|walking home|4am thoughts|winter {year}|train rides|halloween|rainy"
    ),
    "driven": _of(
        "workout|Gym|spin class|marathon {year}|warm up|pre game|cardio|lifting|night run|driving fast|5k"
    ),
}
"""Mood -> titles of playlists that mix related genres."""

ERA_TITLES = _of(
    "{decade}|{decade} party|{decade} hits|{decade} throwbacks|{decade} mix|best of the {decade}|{decade} jams|"
    "the {decade}|{decade} night|throwback {decade}"
)
GENRE_ERA_TITLES = _of("{decade} {genre}|{genre} {decade}|old school {genre}|{decade} {genre} mix|{decade} {sub}")
SUBGENRE_TITLES = _of(
    "{sub}|{sub}|{sub} {year}|best {sub}|{sub} mix|more {sub}|{sub} & stuff|{sub} deep cuts|late night {sub}"
)
ARTIST_TITLES = _of(
    "{artist}|{artist}|best of {artist}|{artist} & friends|{artist} etc|{artist} concert {year}|{artist} mix|all "
    "the {artist}|{artist} tour prep"
)
PERSONAL_TITLES = _of(
    "my jams|mix|stuff|new|random|faves|liked from radio|{year}|songs i forgot|car|old stuff|idk|throwbacks|tunes|"
    "for {person}|roadtrip w {person}|{person}|{person}'s playlist|{person} + me|house|shower|everything|{season} "
    "'{yy}|{month} {year}|temp|the good ones|asdf|new songs|my playlist|playlist 1|starred|{season} {year}|"
    "{month}|lit|yes|vibes|✔️|music|good stuff|repeat|misc|mom's playlist|dad|work|favorites|all of it|untitled|"
    "to sort|driving w {person}|current|on repeat {year}|hmm|2 listen"
)

PEOPLE = _of(
    "Emma|sarah|Josh|abby|mat|Tyler|Mia|nico|Hannah|jess|Olivia|ben|Priya|Sofía|Luis|kayla|Grandma|Em|my brother|"
    "Sam|Ana|Kenji"
)
EMOJI = tuple("☕ 🔥 🌊 🌙 💔 🚗 ✨ 💪 🌧️ 😴 🎸 🌴 ❤️ 🕺 🎉 😎 🖤 🌻 🎧 💃 🍂 ❄️ ☀️".split())
MOOD_EMOJI: dict[str, tuple[str, ...]] = {
    "calm": tuple("☕ 🌙 😴 🌿 🕯️ 📚".split()),
    "bright": tuple("☀️ 🌴 🌻 😎 🎉 💛".split()),
    "dark": tuple("🌙 💔 🖤 🌧️ 😭 🍂".split()),
    "driven": tuple("🔥 💪 ⚡ 🏃 🚗 🎧".split()),
}
