"""Phrases that bound the answer, or that say how long it is to be and in which order."""

from shared.domain.bounds import KnownTo, Version
from shared.domain.song_order import Curve
from shared.model.words.lexicon.rows import Words

VERSIONS: dict[Version, Words] = {
    "live": {
        "en": "live, live version, live versions, concert, live recordings, live album, in concert, live albums",
        "de": "live, konzert, live aufnahmen, liveaufnahmen, liveversionen", "fr": "live, concert, en concert, versions live",
        "es": "en vivo, en directo, directo", "it": "dal vivo", "pt": "ao vivo", "nl": "live opnames, liveversies",
    },
    "remix": {
        "en": "remix, remixes, remixed, mixes, edits, remix versions, dj edits",
        "de": "remixe", "fr": "remix", "es": "remezcla, remezclas", "it": "remix", "pt": "remix", "nl": "remixen",
    },
    "karaoke": {"en": "karaoke, sing along versions, backing tracks, karaoke versions"},
    "cover": {
        "en": "cover, covers, cover version, cover versions, tributes, tribute", "de": "coverversionen", "fr": "reprises",
        "es": "versiones", "it": "cover", "pt": "covers", "nl": "coverversies",
    },
    "demo": {"en": "demo, demos, demo versions", "de": "demos"},
    "acoustic": {"en": "acoustic version, acoustic versions"},
    "instrumental": {"en": "instrumental version, instrumental versions"},
}  # fmt: skip

EXPLICIT: Words = {
    "en": "explicit, swearing, swear words, swears, cursing, curse words, cussing, profanity, bad words, bad language, explicit lyrics,"
    " dirty lyrics, explicit songs",
    "de": "schimpfwörter, fluchen, schimpfworte", "fr": "gros mots, explicite, vulgaire, vulgarité", "es": "palabrotas, groserías, explícito",
    "it": "parolacce, esplicito", "pt": "palavrões, explícito", "nl": "vloeken, scheldwoorden",
}  # fmt: skip

CLEAN: Words = {
    "en": "clean, clean versions, clean lyrics, kid friendly, kid-friendly, family friendly, family-friendly, child friendly, radio edit,"
    " squeaky clean, safe for work, sfw, non explicit, non-explicit, school appropriate",
    "de": "jugendfrei, kindgerecht", "fr": "sans gros mots", "es": "sin palabrotas, apto para niños",
}  # fmt: skip

KNOWN: dict[KnownTo, Words] = {
    "few": {
        "en": "little known, little-known, lesser known, lesser-known, hidden gems, hidden gem, obscure, underground music, underrated,"
        " unknown, undiscovered, deep cuts, deep cut, rarities, not mainstream, non mainstream, nobody knows, no one knows, unpopular,"
        " up and coming, b-sides, niche, unheard of, under the radar, no hits, not popular, not well known, never heard",
        "de": "unbekannt, wenig bekannt, geheimtipps, geheimtipp, unbekannte, nicht so bekannt", "fr": "peu connu, peu connus, peu connues, méconnu, pépites, pépites cachées, inconnu",
        "es": "poco conocidas, poco conocidos, poco conocido, joyas ocultas, desconocidas, desconocido",
        "it": "poco conosciute, poco conosciuti, gemme nascoste, sconosciute", "pt": "pouco conhecidas, pouco conhecido, pérolas escondidas, desconhecidas",
        "nl": "onbekend, weinig bekend, verborgen parels, onbekende",
    },
    "many": {
        "en": "popular, famous, well known, well-known, hits, hit, greatest hits, mainstream, charts, chart toppers, everybody knows,"
        " everyone knows, number ones, top 40, smash hits, biggest hits, classics, iconic, billboard, most popular, hit songs",
        "de": "bekannt, bekannte, berühmt, beliebt, charts, hits", "fr": "connu, connus, connues, populaire, célèbre, tubes, incontournables",
        "es": "conocidas, populares, famosas, éxitos, clásicos, famosos", "it": "famose, famosi, conosciute, successi, popolari",
        "pt": "conhecidas, famosas, populares, sucessos", "nl": "bekend, bekende, populair, beroemd",
    },
}  # fmt: skip

SHORT: Words = {
    "en": "short, short songs, short tracks", "de": "kurz, kurze lieder", "fr": "court, courtes, courts", "es": "cortas, corto, cortos", "it": "brevi, corte, corti",
    "pt": "curtas, curto", "nl": "kort",
}  # fmt: skip

LONG: Words = {
    "en": "long, long songs, long tracks, lengthy, extended", "de": "lang, lange lieder", "fr": "longues, longs, longue",
    "es": "largas, largo, largos", "it": "lunghe, lunghi", "pt": "longas, longo", "nl": "lange, lang",
}  # fmt: skip

CURVES: dict[Curve, Words] = {
    "rising": {
        "en": "builds up, build up, building up, that builds up, builds slowly, slowly building, gets faster, getting faster, rising,"
        " rising energy, increasing energy, gradually faster, starts slow, start slow, starts calm, start calm, ramps up, ramping up,"
        " gets louder, more and more energetic, getting more energetic, slow build",
        "de": "sich steigernd, die sich steigern, steigert sich, immer schneller, aufbauend", "fr": "qui monte, crescendo, de plus en plus rapide",
        "es": "que va subiendo, de menos a más, cada vez más rápido", "it": "in crescendo, sempre più veloce", "pt": "crescente, cada vez mais rápido",
        "nl": "opbouwend, steeds sneller",
    },
    "falling": {
        "en": "winds down, that winds down, gets slower, getting slower, gradually slower, gets calmer, getting calmer, falling energy,"
        " slows down, fades out, calming down",
        "de": "immer ruhiger, immer langsamer, ruhiger werdend", "fr": "de plus en plus calme, qui ralentit", "es": "cada vez más tranquilo", "it": "sempre più calmo",
        "pt": "cada vez mais calmo", "nl": "steeds rustiger",
    },
    "calm_ending": {
        "en": "calm ending, ends calm, ends calmly, ending calm, calm at the end, with a calm ending, quiet ending, ends quietly, soft ending, cool down, cooldown, ends slow",
        "de": "ruhiges ende, ruhig am ende, ruhig endet, zum schluss ruhig", "fr": "fin calme, qui finit calmement", "es": "final tranquilo, que termina tranquilo", "it": "finale calmo, finale tranquillo",
        "pt": "final calmo", "nl": "rustig einde, rustig eindigend",
    },
    "arch": {"en": "peaks in the middle, up and down again, builds up and winds down, rises and falls, peak in the middle"},
}  # fmt: skip

FLOW: Words = {
    "en": "that flows, flowing, flows well, smooth transitions, seamless, dj set, like a dj set, mixed smoothly, smooth flow, nice flow, good flow",
    "de": "fließende übergänge, fließend", "fr": "transitions douces, enchaînement fluide", "es": "transiciones suaves", "it": "transizioni fluide",
    "pt": "transições suaves", "nl": "vloeiende overgangen",
}  # fmt: skip
