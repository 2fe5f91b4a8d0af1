"""Characters: what is left when encoding, entities and markup remains are out of the way.

Typographic characters (quotation marks, dashes, ellipses) stay as they are.  Blanks of every width become one plain
blank, for the tokenizer parts words at that one only.  Not here: which lines belong to the article (clean.py).
"""

from __future__ import annotations

import html
import re
import unicodedata

_ENTITY = re.compile(r"&(?:amp;)*(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_LINE_END = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
#: Controls, soft hyphens, zero-width and direction marks, characters that XML forbids, and lone surrogates.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
_ODD_BLANK = re.compile(r"[^\S\n ]")
_BLANKS = re.compile(r"  +")
_BLANK_LINES = re.compile(r"\n{3,}")

_REMARK = re.compile(r"<!--.{0,2000}?-->|<ref[^<>]{0,200}/>|<ref[^<>]{0,200}>.{0,1000}?</ref>", re.DOTALL)
_TAG = re.compile(r"</?(?:nowiki|br|small|big|sub|sup|b|i|u|em|strong|span|center|p)\s*/?>")
_TEMPLATE = re.compile(r"\{\{[^{}]{0,500}\}\}")
_WIKI_LINK = re.compile(r"\[\[([^\[\]\n]{0,500})\]\]")
_FILE = re.compile(r":?(?:datei|file|bild|image|kategorie|category):", re.IGNORECASE)
_WEB_LINK = re.compile(r"\[(?:https?:)?//[^\s\[\]]{1,500}(?: ([^\[\]\n]{0,500}))?\]")
_PICTURE = re.compile(r"!\[[^\[\]\n]{0,300}\]\([^()\n]{0,1000}\)")
_MARKDOWN_LINK = re.compile(r"\[([^\[\]\n]{1,300})\]\((?:https?:/|/|mailto:|#)[^\s()]{0,1000}\)")
_FOOTNOTE = re.compile(r"(?<=[\w.,;:!?\"“”»«)])(?:\[\d{1,3}\])+")
_QUOTES = re.compile(r"'{2,5}")
_BOLD = re.compile(r"\*\*(?=\S)([^*\n]{1,500})\*\*")
_PIPE = re.compile(r"(?<!\S)\|(?=\w)")
_PIXELS = re.compile(r"(?<![\w.,])\d{2,3}px (?=[A-ZÄÖÜ])")
_WIRE_END = re.compile(r" =+$", re.MULTILINE)
_HEADING = re.compile(r"^={2,6} *([^=\n ](?:[^=\n]*[^=\n ])?) *={2,6}$", re.MULTILINE)
_BULLET = re.compile(r"^(?:(?:[•●▪■►▶‣·◦∙➔→»>*–—-]|#{1,6}) +|[*:]+(?=[\w\"„“»]))+", re.MULTILINE)


def entities(text: str) -> str:
    """Decodes HTML entities, also those that were encoded several times (``&amp;nbsp;``)."""
    for _ in range(4):
        if "&" not in text:
            break
        text, count = _ENTITY.subn(lambda m: html.unescape(f"&{m.group(1)};"), text)
        if not count:
            break
    return text


def tidy(text: str) -> str:
    """One kind of line end, one kind of blank, no invisible characters, no entities, NFC."""
    text = _LINE_END.sub("\n", entities(text))
    text = _BLANKS.sub(" ", _ODD_BLANK.sub(" ", _INVISIBLE.sub("", text)))
    text = _BLANK_LINES.sub("\n\n", text.replace(" \n", "\n").replace("\n ", "\n"))
    return unicodedata.normalize("NFC", text).strip()


def tidy_line(text: str, limit: int = 500) -> str:
    """The same for a title, name or address: one line of at most ``limit`` characters."""
    return " ".join(tidy(text).split())[:limit].strip()


def without_markup(text: str) -> str:
    """Removes what wiki markup and Markdown leave in copied text: links, emphasis, headings, footnotes, bullets."""
    if "<" in text:
        text = _TAG.sub(" ", _REMARK.sub("", text))
    if "{{" in text:
        text = _TEMPLATE.sub("", text)
    if "[" in text:
        text = _WIKI_LINK.sub(_label, text)
        text = _WEB_LINK.sub(lambda m: m.group(1) or "", _PICTURE.sub("", text))
        text = _FOOTNOTE.sub("", _MARKDOWN_LINK.sub(r"\1", text))
    if "''" in text:
        text = _QUOTES.sub("", text)
    if "|" in text:
        text = _PIPE.sub("", text)
    if "px " in text:
        text = _PIXELS.sub("", text)
    if "**" in text:
        text = _BOLD.sub(r"\1", text)
    if "=" in text:
        text = _WIRE_END.sub("", _HEADING.sub(r"\1", text))
    return _BULLET.sub("", text)


def _label(match: re.Match[str]) -> str:
    if _FILE.match(match.group(1)):
        return ""
    target, *rest = match.group(1).split("|")
    return (rest[-1] if rest and rest[-1] else target).strip()
