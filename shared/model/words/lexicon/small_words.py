"""Small words: what turns the words after them around, what introduces a name, and what says nothing."""

from shared.model.words.lexicon.rows import Words

NOT: Words = {
    "en": "no, not, without, but not, except, except for, excluding, none of, never, nothing, nothing by, nothing from, avoid, skip,"
    " don't, dont, do not, don't want, anything but, w/o, minus, not too, no more, nor, not so, leave out, isn't, isnt, not any,"
    " hate, i hate, and not",
    "de": "kein, keine, keinen, keiner, ohne, nicht, außer, aber nicht, bloß nicht, nichts, nichts von, nicht zu, aber kein, aber keine",
    "fr": "pas de, pas d', sans, mais pas, sauf, excepté, pas, mais sans, aucun, aucune, pas trop, rien, rien de, hors",
    "es": "sin, pero no, excepto, salvo, nada, nada de, menos de, ningún, ninguna, no quiero, no muy",
    "it": "senza, ma non, tranne, eccetto, niente, nessun, nessuna, non, non troppo",
    "pt": "sem, mas não, exceto, menos de, nada, nada de, nenhum, nenhuma, não, não muito",
    "nl": "geen, zonder, niet, maar niet, behalve, niets, niets van, niet te, maar geen",
}
"""The words after them are not wanted."""

MORE: Words = {
    "en": "more, much more, a bit more, a little more, even more, slightly more",
    "de": "mehr, etwas mehr, viel mehr",
    "fr": "plus, plus de, un peu plus",
    "es": "más, un poco más, mucho más",
    "it": "più, un po' più",
    "pt": "mais, um pouco mais",
    "nl": "meer, wat meer",
}

LESS: Words = {
    "en": "less, much less, a bit less, a little less, slightly less, fewer, not as, not so",
    "de": "weniger, etwas weniger, nicht so",
    "fr": "moins, moins de, un peu moins",
    "es": "menos, un poco menos",
    "it": "meno, un po' meno",
    "pt": "menos, um pouco menos",
    "nl": "minder, wat minder",
}

LIKE: Words = {
    "en": "like, similar to, sounds like, sounding like, that sound like, more like, in the style of, in the vein of, reminiscent of,"
    " along the lines of, such as, fans of, fan of, if you like, à la, a la, close to, songs like, artists like, bands like,"
    " inspired by, influenced by, mix of, a mix of, same as, between, i love, i like, stuff like, music like",
    "de": "wie, ähnlich wie, so ähnlich wie, im stil von, klingt wie, sowas wie, so etwas wie, fans von, nach art von",
    "fr": "comme, dans le style de, similaire à, façon, semblable à, genre de musique comme, du genre de",
    "es": "como, parecido a, parecida a, al estilo de, similar a, del estilo de, tipo, parecidas a, parecidos a",
    "it": "come, simile a, simili a, nello stile di, tipo",
    "pt": "como, parecido com, parecidas com, no estilo de, tipo, semelhante a",
    "nl": "zoals, lijkt op, vergelijkbaar met, in de stijl van, net als",
}
"""A name follows them, and the music is to be like its."""

BY: Words = {
    "en": "by, from the band, performed by, sung by, feat, featuring, ft, artist, band",
    "de": "von", "fr": "de, du groupe", "es": "de", "it": "di, dei", "pt": "de, do, da", "nl": "van, door",
}  # fmt: skip
"""An artist follows them."""

ALSO: Words = {
    "en": "and, or, plus, &, with, as well as, meets, vs, x",
    "de": "und, oder, sowie", "fr": "et, ou", "es": "y, o, e", "it": "e, o", "pt": "e, ou", "nl": "en, of",
}  # fmt: skip
"""Words after which the turn before them goes on."""

