"""Which suites there are, what gold each needs, and how they run together: articles are read once for all."""

from __future__ import annotations

import dataclasses
import importlib.metadata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from spacy.language import Language

from kg import __version__
from kg.acquire import mark_duplicates, read
from kg.annotate import identity as model_name
from kg.annotate import load
from kg.distribute import Failure, digest_each
from kg.errors import UsageError
from kg.pipeline import resolved
from kg.schema import Document, Fact, Findings, Identity
from kg.score import entities, facts, identity, openie, quotes, speed, times
from kg.score import resolution as worth
from kg.score.gold import Gold
from kg.score.measures import Outcome

__all__ = ["SUITES", "Reading", "Report", "available", "read_articles", "run"]

#: Each suite and the kind of gold that it needs; "" for none.
SUITES: Mapping[str, str] = MappingProxyType(
    {
        "facts": "facts",
        "identity": "texts",
        "times": "times",
        "quotes": "quotes",
        "entities": "texts",
        "triples": "triples",
        "speed": "",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the articles tell; ``findings`` by the names of the articles."""

    findings: Mapping[str, Findings]
    identity: Identity
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The results, what they were made with, and what the user should know."""

    outcomes: tuple[Outcome, ...]
    versions: Mapping[str, str]
    notes: tuple[str, ...] = ()


def available(gold: Gold) -> tuple[str, ...]:
    """The suites for which there is gold."""
    return tuple(suite for suite, kind in SUITES.items() if not kind or kind in gold.hashes)


def run(
    suites: Iterable[str], gold: Gold, articles: Sequence[Path], model: str | None = None, *, resolution: bool = False
) -> Report:
    """The results of the suites in the order of :data:`SUITES`; ``resolution`` adds to the facts what it is worth.

    Raises :class:`kg.errors.UsageError` when a suite has no gold, or no article of the gold is among the articles.
    """
    wanted = [suite for suite in SUITES if suite in set(suites)]
    for suite in wanted:
        if suite not in available(gold):
            raise UsageError(f"the gold given has nothing for {suite}; it needs a file of {SUITES[suite]}")
    nlp = load(model)
    notes: list[str] = []
    documents: list[Document] = []
    if any(suite != "triples" for suite in wanted):
        documents = read_articles(articles, gold if wanted != ["speed"] else Gold(), notes)
    # Speed comes first: what the other suites keep would count as its memory.
    done = {"speed": speed.score(documents, nlp)} if "speed" in wanted else {}
    if set(wanted) - {"speed", "triples"}:
        reading = digest_all(documents, nlp, notes)
        done |= {suite: _scored(suite, gold, reading, nlp) for suite in wanted if suite not in {"speed", "triples"}}
        if resolution and "facts" in done:
            added = worth.rows(gold.facts, reading.findings, reading.facts)
            done["facts"] = dataclasses.replace(done["facts"], rows=(*done["facts"].rows, *added))
    if "triples" in wanted:
        sentences = [sentence for text in gold.triples for sentence in openie.read(text)]
        done["triples"] = openie.score(sentences, nlp)
    outcomes = (dataclasses.replace(done[suite], gold=gold.hashes.get(SUITES[suite], "")) for suite in wanted)
    versions = {"kg": __version__, "spacy": importlib.metadata.version("spacy"), "model": model_name(nlp)}
    return Report(outcomes=tuple(outcomes), versions=versions, notes=tuple(notes))


def read_articles(paths: Sequence[Path], gold: Gold, notes: list[str]) -> list[Document]:
    """The articles, copies marked; notes name what could not be read and what the gold speaks of but nobody gave."""
    documents = list(mark_duplicates(read(paths, on_problem=lambda p: notes.append(str(p)) if p.lost else None)))
    missing = sorted(gold.docs() - {document.name for document in documents})
    if missing and len(missing) == len(gold.docs()):
        raise UsageError(f"none of the gold's articles ({missing[0]}, ...) is among the articles; give --articles PATH")
    if missing:
        notes.append(f"{len(missing)} articles of the gold are not among the articles: {', '.join(missing[:5])}")
    if not documents:
        raise UsageError("there are no articles to read; give --articles PATH")
    return documents


def digest_all(documents: Iterable[Document], nlp: Language, notes: list[str]) -> Reading:
    """Digests and resolves the articles; one that fails is noted and has no findings."""
    findings: dict[str, Findings] = {}
    for found in digest_each(documents, nlp):
        if isinstance(found, Failure):
            notes.append(f"{found.document}: {found.reason}")
        else:
            findings[found.document.name] = found
    who, told = resolved(findings.values())
    return Reading(findings=findings, identity=who, facts=tuple(told))


def _scored(suite: str, gold: Gold, reading: Reading, nlp: Language) -> Outcome:
    ways: Mapping[str, Callable[[], Outcome]] = {
        "facts": lambda: facts.score(gold.facts, reading.facts),
        "identity": lambda: identity.score(gold, reading.findings, reading.identity),
        "times": lambda: times.score(gold, reading.findings),
        "quotes": lambda: quotes.score(gold, reading.findings, reading.identity),
        "entities": lambda: entities.score(gold, reading.findings, nlp),
    }
    return ways[suite]()
