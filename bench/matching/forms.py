"""Ways to write a line about a song. Independent of the parser: no constant is shared with `shared.intake`."""

import random
from collections.abc import Callable
from dataclasses import dataclass

Draw = random.Random
Write = Callable[[Draw, str, str], str]
"""Draws, title and artist -> a line."""


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a line."""

    name: str
    write: Write
    held_out: bool = False
    """Whether the parser was built without a look at this form's results."""
    has_artist: bool = True


def _like(pattern: str) -> Write:
    """Return a form from a pattern with T for the title and A for the artist, in braces."""
    return lambda _, title, artist: pattern.replace("{T}", title).replace("{A}", artist)


def _one_of(*patterns: str) -> Write:
    return lambda draw, title, artist: _like(draw.choice(patterns))(draw, title, artist)


def _numbered(pattern: str) -> Write:
    return lambda draw, title, artist: _like(pattern.replace("{N}", str(draw.randint(1, 99))))(draw, title, artist)


def _timed(pattern: str) -> Write:
    def write(draw: Draw, title: str, artist: str) -> str:
        clock = f"{draw.randint(0, 59):02d}:{draw.randint(0, 59):02d}"
        return _like(pattern.replace("{C}", clock))(draw, title, artist)

    return write


def _mistyped(draw: Draw, title: str, artist: str) -> str:
    """Write one wrong, missing, doubled or swapped letter into the longer name."""
    text = title if len(title) >= len(artist) else artist
    places = [place for place, letter in enumerate(text[:-1]) if letter.isalpha() and text[place + 1].isalpha()]
    if len(places) < 3:
        return f"{artist} - {title}"
    at = draw.choice(places)
    wrong = draw.choice(
        (
            text[:at] + text[at + 1 :],
            text[:at] + text[at] + text[at:],
            text[:at] + text[at + 1] + text[at] + text[at + 2 :],
            text[:at] + draw.choice("aeiounrst") + text[at + 1 :],
        )
    )
    return f"{artist} - {wrong}" if text is title else f"{wrong} - {title}"


def _file(separator: str, ending: str) -> Write:
    return lambda _, title, artist: f"{artist}{separator}{title}".replace("/", "-") + ending


def _snake(_: Draw, title: str, artist: str) -> str:
    return f"{artist.lower().replace(' ', '_')}-{title.lower().replace(' ', '_')}.mp3"


VIDEO = (
    "(Official Video)",
    "[Official Music Video]",
    "(Official Lyric Video)",
    "(Vídeo Oficial)",
    "(Clip Officiel)",
    "(Offizielles Video)",
    "(Video Ufficiale)",
    "(Videoclipe Oficial)",
    "(Oficjalny Teledysk)",
    "(Официальный клип)",
    "(Resmi Video)",
    "(公式ミュージックビデオ)",
    "(공식 뮤직비디오)",
    "(Officiële videoclip)",
)
"""Marks of videos in twelve languages."""