BREAK: Words = {
    "en": "but, just, only, nothing but, none but, no more than, then, though, for, to, when, while, during, in, on, at, please",
    "de": "aber, nichts als, nichts außer, für, zum, zur, beim, bei, im, an, am, bitte, nur, jedoch",
    "fr": "mais, rien que, pour, pendant, dans, à, au, sur", "es": "pero, nada más que, para, en, mientras, por", "it": "ma, nient'altro che, niente altro che, per, in, durante",
    "pt": "mas, nada além de, nada mais que, para, em, durante, pra", "nl": "maar, niets dan, niets anders dan, voor, tijdens, in, op, om",
}  # fmt: skip
"""Neither a negation nor a name goes on after them."""

NOTHING: Words = {
    "en": "a, an, the, some, any, of, my, me, i, im, i'm, we, us, our, you, your, it, its, is, are, be, that, this, these, those, which, there,"
    " song, songs, music, track, tracks, tune, tunes, playlist, playlists, mix, mixtape, list, album, albums, hits music, sounds, sound,"
    " vibe, vibes, mood, moods, feel, feeling, feelings, something, anything, stuff, thing, things, kind, sort, type, style, genre,"
    " recommend, recommendation, recommendations, suggest, suggestions, play, give, show, find, want, need, looking, look, would, can, could,"
    " get, listen, listening, hear, make, create, put, let, let's, lets, hi, hello, hey, thanks, thank, very, really, super, so, too, bit, little, quite,"
    " pretty, rather, much, all, best, good, great, nice, cool, awesome, amazing, beautiful, top, favorite, favourite, perfect, new, other,"
    " more of, also, maybe, perhaps, mostly, mainly, ideally, bands, artists, singers, day, days, time, when i'm, as, from, into, out, up, over,"
    " about, who, what, how, do, does, not sure, im looking for, every, each, one, where, have, has, he, she, they, think, era, everything, know, lol, haha, um, uh, erm, hmm, literally, basically, tbh, plz, beats, jams, jam, pls, wanna, gonna, was, were, am, if, because, people, person, guy, friends, friend",
    "de": "ein, eine, einen, einem, einer, der, die, das, den, dem, des, etwas, lied, lieder, musik, song, songs, titel, playlist,"
    " mir, ich, mich, möchte, will, suche, brauche, bitte, gib, zeig, spiel, sehr, so, gute, gut, schöne, schön, beste, besten, auch, mit, und so,"
    " aus, jahre, jahren, jahres, stimmung, zu, er, es, ist, sind, man, sich, mein, meine, meinen, was, stücke, tag, einfach, ganz, alles, mal, halt, irgendwas, irgendetwas",
    "fr": "un, une, des, le, la, les, l, du, d, de la, chanson, chansons, musique, musiques, morceaux, titres, playlist, je, moi, veux,"
    " voudrais, cherche, très, avec, qui, que, bonne, bon, belle, quelque, chose, mon, ma, mes, ambiance, style, son, sons, ce, cette, est, années, un jour, jour, journée, vieilles, truc, trucs, tout, stp",
    "es": "un, una, unos, unas, el, la, los, las, lo, canción, canciones, música, temas, tema, playlist, lista, yo, me, quiero, busco,"
    " dame, muy, con, que, algo, buena, buenas, bueno, mi, mis, estilo, rollo, al, del, es, son, día, noche de, mejor, mejores, ritmo, todo, cosas, porfa",
    "it": "un, una, uno, il, lo, la, i, gli, le, canzone, canzoni, musica, brani, brano, playlist, io, voglio, cerco, dammi, molto, con,"
    " che, qualcosa, bella, belle, mio, mia, stile, del, della, da, giorno, degli, dei, al, alla, anni, nel, bei, buona, tutto, roba",
    "pt": "um, uma, uns, umas, o, a, os, as, música, músicas, canção, canções, playlist, eu, quero, procuro, muito, com, que, algo, boa,"
    " boas, meu, minha, estilo, dos, das, dia, anos, no, na, som, toque, tudo, coisas",
    "nl": "een, de, het, liedje, liedjes, muziek, nummer, nummers, playlist, ik, wil, zoek, graag, heel, erg, met, die, dat, iets, goede,"
    " mooie, mijn, uit, jaren, dag, wat, lekkere, leuke, sfeer, bij, te, er, alles, even",
}  # fmt: skip
"""They say nothing about the music by themselves."""
