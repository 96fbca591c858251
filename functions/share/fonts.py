"""What pictures write with: Noto's families, which of them a text needs, and what stands for what none has."""

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
"""Stands for a run of letters that no family has: our mark's wave rather than a row of boxes."""

_TELLING = {
    "ja": re.compile(r"[\u3040-\u30ff]"),
    "ko": re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]"),
    "zh": re.compile(r"[\u2e80-\u2fdf\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"),
}
"""Language -> what tells of it, the surest first: kana, hangul, else a Chinese character."""

_IGNORED = re.compile(r"[\u200b-\u200f\ufe00-\ufe0f]")
"""Joiners and selectors: they shape their neighbours and are drawn by none."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text as it is drawn: in which direction, for which language and with which families, first to last."""

    text: str
    rtl: bool
    lang: str
    fonts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Typefaces:
    """The families there are, the plainest first, with the code points each has; and the compiler's own list."""

    coverage: dict[str, frozenset[int]]
    fonts: typst.Fonts

    def words(self, text: str) -> Words:
        """Prepare a text to be drawn."""
        lang = _language(text)
        han = HAN.get(lang, HAN["zh"])
        others = [name for name in self.coverage if name not in HAN.values() or name == han]
        shown = "".join(self._shown(letter) for letter in text)
        shown = re.sub(rf"{UNKNOWN}(?:\s*{UNKNOWN})+", UNKNOWN, shown)
        needed = {self._family(letter, others) for letter in shown}
        fonts = [name for name in others if name == MAIN or name in needed]
        return Words(shown, is_right_to_left(text), lang, tuple(fonts))

    def _shown(self, letter: str) -> str:
        """Give a letter as it is, else what it is made of (“𝓛” is an L), else what stands for the unknown."""
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
    """Read what the families of the two packages have, once per instance; a machine's own fonts are never used."""
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
    """Guess whose Chinese characters a text has, from the letters around them; without any it is English."""
    return next((lang for lang, letters in _TELLING.items() if letters.search(text)), "en")
