"""Small articles, findings and gold for the tests of the measures, all made by hand."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

from kg.schema import Argument, Document, Entity, Fact, Findings, Identity, Mention, Provenance, Span, Statement

BODY = "Petra Wolf leitet die Nordwerft. Am Freitag sagte sie: „Wir bauen weiter.“\n\nDie Werft liegt in Emden."
HEADLINE = "Werft baut weiter\n\n13. Juni 2025\n\n"
NAMES = {"per:petra-wolf": "Petra Wolf", "org:nordwerft": "Nordwerft", "loc:emden": "Emden"}
#: Words of the body, form, entity.
MENTIONS = (
    ("Petra Wolf", "NAME", "per:petra-wolf"),
    ("Nordwerft", "NAME", "org:nordwerft"),
    ("sie", "PRONOUN", "per:petra-wolf"),
    ("Die Werft", "NOMINAL", "org:nordwerft"),
    ("Emden", "NAME", "loc:emden"),
)


def fact(subject: str, relation: str, object_: str, **changes: Any) -> Fact:
    """A fact of a.txt between two organisations called so."""
    plain = {field.name: "" for field in dataclasses.fields(Fact)}
    values: dict[str, Any] = plain | {
        "doc": "a.txt", "subject": subject, "subject_kind": "ORG", "relation": relation, "object": object_,
        "object_kind": "ORG", "predicate": relation, "status": "asserted", "start": 0, "end": 9, "score": 0.5,
        "rule": "verb.active", "subject_id": subject.casefold(), "object_id": object_.casefold(),
    }  # fmt: skip
    return Fact(**(values | changes))


def findings(text: str = HEADLINE + BODY) -> Findings:
    """What a perfect reader finds in the article."""
    shift = text.index(BODY)
    document = Document(id="d", name="a.txt", text=text)
    mentions = []
    for number, (words, form, entity) in enumerate(MENTIONS):
        start = shift + BODY.index(words)
        head = Span(start=start + len(words) - len(words.split()[-1]), end=start + len(words))
        span = Span(start=start, end=start + len(words))
        kind = entity[:3].upper()
        mentions.append(Mention(id=f"m{number}", doc="d", span=span, head=head, text=words, kind=kind, form=form))
    start = shift + BODY.index("Am Freitag")
    span = Span(start=start, end=start + len("Am Freitag"))
    mentions.append(
        Mention(id="t", doc="d", span=span, head=span, text="Am Freitag", kind="TIME", form="VALUE", norm="2025-06-13")
    )
    start = shift + BODY.index("Wir")
    speech = Statement(
        id="s0", doc="d", predicate="sagen", relation="speech", event_type="x:SPEECH", trigger=span,
        roles=(Argument(role="SPEAKER", target="m2"),),
        provenance=Provenance(doc="d", span=span, sentence="", rule="speech.direct"),
        content=Span(start=start, end=start + len("Wir bauen weiter.")),
    )  # fmt: skip
    return Findings(document=document, mentions=tuple(mentions), statements=(speech,))


def identity() -> Identity:
    """Who is who in :func:`findings`."""
    entities = tuple(Entity(id=f"x:{id_}", kind=id_[:3].upper(), name=name) for id_, name in NAMES.items())
    return Identity(entities=entities, of={("d", f"m{n}"): f"x:{id_}" for n, (_, _, id_) in enumerate(MENTIONS)})


def write_gold(folder: Path) -> Path:
    """A folder with gold of every kind for the article."""
    folder.mkdir(parents=True, exist_ok=True)

    def at(words: str) -> dict[str, Any]:
        return {"start": BODY.index(words), "end": BODY.index(words) + len(words), "text": words}

    mentions = [{**at(words), "form": form, "kind": id_[:3].upper(), "entity": id_} for words, form, id_ in MENTIONS]
    leads = {"s": ["Petra Wolf", "Wolf"], "r": ["leads"], "o": ["Nordwerft"], "place": [], "time": [], "source": []}
    lies = {**leads, "s": ["Nordwerft"], "r": ["located_in"], "o": ["Emden"]}
    rows: dict[str, dict[str, Any]] = {
        "identity.jsonl": {"doc": "a.txt", "title": "", "date": "2025-06-13", "text": BODY, "mentions": mentions},
        "quotes.jsonl": {"doc": "a.txt", **at("Wir bauen weiter."), "kind": "direct", "speaker": "per:petra-wolf"},
        "facts.jsonl": {"doc": "a.txt", "facts": [{**f, "status": "asserted", "must": True} for f in (leads, lies)]},
    }
    for name, row in rows.items():
        (folder / name).write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")
    time = at("Am Freitag")
    table = f"# times\ndoc\tstart\tend\ttext\tvalue\na.txt\t{time['start']}\t{time['end']}\tAm Freitag\t2025-06-13\n"
    (folder / "times.tsv").write_text(table, encoding="utf-8")
    (folder / "entities.tsv").write_text("".join(f"{i}\t{n}; Anders\n" for i, n in NAMES.items()), encoding="utf-8")
    return folder
