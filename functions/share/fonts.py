"""Fonts of the pictures: Noto's families, the ones a text needs, and replacements for missing glyphs."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import manimgx_fonts
import manimgx_fonts_cjk
import typst
import uharfbuzz

from .titles import is_right_to_left

MAIN, SYMBOLS, EMOJI = "Noto Sans", "Noto Sans Symbols", "Noto Emoji"

HAN = {"ja": "Noto Sans CJK JP", "ko": "Noto Sans CJK KR", "zh": "Noto Sans CJK SC"}
"""Language -> family: one Chinese character is drawn differently in each."""

UNKNOWN = "\N{WAVY DASH}"
"""Replaces a run of characters missing in every family: our mark's wave rather than a row of boxes."""

_SCRIPTS = {
    "ja": re.compile(r"[\u3040-\u30ff]"),
    "ko": re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]"),
    "zh": re.compile(r"[\u2e80-\u2fdf\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"),
}
"""Language -> pattern of its script, the most specific first: kana, hangul, else a Chinese character."""

_IGNORED = re.compile(r"[\u200b-\u200f\ufe00-\ufe0f]")
"""Joiners and variation selectors: they shape their neighbours and have no glyph."""


@dataclass(frozen=True, slots=True)
class StyledText:
    """A text ready to be drawn: its direction, language and font families, in order of fallback."""

    text: str
    rtl: bool
    lang: str
    fonts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Typefaces:
    """The font families, the plainest first, with the code points of each; and Typst's own list of them."""

    coverage: dict[str, frozenset[int]]
    fonts: typst.Fonts

    def styled(self, text: str) -> StyledText:
        """Return a text with its direction, language and fonts, and replacements for missing glyphs."""
        lang = _language(text)
        han = HAN.get(lang, HAN["zh"])
        others = [name for name in self.coverage if name not in HAN.values() or name == han]
        shown = "".join(self._shown(letter) for letter in text)
        shown = re.sub(rf"{UNKNOWN}(?:\s*{UNKNOWN})+", UNKNOWN, shown)
        needed = {self._family(letter, others) for letter in shown}
        fonts = [name for name in others if name == MAIN or name in needed]
        return StyledText(shown, is_right_to_left(text), lang, tuple(fonts))

    def _shown(self, letter: str) -> str:
        """Return a character, else its compatibility decomposition (“𝓛” is an L), else the replacement."""
        for form in (letter, unicodedata.normalize("NFKD", letter)):
            if all(self._has(part) for part in form):
                return form
        return UNKNOWN

    def _has(self, letter: str) -> bool:
        return letter.isspace() or bool(_IGNORED.match(letter)) or self._family(letter, self.coverage) is not None

    def _family(self, letter: str, names: Iterable[str]) -> str | None:
        return next((name for name in names if ord(letter) in self.coverage[name]), None)


@cache
def typefaces() -> Typefaces:
    """Read the coverage of the two packages' families, once per instance; system fonts are never used."""
    folders = [Path(package.__file__).parent for package in (manimgx_fonts, manimgx_fonts_cjk) if package.__file__]
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
    faces = {face.family: face for face in fonts.fonts() if face.style == "normal" and face.path}
    known = {name: _code_points(str(face.path), face.index) for name, face in faces.items()}
    last = [*HAN.values(), EMOJI, SYMBOLS]
    scripts = sorted(name for name in known if name not in (MAIN, *last) and "CJK" not in name)
    return Typefaces({name: known[name] for name in (MAIN, *scripts, *last)}, fonts)


def _code_points(path: str, index: int) -> frozenset[int]:
    return frozenset(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(path), index).unicodes)


def _language(text: str) -> str:
    """Return the language whose Chinese characters a text has, guessed from the rest; English without any."""
    return next((lang for lang, letters in _SCRIPTS.items() if letters.search(text)), "en")
