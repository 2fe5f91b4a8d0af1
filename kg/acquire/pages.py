"""HTML -> raw article, with trafilatura.

Nothing is fetched and nothing in the page is run: the page is parsed into a tree, and only the tree is handed on
(htmldate would fetch a string that looks like an address).  Where trafilatura finds no article the text of the page's
blocks is taken, and clean.py has to do the rest.
"""

from __future__ import annotations

import re
from typing import Any

from kg.acquire.problems import Unreadable
from kg.acquire.records import Raw
from kg.acquire.tidy import entities, tidy_line

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})|<\?xml[^>]{0,100}encoding=[\"']([\w.-]{2,40})"
)
_MARKUP = re.compile(r"<(?:p|br|div|h[1-6]|li|ul|article|section)\b[^<>]{0,300}>", re.IGNORECASE)
_JSON_DATE = re.compile(r"\"datePublished\"\s*:\s*\"([^\"]{4,40})\"")
_SUFFIX = re.compile(r"(?<!\s)\s+(?:[-–—|•·]|::)\s+(?P<site>[^-–—|•·]{2,40})$")
_META_DATES = (
    "//meta[@property='article:published_time' or @name='article:published_time']/@content",
    "//meta[@itemprop='datePublished' or @name='date' or @name='dcterms.created' or @name='DC.date.issued']/@content",
    "//time[@itemprop='datePublished' or @pubdate]/@datetime",
    "(//article//time/@datetime)[1]",
)
_BLOCKS = frozenset(
    {
        "address",
        "article",
        "blockquote",
        "body",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "td",
        "th",
        "tr",
        "ul",
    }
)
_LEFT_OUT = frozenset(
    {
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "head",
        "iframe",
        "object",
        "form",
        "button",
        "select",
        "textarea",
        "nav",
        "footer",
        "aside",
        "figure",
        "math",
    }
)
#: Pages of news have some thousand elements, live tickers twenty thousand.  With more of them trafilatura's time grows
#: faster than their number.
_MOST_ELEMENTS = 30_000
#: In characters: less than this from a page that holds much more is a teaser or a caption, not the article.
_SHORTEST = 200
_LONG_TITLE = 500
#: The headline is looked for among so many first paragraphs; a kicker has at most so many words.
_HEADLINE_AT, _LONGEST_KICKER = 5, 8


def declared_encoding(data: bytes) -> str:
    """The encoding that the page claims for itself, or ``""``."""
    match = _CHARSET.search(data[:4096])
    return (match[1] or match[2]).decode("ascii") if match else ""


def parse(page: str) -> Raw:
    """The article of an HTML page; raises :class:`Unreadable` if it holds no text at all."""
    tree = _tree(page)
    if tree is None:
        raise Unreadable("no text in this HTML", "save the page again, or save its text as .txt")
    date = _date(tree)
    data = _article(tree) if sum(1 for _ in tree.iter()) <= _MOST_ELEMENTS else {}
    text = data.get("text") or ""
    if len(text) < _SHORTEST:
        # The tree is in parts, so the page is parsed once more.
        whole = blocks(_tree(page))
        text = whole if len(whole) > 2 * len(text) else text
    if not text.strip():
        raise Unreadable("no text in this HTML", "save the page again, or save its text as .txt")
    site = tidy_line(data.get("sitename") or "")
    title = _title(tidy_line(data.get("title") or "", _LONG_TITLE), site)
    return Raw(
        text=_without_title(text.replace("\n", "\n\n"), title),
        title=title,
        date=date or data.get("date"),
        url=data.get("url") or "",
        source=site,
        lang=_lang(page),
    )


def _article(tree: Any) -> dict[str, Any]:
    """What trafilatura finds in the tree, which it takes apart."""
    # Imported here, for it takes a third of a second and many runs read no HTML.
    import trafilatura

    try:
        found = trafilatura.bare_extraction(
            tree,
            include_comments=False,
            with_metadata=True,
            # Without the search of the whole text: a date inside the story is not the date of publication.
            date_extraction_params={
                "extensive_search": False,
                "original_date": True,
                "min_date": "1995-01-01",
                "max_date": "2199-12-31",
            },
        )
    except Exception:
        # A foreign parser on hostile input; the page's own blocks are there in any case.
        return {}
    return found if isinstance(found, dict) else found.as_dict() if found is not None else {}


def fragment(text: str) -> str:
    """The text of a JSON field that holds HTML; text without block tags comes back as it is."""
    if not _MARKUP.search(text):
        return text
    tree = _tree(f"<div>{text}</div>")
    return text if tree is None else blocks(tree)


def _tree(page: str) -> Any:
    from lxml import etree, html

    try:
        return html.document_fromstring(page.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8", no_network=True))
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def blocks(tree: Any) -> str:
    """The text of a page, each block on a line of its own, without scripts, forms, navigation and figures."""
    from lxml import etree

    out: list[str] = []
    walk = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, node in walk:
        name = node.tag if isinstance(node.tag, str) else ""
        if event == "start" and name in _LEFT_OUT:
            walk.skip_subtree()
        elif event == "start":
            out.append("\n\n" if name in _BLOCKS else "")
            out.append(_flat(node.text))
        else:
            out.append("\n\n" if name in _BLOCKS else "")
            out.append(_flat(node.tail))
    return "\n\n".join(filter(None, (line.strip() for line in "".join(out).split("\n"))))


def _flat(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")


def _date(tree: Any) -> str | None:
    for path in _META_DATES:
        values = tree.xpath(path)
        if values:
            return str(values[0]).strip()
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        match = _JSON_DATE.search(str(script))
        if match:
            return match[1]
    return None


def _lang(page: str) -> str:
    match = re.search(r"<html[^>]{0,300}?\blang\s*=\s*[\"']?([A-Za-z]{2,3})\b", page[:4096], re.IGNORECASE)
    return match[1].lower() if match else ""


def _title(title: str, site: str) -> str:
    """Without the site's name at its end: "Minister tritt zurück - Tagblatt"."""
    match = _SUFFIX.search(title)
    if match and site and (match["site"].lower() in site.lower() or site.lower() in match["site"].lower()):
        return title[: match.start()]
    return title


def _without_title(text: str, title: str) -> str:
    """The headline is metadata in HTML; it goes from the text with the kicker above it."""
    paragraphs = text.split("\n\n")
    for index, paragraph in enumerate(paragraphs[:_HEADLINE_AT]):
        if title and entities(paragraph).split() == title.split():
            above = [p for p in paragraphs[:index] if len(p.split()) > _LONGEST_KICKER]
            return "\n\n".join(above + paragraphs[index + 1 :]) or text
    return text
