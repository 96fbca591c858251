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

KINDS: dict[str, str] = {
    "jazz": "hard bop, bebop, bop, post-bop, cool jazz, free jazz, acid jazz, modal jazz, jazz fusion, latin jazz, nu jazz, gypsy jazz,"
    " soul jazz, spiritual jazz, contemporary jazz, smooth jazz, vocal jazz, dixieland, ragtime, big band, swing, boogie woogie",
    "metal": "black metal, death metal, melodic death metal, technical death metal, doom metal, thrash metal, speed metal, power metal,"
    " folk metal, viking metal, gothic metal, symphonic metal, progressive metal, industrial metal, alternative metal, nu metal, rap metal,"
    " groove metal, glam metal, hair metal, stoner metal, sludge metal, post-metal, heavy metal, metalcore, deathcore, grindcore, djent, doom",
    "rock": "progressive rock, prog rock, psychedelic rock, garage rock, stoner rock, math rock, space rock, glam rock, art rock, blues rock,"
    " southern rock, country rock, folk rock, punk rock, post-rock, noise rock, funk rock, jazz rock, rap rock, pop rock, arena rock, krautrock,"
    " gothic rock, surf rock, yacht rock, soft rock, heartland rock, roots rock, britpop, grunge, rockabilly, psychobilly, shoegaze, indie rock",
    "punk": "hardcore punk, post-punk, pop punk, folk punk, skate punk, anarcho punk, street punk, ska punk, horror punk, riot grrrl, screamo,"
    " post-hardcore, melodic hardcore, emo",
    "pop": "dream pop, city pop, chamber pop, baroque pop, jangle pop, noise pop, power pop, art pop, indie pop, bedroom pop, bubblegum pop,"
    " hyperpop, teen pop, europop, sophisti-pop, synthpop, c-pop, mandopop, cantopop, t-pop, schlager, eurodance",
    "hip hop": "trap, drill, uk drill, grime, boom bap, cloud rap, emo rap, mumble rap, trap soul, conscious hip hop, alternative hip hop, jazz rap,"
    " east coast hip hop, west coast hip hop, east coast rap, west coast rap, southern hip hop, southern rap, underground hip hop, gangster rap,"
    " old school hip hop, horrorcore, crunk, phonk, g funk, french rap, german rap, uk rap, memphis rap, chicago drill",
    "house": "deep house, tech house, progressive house, acid house, chicago house, french house, funky house, afro house, bass house, tropical"
    " house, future house, electro house, soulful house, tribal house, piano house, amapiano, uk garage, future garage, speed garage",
    "techno": "detroit techno, minimal techno, dub techno, acid techno, hard techno, melodic techno, berlin techno",
    "trance": "psytrance, psychedelic trance, goa trance, vocal trance, uplifting trance, progressive trance",
    "electronic": "dubstep, brostep, breakbeat, breakcore, idm, intelligent dance music, glitch, glitch hop, downtempo, chillwave, chillstep,"
    " vaporwave, synthwave, darkwave, coldwave, ebm, electroclash, future bass, hardstyle, gabber, happy hardcore, jungle, drum and bass,"
    " liquid drum and bass, neurofunk, footwork, juke, witch house, moombahton, trip hop, nu disco, italo disco, big beat",
    "soul": "northern soul, southern soul, neo soul, blue-eyed soul, philly soul, motown, doo wop, quiet storm",
    "blues": "delta blues, chicago blues, electric blues, country blues, texas blues, jump blues, acoustic blues, piedmont blues",
    "country": "outlaw country, alternative country, alt country, country pop, bro country, red dirt, honky tonk, bluegrass, western swing,"
    " americana, nashville sound, texas country, contemporary country",
    "reggae": "ska, rocksteady, dub, dancehall, roots reggae, lovers rock, ragga, two tone",
    "latin": "bossa nova, salsa, bachata, merengue, cumbia, tango, samba, mariachi, ranchera, norteño, banda, corrido, vallenato, bolero, son cubano,"
    " forró, axé, baile funk, latin trap, latin pop, latin rock, tropicália, regional mexican, urbano latino, dembow, reggaeton",
    "folk": "indie folk, freak folk, psychedelic folk, celtic folk, irish folk, sea shanties, neofolk, anti-folk, klezmer, zydeco, cajun, polka",
    "classical": "baroque, baroque music, chamber music, opera, romantic era, renaissance music, early music, gregorian chant, minimalism,"
    " neoclassical, modern classical, string quartet, symphony, choral music",
    "ambient": "dark ambient, drone, new age, space ambient, field recordings",
    "afrobeats": "afropop, highlife, soukous, afroswing, afrofusion, gqom, kuduro, soca, calypso, mbalax",
}
"""Genre -> kinds of it that are known by name, each of them a genre though no song here may have it."""

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
