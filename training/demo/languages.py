"""Names in languages other than English, as heads and tails; any head is grammatical with any tail."""

from dataclasses import dataclass

from training.demo.words import listed


@dataclass(frozen=True, slots=True)
class Language:
    """Heads and tails of acts' names and of titles, and the text that joins the two."""

    artist_heads: tuple[str, ...]
    artist_tails: tuple[str, ...]
    title_heads: tuple[str, ...]
    title_tails: tuple[str, ...]
    joiner: str = " "


SPANISH = Language(
    listed(
        "Río, Alma, Los Hijos, Las Hermanas, Sonora, Orquesta, Trío, La Banda, El Coro, Los Nietos, Doña Inés, "
        "Grupo, Valeria, Ramiro, Joaquín, Itziar, Nélida, Amaya, Rocío, Gonzalo, Belén, Tomás, Candela, Íñigo"
    ),
    listed(
        "Pardo, Ibarra, Quintanar, del Puerto, Salvatierra, Montes, de la Loma, Cifuentes, Arrieta, Peñalver, "
        "Zamudio, del Valle, Robledal, Ocampo, Villacorta, Núñez Prada, Barrientos, de Arena"
    ),
    listed(
        "Noches, Cartas, Luz, Corazón, Calle, Canción, Jardín, Ciudad, Sombra, Flor, Lluvia, Ojos, Camino, Luna, "
        "Sueños, Puerto, Fiesta, Mar, Fuego, Café, Besos, Cielo, Tren, Ventanas, Baila, Vuelve, Dime algo, "
        "Bolero, Cumbia, Arena, Palabras, Te espero, Despierta, Espejos, Ron, Azúcar, Promesas, Domingo, Sabor, "
        "Me quedo, Balcones, Madrugada"
    ),
    listed(
        "de agosto, de sal, sin mapa, en abril, de papel, del sur, bajo la lluvia, para Elena, sin ti, al "
        "amanecer, de cristal, de madrugada, contigo, y miel, en La Habana, de verano, y nada más, de otra vida, "
        "hasta el lunes, sin prisa, en tu balcón, de Montevideo, a solas, para bailar, con limón, de fuego, otra "
        "vez, en silencio, del barrio, de carnaval, y tabaco, junto al mar, de noviembre, si me llamas, en la "
        "azotea, de ida y vuelta"
    ),
)  # fmt: skip

PORTUGUESE = Language(
    listed(
        "Ana Luísa, Caetana, Os Faróis, Trio, Zé Henrique, Marisa, João Vicente, Conjunto, Inês, Tonho"
    ),
    listed(
        "Prado, do Cais, da Maré, Valadares, da Serra, Nogueira Luz, de Junho, Alvim, do Bonfim"
    ),
    listed(
        "Saudade, Manhã, Maré, Samba, Canção, Chuva, Janela, Barco, Noite, Vento, Sol, Cidade, Jardim, Sonho, "
        "Café, Areia"
    ),
    listed(
        "de junho, além do mar, sem pressa, no cais, de Lisboa, para Luísa, em fevereiro, da manhã, sem você, de "
        "papel, no verão, e sal, de novo, à beira-mar, do avesso"
    ),
)  # fmt: skip

OTHERS: tuple[Language, ...] = (
    Language(  # French
        listed(
            "Étienne, Margaux, Les Enfants, Hélène, Bastien, Les Toits, Solène, Aurélien, Les Voisins"
        ),
        listed(
            "Garou-Lenoir, du Canal, Vautrin, de Minuit, Delorme-Faure, du Dimanche, d'en Face, Maréchal"
        ),
        listed(
            "La nuit, Un été, Le silence, Cinq minutes, Ton prénom, La mer, Un café, Nos lettres, Le dernier "
            "métro, Août"
        ),
        listed(
            "à Nantes, sans toi, sous la pluie, pour Hélène, à l'envers, déjà, avant l'hiver, qui tremble, "
            "d'août, s'en va"
        ),
    ),
    Language(  # German
        listed("Jürgen, Käthe, Anneliese, Möwen, Lotte, Familie, Björn, Grüße,"),
        listed(
            "Halm, Sonnleitner, aus Lübeck, Möhring, Wüstenberg, am Fenster, Krähwinkel, vom Meer"
        ),
        listed(
            "Ein Morgen, Die Straße, Kein Regen, Für später, Zwei Zimmer, Der Sommer, Größer, Nachts, Dein "
            "Fahrrad, Stille"
        ),
        listed(
            "ohne Ende, in Köln, am Fluss, für Käthe, um halb vier, im März, wie früher, ohne dich, auf Probe, "
            "über uns"
        ),
    ),
    Language(  # Polish
        listed("Łukasz, Zośka, Bracia, Małgosia, Jędrzej, Siostry"),
        listed("Wilczek, Źródło, z Gdyni, Północ, Dąbek, Żagiel"),
        listed("Noc, Światło, Okno, List, Śnieg, Ostatni tramwaj, Cisza, Morze, Lato, Piosenka"),
        listed(
            "w Łodzi, dla Zosi, o świcie, bez ciebie, nad Wisłą, w grudniu, i kawa, na chwilę, pod wiatr, po burzy"
        ),
    ),
    Language(  # Icelandic
        listed("Ásdís, Þorgrímur, Sólveig, Hrafn, Eydís, Kór"),
        listed("Snædal, frá Vík, Þokudóttir, Fjarðan, Ljósberg, í Norðri"),
        listed("Ljósið, Snjór, Nóttin, Hafið, Vetur, Draumur, Regn, Þögnin"),
        listed("í apríl, við sjóinn, heima, án þín, fyrir Evu, á morgun, og ég, í þoku"),
    ),
    Language(  # Japanese
        listed("青木, 月島, 白川, 夏目, 星野原, 灯台, 雨宮, 小鳥遊, 北町, 紙屋"),
        listed("みなと, つばさ, 楽団, こはる, しずく, ひかる, 電気店, 合唱部"),
        listed("夜の, 春の, 紙の, 雨の, 最後の, 青い, 七月の, 遠い, 眠る, 君の, 小さな, 名前のない"),
        listed("灯台, 月, 手紙, 駅, 海, 喫茶店, 花火, 窓, 約束, 電車, 庭, 歌"),
        joiner="",
    ),
    Language(  # Russian
        listed("Северный, Тихий, Ночной, Дальний, Белый, Старый, Синий"),
        listed("Причал, Перрон, Фонарь, Сад, Дозор, Экспресс, Трамвай, Берег"),
        listed("Свет, Снег, Письмо, Дождь, Окно, Лето, Тишина, Вокзал, Сон, Река"),
        listed(
            "в апреле, для Веры, без тебя, на рассвете, у моря, за окном, после шести, над городом, до утра, и чай"
        ),
    ),
    Language(  # Korean
        listed("새벽, 달빛, 초록, 겨울, 작은, 파란"),
        listed("정원, 우체국, 편지들, 계단, 라디오, 섬, 지붕"),
        listed("밤의, 느린, 봄날의, 작은, 너의, 마지막, 비 오는, 오래된, 하얀"),
        listed("바다, 정원, 편지, 기차, 골목, 노래, 창문, 여름, 우산"),
    ),
)  # fmt: skip
"""Languages that occur in any genre, rarely."""