FORMS: tuple[Form, ...] = (
    Form("A - T", _like("{A} - {T}")),
    Form("T - A", _like("{T} - {A}")),
    Form("A – T, en dash", _like("{A} – {T}")),
    Form("T — A, em dash", _like("{T} — {A}")),
    Form("A–T without blanks", _like("{A}–{T}")),
    Form("A: T", _like("{A}: {T}")),
    Form("A | T", _like("{A} | {T}")),
    Form("A / T", _like("{A} / {T}")),
    Form("A, T", _like("{A}, {T}")),
    Form("T, A", _like("{T}, {A}")),
    Form("A ~ T", _like("{A} ~ {T}")),
    Form("T · A", _like("{T} · {A}")),
    Form("A tab T", _like("{A}\t{T}")),
    Form("T tab A", _like("{T}\t{A}")),
    Form("A T", _like("{A} {T}")),
    Form("T A", _like("{T} {A}")),
    Form("small letters", lambda _, title, artist: f"{artist} {title}".lower()),
    Form("capitals", lambda _, title, artist: f"{artist} - {title}".upper()),
    Form("T by A", _like("{T} by {A}")),
    Form('"T" by A', _like("“{T}” by {A}")),
    Form('A "T"', _like('{A} "{T}"')),
    Form('"T" A', _like('"{T}" {A}')),
    Form("A „T“", _like("{A} „{T}“")),
    Form("A「T」", _like("{A}「{T}」")),
    Form("T (A)", _like("{T} ({A})")),
    Form("T [A]", _like("{T} [{A}]")),
    Form("1. A - T", _numbered("{N}. {A} - {T}")),
    Form("(1) A - T", _numbered("({N}) {A} - {T}")),
    Form("1) T - A", _numbered("{N}) {T} - {A}")),
    Form("01 - A - T", _numbered("{N} - {A} - {T}")),
    Form("#1: T by A", _numbered("#{N}: {T} by {A}")),
    Form("bullet", _one_of("• {A} - {T}", "- {A} - {T}", "* {T} by {A}", "→ {A} – {T}")),
    Form("00:00 A - T", _timed("{C} {A} - {T}")),
    Form("[00:00] A - T", _timed("[{C}] {A} - {T}")),
    Form("1. [00:00] A - T", _timed("1. [{C}] {A} - {T}")),
    Form("A - T 3:45", _timed("{A} - {T} {C}")),
    Form("A - T (3:45)", _timed("{A} - {T} ({C})")),
    Form("A - T (Official Video), 12 languages", _one_of(*(f"{{A}} - {{T}} {mark}" for mark in VIDEO))),
    Form("A - T (Lyrics)", _one_of("{A} - {T} (Lyrics)", "{A} - {T} [Letra]", "{A} - {T} (lyrics/letra)")),
    Form("A - T Official Video", _one_of("{A} - {T} Official Video", "{A} - {T} Official Music Video HD")),
    Form("A - T | Official Video", _one_of("{A} - {T} | Official Video", "{A} - {T} // Lyrics")),
    Form("T - A (Official Video)", _one_of("{T} - {A} (Official Video)", "{T} - {A} [Lyrics]")),
    Form("A - T (1999)", _one_of("{A} - {T} (1999)", "{A} - {T} [2004]", "{T} by {A} (1985)")),
    Form("A - T, 1999", _one_of("{A} - {T}, 1999", "{A} - {T} - 1999")),
    Form("plays", _one_of("{A} - {T} (1,234 plays)", "{A} – {T} — 57 plays", "{A} - {T} 1.2M views")),
    Form("A - T.mp3", _file(" - ", ".mp3")),
    Form("01 A - T.flac", lambda _, title, artist: f"01 {artist} - {title}.flac".replace("/", "-")),
    Form("a_b-c_d.mp3", _snake),
    Form("C:\\Music\\A - T.m4a", lambda _, title, artist: f"C:\\Music\\{artist} - {title}.m4a".replace("/", "-")),
    Form(
        "chat, WhatsApp", _one_of("[12/03/2024, 14:22:10] Anna: {A} - {T}", "12.03.24, 14:22 - Anna B: {T} by {A}")
    ),
    Form("chat, name", _one_of("Anna: {A} - {T}", "<anna> {A} - {T}", "@anna {A} - {T}")),
    Form("markdown", _one_of("1. **{T}** by *{A}*", "- **{A}** – {T}", "* `{A} - {T}`", "> {A} - {T}")),
    Form("language model", _one_of('1. **"{T}"** by {A} – a modern classic', "*{T}* — {A}: slow and warm")),
    Form("Listen to T by A on Spotify", _one_of("Listen to {T} by {A} on Spotify", "{T} by {A} on Apple Music")),
    Form("Now playing", _one_of("Now Playing: {A} - {T}", "#NowPlaying {T} by {A}", "♫ {A} – {T} ♫")),
    Form("A feat. B - T", _one_of("{A} feat. Jane Doe - {T}", "{A} ft Jane Doe - {T}", "{A} & Jane Doe - {T}")),
    Form(
        "A - T feat. B",
        _one_of("{A} - {T} feat. Jane Doe", "{A} - {T} (ft. Jane Doe)", "{A} - {T} (with Jane Doe)"),
    ),
    Form("A x B, A, B", _one_of("{A} x Jane Doe - {T}", "{A}, Jane Doe - {T}", "{T} by {A}, Jane Doe")),
    Form(
        "version",
        _one_of("{A} - {T} (Remastered 2014)", "{A} - {T} - 2009 Remaster", "{A} - {T} - Single Version"),
    ),
    Form(
        "T (version) - A",
        _one_of("{T} (Remastered) - {A}", "{T} - Radio Edit - {A}", "{T} (2013 Remaster) by {A}"),
    ),
    Form("one slip", _mistyped),
    Form("emoji", _one_of("🔥 {A} - {T} 🔥", "{A} - {T} 😭😭", "1️⃣ {A} – {T}")),
    Form("full-width", _one_of("{A}／{T}", "{A}　{T}", "{A}：{T}")),
    Form("direction marks", _like("\u200f{A} - {T}\u200f")),
    Form("album after", _one_of("{A} - {T} - Greatest Hits", "{T} - {A} - Greatest Hits"), held_out=True),
    Form("A's T", _one_of("{A}'s {T}", "{A}’s “{T}”"), held_out=True),
    Form("T from A", _one_of("{T} from {A}", "{T} performed by {A}"), held_out=True),
    Form("JSON", _like('{"title": "{T}", "artist": "{A}"},'), held_out=True),
    Form("labels", _one_of("Title: {T}, Artist: {A}", "Song: {T} | Artist: {A}"), held_out=True),
    Form("table row", _one_of("| 1 | {T} | {A} | 1999 |", "1;{T};{A};3:45"), held_out=True),
    Form("HTML", _one_of("<li>{A} - {T}</li>", "{A} &ndash; {T}<br>"), held_out=True),
    Form("question", _one_of("{T} by {A}?", "{T} - {A}!!!", "{A} - {T} ..."), held_out=True),
    Form("rating", _one_of("{A} - {T} 9/10", "{A} - {T} ★★★★☆", "{A} - {T} (5 stars)"), held_out=True),
    Form("tags", _one_of("{A} - {T} #music #love", "{A} - {T} @spotify"), held_out=True),
    Form("link after", _like("{A} - {T} https://youtu.be/4NRXx6U8ABQ"), held_out=True),
    Form("comma list end", _one_of("{A} - {T};", "{A} - {T},", '"{A} - {T}",'), held_out=True),
    Form("T alone", _like("{T}"), has_artist=False),
)
