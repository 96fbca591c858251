"""Adjectives of sound, and what "more" and "less" of them mean."""

from shared.model.words.lexicon.rows import Adjective

ADJECTIVES: dict[str, Adjective] = {
    "fast": Adjective(
        {"tempo": 0.3, "energy": 0.1},
        {
            "en": "fast, quick, speedy, uptempo, up-tempo, up tempo, fast paced, fast-paced, high tempo",
            "de": "schnell, flott", "fr": "rapide, vite", "es": "rápido", "it": "veloce", "pt": "rápido", "nl": "snel",
        },
        {"en": "faster, quicker, speed it up", "de": "schneller", "nl": "sneller"},
    ),
    "slow": Adjective(
        {"tempo": -0.3, "energy": -0.15},
        {
            "en": "slow, downtempo, down tempo, slow tempo, slow paced, ballad, ballads",
            "de": "langsam, balladen", "fr": "lent, lente, ballades", "es": "lento, baladas", "it": "lento, ballate",
            "pt": "lento, baladas", "nl": "langzaam, traag, ballads",
        },
        {"en": "slower, slow it down", "de": "langsamer", "nl": "langzamer, trager"},
    ),
    "loud": Adjective(
        {"loudness": 0.3, "energy": 0.2},
        {
            "en": "loud, noisy, heavy, hard hitting", "de": "laut, heftig", "fr": "fort, bruyant", "es": "ruidoso, fuerte",
            "it": "forte, rumoroso", "pt": "alto e forte, barulhento", "nl": "luid, hard",
        },
        {"en": "louder, heavier, harder, noisier", "de": "lauter, heftiger, härter", "nl": "luider, harder"},
    ),
    "quiet": Adjective(
        {"loudness": -0.3, "energy": -0.25, "acousticness": 0.2},
        {
            "en": "quiet, soft, hushed, light, stripped down, stripped back", "de": "still, zart", "fr": "silencieux",
            "es": "silencioso, flojito", "it": "silenzioso", "pt": "silencioso", "nl": "stil",
        },
        {
            "en": "quieter, softer, gentler, calmer, lighter, mellower, chiller",
            "de": "ruhiger, leiser, sanfter", "nl": "rustiger, zachter, kalmer",
        },
    ),
    "warm": Adjective(
        {"acousticness": 0.25, "valence": 0.15, "energy": -0.05},
        {
            "en": "warm, organic, soulful sound", "de": "warm", "fr": "chaleureux, chaud", "es": "cálido", "it": "caldo",
            "pt": "quente", "nl": "warm",
        },
        {"en": "warmer", "de": "wärmer", "nl": "warmer"},
    ),
    "cold": Adjective(
        {"acousticness": -0.25, "valence": -0.2},
        {
            "en": "cold, icy, chilly", "de": "kalt", "fr": "froid", "es": "frío", "it": "freddo", "pt": "frio",
            "nl": "koud",
        },
        {"en": "colder, cooler", "de": "kälter", "nl": "kouder"},
    ),
    "cheerful": Adjective(
        {"valence": 0.3, "energy": 0.05},
        {"en": "bright"},
        {
            "en": "happier, brighter, cheerier, sunnier, lighter hearted, more fun",
            "de": "fröhlicher, heller", "nl": "vrolijker, blijer",
        },
    ),
    "sad": Adjective(
        {"valence": -0.3, "energy": -0.1},
        {},
        {"en": "sadder, darker, gloomier, moodier", "de": "trauriger, düsterer, dunkler", "nl": "droeviger, donkerder"},
    ),
    "energetic": Adjective(
        {"energy": 0.3},
        {},
        {"en": "livelier, stronger, wilder, bouncier, punchier, more energy", "de": "lebhafter, wilder", "nl": "wilder"},
    ),
    "acoustic": Adjective(
        {"acousticness": 0.35},
        {
            "en": "acoustic, unplugged, acoustics", "de": "akustisch, akustik", "fr": "acoustique", "es": "acústico", "it": "acustico",
            "pt": "acústico", "nl": "akoestisch",
        },
    ),
    "electronic": Adjective(
        {"acousticness": -0.3, "energy": 0.05},
        {
            "en": "electronic, synthetic, electric, synthy, digital", "de": "elektronisch", "fr": "électronique, électrique",
            "es": "electrónico, eléctrico", "it": "elettronico", "pt": "eletrônico", "nl": "elektronisch",
        },
    ),
    "danceable": Adjective(
        {"danceability": 0.3},
        {
            "en": "danceable, rhythmic, rhythmical, funky", "de": "rhythmisch", "fr": "rythmé", "es": "rítmico, movido",
            "it": "ritmico, ritmato", "pt": "ritmado", "nl": "ritmisch",
        },
        {"en": "groovier, funkier, dancier"},
    ),
    "instrumental": Adjective(
        {"instrumentalness": 0.45},
        {
            "en": "instrumental, instrumentals, no vocals, no singing, without vocals, without singing, no lyrics, without lyrics,"
            " without words, no words",
            "de": "instrumental, ohne gesang, ohne text", "fr": "instrumental, instrumentale, sans paroles, sans voix",
            "es": "instrumental, sin letra, sin voz, sin voces", "it": "strumentale, senza parole, senza voce",
            "pt": "instrumental, sem letra, sem voz", "nl": "instrumentaal, zonder zang, zonder tekst",
        },
    ),
    "sung": Adjective(
        {"instrumentalness": -0.35},
        {
            "en": "vocal, vocals, sung, with vocals, singing, lyrics, with lyrics", "de": "gesungen, mit gesang", "fr": "chanté",
            "es": "cantado", "it": "cantato", "pt": "cantado", "nl": "gezongen",
        },
    ),
    "wordy": Adjective(
        {"speechiness": 0.35},
        {"en": "wordy, spoken, spoken word, talky, lyrical"},
    ),
    "melodic": Adjective(
        {"speechiness": -0.3},
        {"en": "melodic, melodious, tuneful", "de": "melodisch", "fr": "mélodique", "es": "melódico", "it": "melodico"},
    ),
}  # fmt: skip
