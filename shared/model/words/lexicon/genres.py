"""Genres as people write them. Which of them songs have, the catalogue tells."""

ALSO_WRITTEN: dict[str, str] = {
    "hip hop": "hiphop, hip-hop, hip hops, hop hip, rap music",
    "r&b": "rnb, r'n'b, r n b, r and b, rhythm and blues, contemporary r&b",
    "drum and bass": "dnb, d&b, d'n'b, drum n bass, drum & bass, drum'n'bass, drumnbass, jungle",
    "electronic": "electronica, electronic music, electronics, elektronische musik, musique électronique, electrónica, elettronica,"
    " eletrônica, elektronisch, elektro, électro, electrónico",
    "electro": "elektro, électro",
    "edm": "electronic dance music, electronic dance",
    "indie": "indy, independent, indie music",
    "rock": "rocks, rock music, rock'n'roll, rock n roll, rock and roll, rockmusik, rocker",
    "pop": "popmusik, pop music, musique pop, pop songs",
    "metal": "heavy metal, metall",
    "jazz": "jazzy",
    "blues": "bluesy",
    "classical": "classical music, klassik, klassische musik, klassisch, musique classique, clásica, música clásica, classica, musica classica,"
    " klassieke muziek, klassiek, clássica, orchestral, piano music",
    "country": "country music, countrymusik",
    "reggaeton": "reggaetón, reguetón, regueton, reggeaton, regaeton, raggaeton",
    "reggae": "raggae, reggea",
    "techno": "tekno, tekkno",
    "lo-fi": "lofi, lo fi, low fi",
    "soul": "soulful, soul music",
    "funk": "funk music",
    "latin": "latino, latina, latin music, música latina, musique latine, lateinamerikanisch, latinos, latinas",
    "singer-songwriter": "singer songwriter, singer-songwriters, liedermacher, cantautor, cantautori",
    "folk": "folk music, folksy, folklore",
    "trap": "trap music, trapp",
    "synthpop": "synth-pop, synth pop",
    "synthwave": "synth wave, synth-wave",
    "k-pop": "kpop, k pop, korean pop",
    "j-pop": "jpop, j pop, japanese pop",
    "new wave": "newwave",
    "soundtrack": "soundtracks, film music, filmmusik, movie music, film score, ost, musique de film, banda sonora, colonna sonora, filmmuziek",
    "musical": "musicals, show tunes, showtunes, broadway",
    "gospel": "gospel music",
    "schlager": "schlagermusik",
    "chanson": "chanson française, french chanson",
    "afrobeats": "afrobeat, afro beats",
    "ambient": "ambience, ambient music",
    "gangster rap": "gangsta rap, gangsta",
    "alternative": "alt, alternativ, alternatif",
    "psychedelic": "psychedelia, psych, psychedelische",
    "alternative rock": "alt rock, alt-rock",
    "future bass": "futurebass",
    "post-rock": "postrock, post rock",
    "post-punk": "postpunk, post punk",
    "trip hop": "triphop, trip-hop",
    "worship": "christian music, praise",
}
"""Genre -> its other spellings, and names in other languages."""

KNOWN_BY_ITSELF: tuple[str, ...] = tuple(
    "acid, afro, afrobeats, alternative, ambient, bachata, ballad, bass, beats, big band, bluegrass, blues, bolero, bossa nova, breakbeat,"
    " britpop, chanson, chill, christian, classical, classic rock, comedy, corrido, country, cumbia, dance, dancehall, deep house, disco,"
    " doom, dream pop, drone, drum and bass, dub, dubstep, edm, electro, electronic, electropop, emo, eurodance, experimental, fado, flamenco,"
    " folk, folk rock, french house, funk, fusion, garage, glam, gospel, goth, gothic, grime, grunge, hard rock, hardcore, hardstyle, heavy metal, hip hop, house,"
    " indie, indie folk, indie pop, indie rock, industrial, j-pop, jazz, jungle, k-pop, krautrock, latin, lo-fi, lounge, mariachi, metal,"
    " metalcore, minimal, motown, mpb, musical, neo soul, new age, new jack swing, new wave, noise, opera, phonk, pop, post-punk, post-rock, progressive,"
    " psychedelic, punk, punk rock, r&b, ragtime, rap, reggae, reggaeton, regional mexican, rock, rockabilly, salsa, samba, schlager, sertanejo, shoegaze,"
    " singer-songwriter, ska, smooth jazz, soft rock, soul, soundtrack, surf rock, swing, synthpop, synthwave, tango, tech house, techno, trance, trap, trip hop,"
    " tropical, tropical house, turbo folk, uk garage, urban, vaporwave, vocal jazz, waltz, world, worship, yacht rock, zouk".split(
        ", "
    )
)
"""Words that are a kind of music by themselves. Any other part of a genre's name is not: "big" of "big room"."""

NEAR: dict[str, str] = {
    "rap": "hip hop",
    "hip hop": "rap",
    "r&b": "urban contemporary, neo soul, new jack swing, soul",
    "edm": "dance, electro house, big room",
    "electronic": "electro, electropop, house, edm, techno",
    "electro": "electronic",
    "techno": "electro house, electronic, house",
    "dance": "edm",
    "indie": "alternative, indie rock",
    "alternative": "indie, permanent wave",
    "metal": "hard rock",
    "punk": "punk rock, garage rock",
    "synthpop": "electropop, new wave",
    "new wave": "permanent wave, synthpop",
    "soul": "neo soul, r&b, motown",
    "funk": "soul, neo soul, disco",
    "latin": "reggaeton, latin pop, salsa",
    "reggaeton": "latin, urbano",
    "k-pop": "korean",
    "classical": "orchestral, piano, neoclassical",
    "lo-fi": "chillhop, beats",
    "singer-songwriter": "folk, indie folk, acoustic",
    "folk": "singer-songwriter, indie folk",
    "house": "edm, electronic",
    "ambient": "drone, new age",
    "disco": "funk, dance",
    "gospel": "worship, christian",
    "soundtrack": "score",
}
"""Genre -> the likest ones, for catalogues without songs of it."""

SOUNDS: dict[str, dict[str, float]] = {
    "metal": {"energy": 0.95, "acousticness": 0.05},
    "punk": {"energy": 0.92, "tempo": 0.75},
    "techno": {"danceability": 0.75, "instrumentalness": 0.9, "energy": 0.8},
    "house": {"danceability": 0.8, "energy": 0.75},
    "trance": {"energy": 0.9, "instrumentalness": 0.85},
    "ambient": {"energy": 0.05, "instrumentalness": 0.95},
    "classical": {"acousticness": 0.95, "instrumentalness": 0.95, "energy": 0.1},
    "jazz": {"acousticness": 0.8, "energy": 0.3},
    "folk": {"acousticness": 0.85, "energy": 0.3},
    "singer-songwriter": {"acousticness": 0.85, "energy": 0.3},
    "lo-fi": {"energy": 0.2, "instrumentalness": 0.85},
    "disco": {"danceability": 0.85, "energy": 0.75, "valence": 0.8},
    "funk": {"danceability": 0.85, "valence": 0.8},
    "soundtrack": {"instrumentalness": 0.95, "energy": 0.2},
}
"""Genre -> how its songs sound, by which songs of the likest ones are chosen where there are none of it."""
