"""Foreign text made fit for the page: cleaned, shortened, checked as web address, escaped as JSON inside HTML."""

from __future__ import annotations

import json
import math
import re
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup

__all__ = ["clean", "json_block", "listed", "number", "utf16_length", "web_address", "whole"]

# Control characters and noncharacters cannot stand in XML, which the page exports; the marks that turn the direction of
# writing let one name pose as another.  Direction itself is kept: the page isolates every name.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
#: What must not stand in a JSON block: ends of tags, and line ends that old script parsers know.
_ESCAPES = {char: f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
_LONGEST_ADDRESS = 2000


def clean(value: object, limit: int) -> str:
    """Text without unseen characters, at most ``limit`` code points long; what is cut ends in an ellipsis."""
    text = _SURROGATE.sub("\ufffd", _UNSEEN.sub("", "" if value is None else str(value)))
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def listed(value: object, limit: int, *, most: int = 60) -> list[str]:
    """The parts of a list in one string ("a | b"), each cleaned, without empty or repeated ones."""
    parts = (clean(part.strip(), limit) for part in ("" if value is None else str(value)).split(" | "))
    return list(dict.fromkeys(part for part in parts if part))[:most]


def web_address(value: object) -> str:
    """The address if a browser may be sent there: http or https, a host, no user name, no blanks; else ``""``."""
    text = "" if value is None else str(value).strip()
    # Browsers drop tabs and line ends from an address, so that what is checked would not be what is opened.
    if not text or len(text) > _LONGEST_ADDRESS or re.search(r"[\s\\]", text) or clean(text, len(text)) != text:
        return ""
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return ""
    return text if parts.scheme.lower() in ("http", "https") and host and "@" not in parts.netloc else ""


def number(value: object, default: float = 0.0) -> float:
    """A finite number, not below zero; ``default`` for anything else."""
    if isinstance(value, (int, float)) and math.isfinite(value) and value >= 0:
        return float(value)
    return default


def whole(value: object, default: int = 0) -> int:
    """As :func:`number`, without a fraction."""
    return int(number(value, default))


def utf16_length(text: str) -> int:
    """The length that a script sees: characters beyond the basic plane count twice."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def json_block(value: Any) -> Markup:
    """Compact JSON that cannot end the script element it stands in.

    Raises ``ValueError`` for numbers that are not finite and ``TypeError`` for what is no JSON.
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for char, escape in _ESCAPES.items():
        text = text.replace(char, escape)
    return Markup(text)
