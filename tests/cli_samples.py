"""For the tests of the commands: a small graph in a folder, a reader without spaCy, and a way to call ``kg``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from samples import entity, fact

from kg.cli import cli
from kg.commands import building, publishing
from kg.commands.building import FILES
from kg.distribute import Failure
from kg.graph import storing
from kg.output import jsonl
from kg.schema import Argument, Document, Fact, Findings, Mention, Provenance, Span, Statement

EVIL = "Er sagte: \x1b[31mrot\x1b[0m\nund \u202eweiter"


LAWROW, KIM = "per:sergej-lawrow", "per:kim-jong-un"
SEEN = {"first_seen": "2025-07-12"}
ENTITIES = (
    entity(LAWROW, "Lawrow", mentions=9, refs=("wikidata:Q1",), **SEEN),
    entity(KIM, "Kim", "Kim Jong-un", mentions=8, **SEEN),
    entity("per:kim-yo-jong", "Kim", mentions=2, **SEEN),
    entity("per:joerg-mueller", "Müller", name="Jörg Müller", mentions=3, **SEEN),
    entity("loc:russland", "Moskau", mentions=7, **SEEN),
    entity("loc:wonsan", mentions=2, **SEEN),
    entity("org:kcna", mentions=3, name="KCNA", **SEEN),
)
FACTS = (
    fact(LAWROW, "met", KIM, doc="a.txt", place="Wonsan", time="2025-07-12", score=0.9, sentence=EVIL),
    fact(KIM, "met", LAWROW, doc="b.txt", place="Wonsan", time="2025-07-12", status="reported", source="KCNA; TASS"),
    fact(LAWROW, "met", KIM, doc="c.txt", time="2025-07", status="reported", source="TASS"),
    fact(LAWROW, "met", KIM, doc="copy.txt", time="2025-07", status="reported", source="TASS"),
    fact(LAWROW, "office_in", "loc:russland", date=""),
    fact(KIM, "praised", "loc:russland", doc="b.txt", status="denied", score=0.3, source="KCNA"),
    fact("loc:russland", "sent_to", "loc:wonsan", doc="b.txt", amount="14000 Soldat", time="2024-10"),
    fact(KIM, "finanzieren", "concept:denkmal", object_id="concept:denkmal"),
)
COPIES = {"copy.txt": "c.txt"}


def folder(path: Path, *, facts: Iterable[Fact] = FACTS, concepts: bool = False) -> Path:
    """Writes the graph as ``kg build`` would."""
    path.mkdir(parents=True, exist_ok=True)
    facts = list(facts)
    jsonl.write(facts, path / "facts.jsonl")
    jsonl.write(ENTITIES, path / "entities.jsonl")
    (path / "merges.csv").write_text(
        "decision,kind,left_name,right_name,score,reasons,left,right\n"
        "merged,PER,Lawrow,Sergej Lawrow,0.950,surname,a.txt#m1,a.txt#m0\n"
        "apart,PER,Kim,Kim Yo Jong,0.500,several,a.txt#m2,a.txt#m3\n",
        encoding="utf-8",
    )
    size = (path / "facts.jsonl").stat().st_size
    meta = {"size": size, "articles": len({one.doc for one in facts})}
    storing.write(path / "graph.sqlite", facts, ENTITIES, concepts=concepts, duplicates=COPIES, meta=meta)
    return path


def kg(*arguments: object) -> Result:
    """Calls ``kg`` as the console script does."""
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], prog_name="kg")


_NAMES = {"Anna Berg": "PER", "Karl Napp": "PER", "Köln": "LOC", "Acme": "ORG"}


def findings(document: Document) -> Findings:
    """What a reader that knows four names finds: whoever stands in a sentence with "traf" has met."""
    mentions, statements = [], []
    for sentence in re.finditer(r"[^.\n]+", document.text):
        inside = []
        for match in re.finditer("|".join(_NAMES), sentence[0]):
            span = Span(start=sentence.start() + match.start(), end=sentence.start() + match.end())
            inside.append(
                Mention(id=f"m{len(mentions)}", doc=document.id, span=span, head=span, text=match[0],
                        kind=_NAMES[match[0]], form="NAME")
            )  # fmt: skip
            mentions.append(inside[-1])
        if len(inside) > 1 and "traf" in sentence[0]:
            whole = Span(start=sentence.start(), end=sentence.end())
            statements.append(
                Statement(
                    id=f"s{len(statements)}",
                    doc=document.id,
                    predicate="treffen",
                    relation="met",
                    event_type="CONSULT",
                    roles=tuple(
                        Argument(role=role, target=mention.id)
                        for role, mention in zip(("SUBJECT", "OBJECT"), inside, strict=False)
                    ),
                    trigger=whole,
                    provenance=Provenance(
                        doc=document.id, span=whole, sentence=sentence[0].strip(), rule="t", score=0.8
                    ),
                )
            )
    return Findings(document=document, mentions=tuple(mentions), statements=tuple(statements))


class Reader:
    """Stands in for :func:`kg.distribute.digest_parallel`; ``read`` are the names of the articles it was given."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def __call__(
        self, documents: Iterable[Document], model: str | None, jobs: int, *, scheduler: str = ""
    ) -> Iterator[Findings | Failure]:
        for document in documents:
            self.read.append(document.name)
            if "KAPUTT" in document.text:
                yield Failure(document=document.name, reason="ValueError: kaputt")
            else:
                yield findings(document)

    def replace_reading(self, monkeypatch: pytest.MonkeyPatch, fingerprint: str = "") -> Reader:
        """Builds read with this one and write its title for a page, which has tests of its own."""
        monkeypatch.setattr(building, "digest_parallel", self)
        monkeypatch.setattr(building, "fingerprint", lambda model: f"{fingerprint}{model or ''}")
        monkeypatch.setattr(
            publishing.html, "write", lambda graph, path, **options: path.write_text(str(options["title"]))
        )
        return self


def content(out: Path) -> dict[str, bytes]:
    """What a build wrote: name to bytes."""
    return {name: (out / name).read_bytes() for name in FILES}


TEXTS = {
    "a.txt": "Köln, 12. Juli 2025 (dpa) - Anna Berg traf Karl Napp am Rhein. Es war ein langer und schöner Abend.",
    "b.txt": "Köln, 13. Juli 2025 - Karl Napp traf gestern wieder einmal Anna Berg. Die Leute von Acme waren nicht da.",
    "c.txt": "Anna Berg traf in der vergangenen Woche die Leute von Acme. Sie sprachen dort über dies und über das.",
}


def articles_in(folder: Path) -> Path:
    """The folder with the articles of TEXTS."""
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
