"""Bytes as a source of choices, so that one input always makes the same text, parse or graph."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def words(text: str) -> tuple[str, ...]:
    """The words of a list."""
    return tuple(text.split())


#: Controls, halves of surrogate pairs, marks of direction, an accent by itself, letters that grow in lower case.
_UNSEEN = (
    "\x00",
    "\x1b[2J",
    "\x85",
    "\u2028",
    "\u200f",
    "\u202e",
    "\ufeff",
    "\ufffe",
    "\ud800",
    "\udc00",
    "\u0301",
    "İ",
)
#: What formats are made of, addresses, commands.
_SIGNS = words(
    """< > & &amp;nbsp; &#0; ]]> <!-- </script> <ref {{ [[ == " ' „ “ \\ ` ; , | = +1 -1 @x ../.. /etc/passwd ß 😀
    file:///etc/passwd javascript:alert(1) http://[::1 %00 ${x} %s NaN null"""
)
ODD = (*_UNSEEN, *_SIGNS, "=cmd|' /C calc'!A0", " | ", "\t", "\r", "\n", "\n\n", "  ", "9" * 40)
#: What articles are made of, and what rules look for.
WORDS = (
    *words(
        """Der die das ein Sie er es ihm sich Anna Berg Karl Napp Müller Kim Un Köln Berlin Moskau Russland russische
        Deutschland SPD Acme AG UN dpa AFP Minister Außenminister Präsidentin Sprecher Chef Treffen Besuch Angriff Rat
        traf sagte habe besuchte kündigte an wurde werden ernannt entlassen ist sei soll wolle nicht kein und oder mit
        von vom in im nach zu zum laut bei am um dass weil als wie Montag Samstag gestern heute 13. Juli 2025
        13.07.2025 17.30 Uhr vor zwei Jahren 14000 Soldaten Euro Prozent rund seit bis . , : ; – - ( ) „ “ » « ? !"""
    ),
    "\n\n",
)


class Bits:
    """Takes values from bytes; when they are used up, always the first choice."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def __bool__(self) -> bool:
        return self._at < len(self._data)

    def below(self, limit: int) -> int:
        """A whole number from 0 up to but not including ``limit`` (65,536 at most)."""
        size = 1 if limit <= 256 else 2
        value = int.from_bytes(self._data[self._at : self._at + size], "big")
        self._at += size
        return value % limit

    def one(self, choices: Sequence[T]) -> T:
        return choices[self.below(len(choices))]

    def rest(self) -> bytes:
        """All that is left."""
        left, self._at = self._data[self._at :], len(self._data)
        return left

    def text(self, longest: int = 12) -> str:
        """Words, odd characters and any other code points."""
        parts = []
        for _ in range(self.below(longest + 1)):
            kind = self.below(8)
            if kind == 0:
                parts.append(chr(self.below(65_536)))
            else:
                parts.append(self.one(ODD) if kind < 3 else f"{self.one(WORDS)} ")
        return "".join(parts)
