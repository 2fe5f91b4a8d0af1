"""Speed: articles per second beside the bare parse of the same articles in the same run, memory, sizes of outputs.

Every article is parsed bare and then digested, one after the other, so that a machine that grows busy slows both.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from spacy.language import Language

from kg.graph.assemble import assemble
from kg.output import graphml, html, jsonl, layout
from kg.pipeline import copies, digest, resolved
from kg.schema import Document, Findings
from kg.score.measures import Figure, Outcome, Row

__all__ = ["peak_memory", "score"]

_MIB = 1024 * 1024


def score(documents: Sequence[Document], nlp: Language) -> Outcome:
    """Parses, digests, builds and writes the articles; nothing is kept.

    ``build.times`` is the time of everything over that of the bare parse.
    """
    if documents:
        list(digest(documents[:1], nlp))  # the first call pays for what is loaded late
    spent = {"parse": 0.0, "digest": 0.0}
    findings: list[Findings] = []
    for document in documents:
        spent["parse"] += _timed(lambda d=document: nlp(d.text))[0]  # type: ignore[misc]
        seconds, found = _timed(lambda d=document: list(digest([d], nlp)))  # type: ignore[misc]
        spent["digest"] += seconds
        findings += found
    spent["identify"], (identity, facts) = _timed(lambda: resolved(findings))
    duplicates = copies(documents)
    spent["assemble"], graph = _timed(lambda: assemble(facts, identity.entities, duplicates=duplicates))
    spent["layout"], positions = _timed(lambda: layout.positions(graph))
    sizes: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as place:
        writers: dict[str, Callable[[Path], Any]] = {
            "facts.jsonl": lambda path: jsonl.write(facts, path),
            "entities.jsonl": lambda path: jsonl.write(identity.entities, path),
            "graph.graphml": lambda path: graphml.write(graph, path, positions=positions),
            "graph.html": lambda path: html.write(graph, path, facts=facts, title="kg", positions=positions),
        }
        for name, write in writers.items():
            path = Path(place) / name
            spent[name], _ = _timed(lambda w=write, p=path: w(p))  # type: ignore[misc]
            sizes[name] = path.stat().st_size
    build = sum(seconds for name, seconds in spent.items() if name != "parse")
    rows = [
        Row(name="parse", figures={**_rate(len(documents), spent["parse"]), "times": 1.0}),
        Row(name="build", figures={**_rate(len(documents), build), "times": _times(build, spent["parse"])}),
    ]
    rows += [
        Row(part="step", name=name, figures={"seconds": round(seconds, 3), "bytes": sizes.get(name)})
        for name, seconds in spent.items()
    ]
    memory = peak_memory()
    rows.append(Row(part="process", name="peak memory", figures={"MiB": memory and round(memory / _MIB, 1)}))
    return Outcome(suite="speed", rows=tuple(rows))


def peak_memory() -> int | None:
    """The most memory in bytes that this process has held so far, None where the system does not tell."""
    try:
        import resource
    except ImportError:  # Windows
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    started = time.perf_counter()
    result = work()
    return time.perf_counter() - started, result


def _rate(articles: int, seconds: float) -> dict[str, Figure]:
    return {"articles/s": round(articles / seconds, 2) if seconds else None, "seconds": round(seconds, 3)}


def _times(build: float, parse: float) -> float | None:
    return round(build / parse, 2) if parse else None
