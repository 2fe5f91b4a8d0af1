"""Text that every reader of XML, CSV and JSON takes: no code points that these formats forbid, markup escaped.

Text from articles may hold anything: control characters, halves of surrogate pairs, markup, ten thousand characters.
What XML 1.0 forbids is left out (tab, line feed and carriage return are allowed); everything else is kept as it is.
"""

from __future__ import annotations

import math
import re
from typing import Any

__all__ = ["attribute", "cell", "element", "json_safe", "legal", "line", "literal", "value"]

#: What a spreadsheet takes for the beginning of a formula.
_FORMULA = ("=", "+", "-", "@")
_FORBIDDEN = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
_ILLEGAL = re.compile(f"[{_FORBIDDEN}]")
#: What needs care in an element.  XML readers turn a plain carriage return into a line feed.
_IN_ELEMENT = re.compile(f"[&<>\r{_FORBIDDEN}]")
#: In an attribute quotes end it, and readers turn tabs and line ends into blanks.
_IN_ATTRIBUTE = re.compile(f'[&<>"\t\n\r{_FORBIDDEN}]')
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
#: Halves of surrogate pairs have no UTF-8 form; the others end a line for some readers of JSON lines.
_IN_JSON = re.compile("[\ud800-\udfff\u0085\u2028\u2029]")


def legal(text: str) -> str:
    """The text without the code points that XML 1.0 forbids."""
    return _ILLEGAL.sub("", text)


def line(text: str) -> str:
    """The legal text on one line, without blanks at the ends: for ids and names of columns."""
    if text.isprintable() and " " not in text:  # nearly all: isprintable is false for all that XML forbids
        return text
    return " ".join(legal(text).split())


def cell(written: str) -> str:
    """A cell of a table, with a tab before it if a spreadsheet would take it for a formula."""
    return "\t" + written if written.lstrip().startswith(_FORMULA) else written


def element(text: str) -> str:
    """The text as the content of an XML element."""
    # Nearly all text needs nothing; looking first is several times as fast as replacing.
    return _IN_ELEMENT.sub(_escape, text) if _IN_ELEMENT.search(text) else text


def attribute(text: str) -> str:
    """The text as the value of an XML attribute in double quotes."""
    return _IN_ATTRIBUTE.sub(_escape, text) if _IN_ATTRIBUTE.search(text) else text


def json_safe(line: str) -> str:
    r"""A line of JSON that can be written as UTF-8 and stays one line: such code points as ``\uXXXX``."""
    return _IN_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", line) if _IN_JSON.search(line) else line


def literal(value: Any) -> str:
    """A number or truth value as Java and XML Schema write it; networkx and Python read these forms too."""
    if value is True or value is False:
        return "true" if value else "false"
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    return repr(value)


def value(written: str, type_: str) -> Any:
    """The inverse of :func:`literal` for a column's type; text stays text.  Raises ``ValueError``."""
    if type_ in ("int", "integer", "long"):
        return int(written)
    if type_ in ("double", "float"):
        return float(written)
    return written.strip().lower() == "true" if type_ == "boolean" else written


def _escape(match: re.Match[str]) -> str:
    return _ESCAPES.get(match[0], "")
