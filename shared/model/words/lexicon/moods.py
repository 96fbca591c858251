"""Moods of music."""

from shared.model.words.lexicon.rows import Feeling

MOODS: dict[str, Feeling] = {
    "sad": Feeling(
        {"valence": 0.1, "energy": 0.25},
        {
            "en": "sad, sadness, sorrow, sorrowful, melancholy, melancholic, heartbroken, heartbreaking, gloomy, tearful,"
            " depressed, depressing, crying, cry, weepy, lonely, loneliness, bittersweet, tearjerker, moody, emotional, emo mood",
            "de": "traurig, melancholisch, melancholie, einsam, schwermütig, betrübt, weinen, liebeskummer",
            "fr": "triste, tristesse, mélancolique, mélancolie, pleurer, déprimant, chagrin",
            "es": "triste, tristeza, melancólica, melancólico, melancolía, llorar, desamor, nostálgico, solitario",
            "it": "triste, tristi, tristezza, malinconico, malinconica, malinconia, piangere",
            "pt": "triste, tristeza, melancólico, melancólica, melancolia, saudade, chorar",
            "nl": "droevig, verdrietig, treurig, melancholisch, huilen, liefdesverdriet",
        },
        "😢 😭 😞 😔 ☹ 🙁 😿 💔 🥺 :( :'(",
        titles="sad",
    ),
    "happy": Feeling(
        {"valence": 0.9, "energy": 0.65},
        {
            "en": "happy, happiness, cheerful, joyful, joy, feel good, feelgood, feel-good, good mood, sunny, upbeat, fun,"
            " uplifting, positive, optimistic, good vibes, smile, playful, hopeful, bouncy, cheery",
            "de": "fröhlich, glücklich, heiter, gute laune, gutgelaunt, lustig, gut gelaunt, froh, positiv",
            "fr": "joyeux, joyeuse, heureux, heureuse, gai, bonne humeur, joie, positif, feel good",
            "es": "alegre, feliz, alegría, buen rollo, buena onda, contento, felices, positivo",
            "it": "allegro, allegra, allegri, felice, felici, allegria, buon umore, solare, positivo",
            "pt": "alegre, feliz, alegria, felizes, animado, animada, alto astral, bom humor",
            "nl": "vrolijk, blij, gelukkig, opgewekt, vrolijke",
        },
        "😀 😃 😄 😁 🙂 😊 ☺ 😎 🥳 🌞 ☀ 🌻 :) :-) :D 😆",
        titles="happy feel good",
    ),
    "calm": Feeling(
        {"energy": 0.12, "acousticness": 0.75, "tempo": 0.35},
        {
            "en": "calm, calming, peaceful, relaxed, relaxing, relax, soothing, tranquil, serene, mellow, gentle, chill, chilled,"
            " chillout, chill out, laid back, laid-back, easygoing, easy listening, cozy, cosy, tender, low key, lowkey, slow paced,"
            " unwind, wind down, winding down, downtempo mood, lazy, chill vibes",
            "de": "ruhig, entspannt, entspannend, entspannung, entspannen, gemütlich, sanft, gelassen, friedlich, chillig,"
            " zum entspannen, leise",
            "fr": "calme, calmes, doux, douce, détente, relaxant, relaxante, paisible, tranquille, apaisant, posé, se détendre",
            "es": "tranquilo, tranquila, tranquilos, relajante, relajado, calmado, calma, suave, relajarse, para relajarse",
            "it": "calmo, calma, tranquillo, tranquilla, rilassante, rilassato, dolce, rilassarsi, pacato",
            "pt": "calmo, calma, tranquilo, tranquila, relaxante, relaxar, suave, sossegado",
            "nl": "rustig, kalm, ontspannen, ontspannend, rustgevend, relaxed, zacht",
        },
        "😌 🧘 🕯 🍵 ☕ 🌿 🍃 🛁",
        titles="chill calm relax",
    ),
    "energetic": Feeling(
        {"energy": 0.9, "danceability": 0.6},
        {
            "en": "energetic, energy, high energy, high-energy, pumped, hype, hyped, hyper, powerful, power, intense, pumping,"
            " pump up, pump it up, banger, bangers, banging, adrenaline, motivating, motivation, motivational, get up, wild, turn up,"
            " turnt, lively, driving, lit",
            "de": "energiegeladen, energisch, kraftvoll, mitreißend, motivierend, motivation, lebhaft, power, druckvoll",
            "fr": "énergique, énergiques, puissant, motivant, dynamique, entraînant, entraînante",
            "es": "enérgico, enérgica, potente, motivador, motivadora, motivación, animada, movida, con energía, con mucha energía",
            "it": "energico, energica, carico, carica, potente, motivante, energetico",
            "pt": "enérgico, enérgica, energético, agitado, agitada, motivador, potente",
            "nl": "energiek, krachtig, opzwepend, motiverend",
        },
        "🔥 ⚡ 💥 💣 🚀 🤘",
        titles="energy hype",
    ),
    "dark": Feeling(
        {"valence": 0.1, "energy": 0.6, "acousticness": 0.3},
        {
            "en": "dark, eerie, haunting, ominous, sinister, spooky, brooding, creepy, sombre, somber, moody night, noir, gritty",
            "de": "düster, dunkel, unheimlich, finster",
            "fr": "sombre, sombres, ténébreux, inquiétant",
            "es": "oscuro, oscura, sombrío, siniestro, tenebroso",
            "it": "oscuro, oscura, cupo, tenebroso",
            "pt": "sombrio, sombria, obscuro, tenebroso",
            "nl": "donker, duister, somber, griezelig",
        },
        "🖤 🌑 🕷 💀 🦇",
        titles="dark",
    ),
    "romantic": Feeling(
        {"energy": 0.22, "acousticness": 0.75},
        {
            "en": "romantic, romance, love, in love, lovey dovey, intimate, sensual, sexy, love songs, love song, slow jams, passionate",
            "de": "romantisch, romantik, verliebt, liebe, liebeslieder, sinnlich, liebeslied",
            "fr": "romantique, romantiques, amour, amoureux, chansons d'amour, sensuel",
            "es": "romántico, romántica, románticas, amor, enamorado, canciones de amor, sensual",
            "it": "romantico, romantica, romantiche, amore, innamorato, canzoni d'amore, sensuale",
            "pt": "romântico, romântica, românticas, amor, apaixonado, sensual",
            "nl": "romantisch, romantiek, liefde, verliefd, liefdesliedjes",
        },
        "❤ 💕 💖 💘 😍 🥰 💑 💋 🌹 💛 💜 💙 <3",
        titles="love",
    ),
    "angry": Feeling(
        {"energy": 0.95, "valence": 0.25, "acousticness": 0.1},
        {
            "en": "angry, anger, rage, aggressive, furious, mad, brutal, violent, hostile",
            "de": "wütend, aggressiv, wut, zornig",
            "fr": "énervé, agressif, agressive, colère, en colère, furieux",
            "es": "enojado, enfadado, agresivo, agresiva, rabia, furioso",
            "it": "arrabbiato, arrabbiata, aggressivo, rabbia",
            "pt": "raivoso, com raiva, agressivo, raiva, irritado",
            "nl": "boos, woedend, agressief, woede",
        },
        "😡 😠 🤬 👿",
        titles="rage angry",
    ),
    "dreamy": Feeling(
        {"energy": 0.3, "instrumentalness": 0.8, "valence": 0.3},
        {
            "en": "dreamy, ethereal, atmospheric, hazy, floating, spacey, hypnotic, trippy, psychedelic mood, otherworldly, lush",
            "de": "verträumt, träumerisch, atmosphärisch, sphärisch, schwebend",
            "fr": "rêveur, rêveuse, onirique, planant, planante, éthéré, atmosphérique",
            "es": "soñador, soñadora, etéreo, onírico, atmosférico",
            "it": "sognante, onirico, etereo, atmosferico",
            "pt": "sonhador, onírico, etéreo, atmosférico",
            "nl": "dromerig, sfeervol, zweverig",
        },
        "💭 ☁ 🌌 ✨",
        titles="dreamy",
    ),
    "nostalgic": Feeling(
        {},
        {
            "en": "nostalgic, nostalgia, old, older, throwback, throwbacks, oldies, golden oldies, retro, vintage, old school, oldschool, old skool",
            "de": "nostalgisch, nostalgie, alte",
            "fr": "nostalgique, nostalgie, rétro",
            "es": "nostalgia, retro, viejitas, antiguo, antiguas, viejo, vieja escuela",
            "it": "nostalgico, nostalgia, vecchia scuola",
            "pt": "nostálgico, nostalgia, antigas, antigo",
            "nl": "nostalgisch, nostalgie, oude, gouwe ouwe",
        },
        "📼 🕰 📻",
        titles="throwback old school",
    ),
    "epic": Feeling(
        {"energy": 0.75, "instrumentalness": 0.9, "danceability": 0.15},
        {
            "en": "epic, cinematic, majestic, heroic, grand, anthemic, triumphant, dramatic",
            "de": "episch, heldenhaft, dramatisch, hymnisch",
            "fr": "épique, épiques, cinématique, grandiose",
            "es": "épico, épica, cinematográfico, grandioso",
            "it": "epico, epica, cinematografico, grandioso",
            "pt": "épico, épica, cinematográfico, grandioso",
            "nl": "episch, meeslepend, groots",
        },
        "🏔 ⚔ 🏰",
        titles="epic",
    ),
}
