"""Turns the hand-written sources of the gold (identity/*.txt, facts/*.txt, entities.tsv) into the scored files.

    python data/gold/compile.py

writes identity.jsonl, times.tsv, quotes.jsonl and facts.jsonl beside itself.  It refuses when a marked-up text differs
from its article, when evidence does not stand in the article, or when a relation, status or entity is unknown.
Nothing is inferred: a fact's alias lists are the names of entities.tsv and the names marked in that article.
"""

from __future__ import annotations

import html
import json
import re
import sys
from collections.abc import Collection
from pathlib import Path
from typing import Any

GOLD = Path(__file__).resolve().parent
sys.path.insert(0, str(GOLD.parents[1]))

from kg.schema import STATUSES  # noqa: E402
from kg.score.markup import Marked, kind_of, parse  # noqa: E402
from kg.tables.relations import relations  # noqa: E402

ARTICLES = GOLD.parent / "articles"
TIME = re.compile(r"\d{4}(-\d\d(-\d\d)?)?(/\d{4}(-\d\d(-\d\d)?)?)?")
MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
)


class GoldError(ValueError):
    """A source of the gold contradicts its article or the notation."""


def entities() -> dict[str, list[str]]:
    """Entity id -> names, the fullest first."""
    table: dict[str, list[str]] = {}
    for line in (GOLD / "entities.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            entity, names = line.split("\t")
            kind_of(entity)
            if entity in table:
                raise GoldError(f"entities.tsv: {entity} twice")
            table[entity] = [name.strip() for name in names.split(";")]
    return table


def split(source: str) -> tuple[str, str, str]:
    """Title, date line and body of an article in the sample's plain form."""
    title, date, body = source.split("\n", 2)
    return title.strip(), date.strip(), body.strip()


def date_of(line: str) -> str:
    """The ISO date of a date line ("28. April 2018", "28.04.2018")."""
    if found := re.search(r"(\d{1,2})\. (\w+) (\d{4})", line):
        day, month, year = found.groups()
        return f"{year}-{MONTHS.index(month) + 1:02}-{int(day):02}"
    if found := re.search(r"(\d\d)\.(\d\d)\.(\d{4})", line):
        return "-".join(reversed(found.groups()))
    raise GoldError(f"no date in {line!r}")


def articles() -> dict[str, tuple[str, str]]:
    """Stem -> (document name, plain text of the file) for every article, whatever its format."""
    found: dict[str, tuple[str, str]] = {}
    for path in sorted(ARTICLES.iterdir()):
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".jsonl":
            for item in map(json.loads, text.splitlines()):
                found[item["id"]] = (item["id"], f"{item['title']}\n{item['date']}\n\n{item['text']}")
        elif path.suffix == ".html":
            found[path.stem] = (path.name, html.unescape(re.sub(r"<[^>]*>", "", text)))
        else:
            found[path.stem] = (path.name, text)
    return found


def check_text(name: str, plain: str, title: str, body: str) -> None:
    """The marked-up text must be the article's: title and every paragraph stand in it, in order."""
    at = 0
    for part in [title, *(p for p in body.split("\n") if p.strip())]:
        at = plain.find(part, at if part != title else 0)
        if at < 0:
            raise GoldError(f"{name}: markup differs from the article at {part[:70]!r}")


def names_of(term: str, names: dict[str, list[str]], marked: Marked, where: str) -> list[str]:
    """The acceptable names of ``id+further name+...`` or of a literal name."""
    head, *more = [part.strip() for part in term.split("+")]
    if re.match(r"(per|org|loc|event|misc):", head):
        if head not in names:
            raise GoldError(f"{where}: {head} is not in entities.tsv")
        here = [m.text for m in marked.mentions if m.entity == head and m.form == "NAME" and not m.detail]
        more = [*names[head], *sorted(set(here)), *more]
    else:
        more = [head, *more]
    return list(dict.fromkeys(more))


def fact(line: str, names: dict[str, list[str]], known: Collection[str], marked: Marked, whole: str) -> dict[str, Any]:
    """One line of facts/*.txt: subject | relations | object | qualifiers | evidence."""
    where = line[:90]
    fields = [part.strip() for part in line.split("|")]
    if len(fields) != 5:
        raise GoldError(f"{where}: {len(fields)} fields, not 5")
    subject, told, target, qualifiers, evidence = fields
    for relation in told.split():
        if relation not in known and not re.fullmatch(r"lemma:[a-zäöüß]+", relation):
            raise GoldError(f"{where}: unknown relation {relation}")
    out: dict[str, Any] = {
        "s": names_of(subject, names, marked, where),
        "r": told.split(),
        "o": names_of(target, names, marked, where),
        "place": [],
        "time": [],
        "status": "asserted",
        "source": [],
        "must": True,
        "evidence": evidence,
    }
    for word in filter(None, (part.strip() for part in qualifiers.split(";"))):
        if word.startswith("@"):
            out["place"] += [n for n in names_of(word[1:], names, marked, where) if n not in out["place"]]
        elif word.startswith("src "):
            out["source"] += [n for n in names_of(word[4:], names, marked, where) if n not in out["source"]]
        elif word in STATUSES:
            out["status"] = word
        elif word == "minor":
            out["must"] = False
        elif TIME.fullmatch(word):
            out["time"].append(word)
        else:
            raise GoldError(f"{where}: unknown qualifier {word!r}")
    for piece in evidence.split(" … "):
        if piece not in whole:
            raise GoldError(f"{where}: evidence not in the article: {piece!r}")
    return out


def compile_gold() -> dict[str, str]:
    """File name -> content of every file to write."""
    names, known, plain = entities(), relations(), articles()
    identity, quotes, facts = [], [], []
    times = [
        "# time expressions of the articles; offsets as in identity.jsonl",
        "# licence: MIT or CC0, written for this project",
        "doc\tstart\tend\ttext\tvalue",
    ]
    used: set[str] = set()
    for path in sorted((GOLD / "identity").glob("*.txt")):
        if path.stem not in plain:
            raise GoldError(f"{path.name}: no such article")
        title, line, body = split(path.read_text(encoding="utf-8"))
        doc, original = plain[path.stem]
        marked = parse(body)
        check_text(path.name, original, title, marked.text)
        date = date_of(line)
        mentions = []
        for m in marked.mentions:
            used.update(m.entity.split("+"))
            row = {"start": m.start, "end": m.end, "text": m.text, "form": m.form, "kind": m.kind, "entity": m.entity}
            mentions.append({**row, "detail": m.detail} if m.detail else row)
        identity.append({"doc": doc, "title": title, "date": date, "text": marked.text, "mentions": mentions})
        for t in marked.times:
            if not TIME.fullmatch(t.value):
                raise GoldError(f"{path.name}: not a time: {t.value}")
            times.append(f"{doc}\t{t.start}\t{t.end}\t{t.text}\t{t.value}")
        for q in marked.quotes:
            used.update(q.speaker.split("+"))
            row = {"doc": doc, "start": q.start, "end": q.end, "text": q.text, "kind": q.kind, "speaker": q.speaker}
            quotes.append(row)
        lines = (GOLD / "facts" / path.name).read_text(encoding="utf-8").splitlines()
        try:
            rows = [fact(x, names, known, marked, f"{title}\n{marked.text}") for x in lines if x and x[0] != "#"]
        except GoldError as error:
            raise GoldError(f"facts/{path.name}: {error}") from error
        facts.append({"doc": doc, "date": date, "facts": rows})
    missing = sorted(used - set(names))
    if missing:
        raise GoldError("not in entities.tsv: " + " ".join(missing))
    return {
        "identity.jsonl": _lines(identity),
        "times.tsv": "\n".join(times) + "\n",
        "quotes.jsonl": _lines(quotes),
        "facts.jsonl": _lines(facts),
    }


def _lines(rows: list[dict[str, Any]]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def main() -> None:
    for name, content in compile_gold().items():
        part = GOLD / f".{name}.part"
        part.write_text(content, encoding="utf-8")
        part.replace(GOLD / name)
        print(f"{name}: {content.count(chr(10))} lines")


if __name__ == "__main__":
    main()
