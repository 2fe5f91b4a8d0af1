"""Which articles a graph is made of, and what they tell: from the store, or read anew where the store does not know it.

The texts stay in the store; only names and keys of all articles are in memory at once.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from kg.acquire import Problem, mark_duplicates, read
from kg.commands.request import Progress, Report, Request
from kg.distribute import Failure
from kg.errors import UsageError
from kg.schema import Document, Findings
from kg.store import Article, Store

__all__ = ["Digest", "articles", "digested", "originals"]

#: As :func:`kg.distribute.digest_parallel`.
Digest = Callable[..., Iterator[Findings | Failure]]
#: Articles after which the store is brought to the disk: what an interruption costs at most.
_SAVED = 20


def articles(request: Request, store: Store, report: Report) -> list[Article]:
    """The articles of the graph that is to be, by name; their texts are in the store."""
    before = store.articles()
    if request.remove:
        return _without(request.remove, before, report)
    given = sorted((store.put(document) for document in _documents(request, report)), key=lambda a: a.name)
    if not request.add:
        report.forgotten = len({article.name for article in before} - {article.name for article in given})
        return given
    new = {article.name: article for article in given}
    ids = {article.id for article in given}
    old = [article for article in before if article.id not in ids]
    report.replaced = [article.name for article in old if article.name in new]
    both = {article.name: article for article in old} | new
    return [both[name] for name in sorted(both)]


def _documents(request: Request, report: Report) -> Iterator[Document]:
    def take(problem: Problem) -> None:
        (report.skipped if problem.lost else report.hints).append(problem)

    paths = sorted(set(request.articles), key=lambda path: path.as_posix())
    return read(paths, date=request.date, on_problem=take) if paths else iter(())


def _without(names: Sequence[str], before: Sequence[Article], report: Report) -> list[Article]:
    """The articles but those named; a path names the article that has the name of its file."""
    known = {article.name for article in before}
    unwanted = set()
    for name in names:
        found = next((n for n in (name, name.replace("\\", "/").rsplit("/", 1)[-1]) if n in known), None)
        if found is None:
            near = difflib.get_close_matches(name, sorted(known), n=3)
            hint = f"did you mean {' or '.join(near)}?" if near else "kg facts --format csv names them"
            raise UsageError(f"no article of the graph is called {name!r}; {hint}")
        unwanted.add(found)
    report.forgotten = len(unwanted)
    return [article for article in before if article.name not in unwanted]


def originals(given: Sequence[Article], store: Store) -> tuple[list[Article], list[str]]:
    """The articles with agency copies marked, and the names of those without a date."""
    marked = mark_duplicates(store.document(article) for article in given)
    names = {document.id: document.name for document in marked}
    copied = {document.name: names.get(document.duplicate_of, "") for document in marked}
    undated = [document.name for document in marked if document.published is None]
    return [replace(article, original=copied[article.name]) for article in given], undated


def digested(
    given: Sequence[Article],
    request: Request,
    store: Store,
    report: Report,
    progress: Progress,
    digest: Digest,
    reader: str,
) -> list[Article]:
    """Has all that the store does not know read; those articles that could be read."""
    todo = [article for article in given if request.fresh or not store.has(article, reader)]
    before = {article.name: article.key for article in store.articles()}
    reasons = Counter(_reason(article, before, store.readers(article.key), reader) for article in todo)
    report.anew = {"asked for": len(todo)} if request.fresh and todo else dict(sorted(reasons.items()))
    report.stored = len(given) - len(todo)
    if not todo:
        return list(given)
    progress.step("loading the pipeline")
    jobs = min(request.jobs, len(todo))
    results = digest((store.document(article) for article in todo), request.model, jobs, scheduler=request.scheduler)
    for done, result in enumerate(results, start=1):
        if isinstance(result, Failure):
            report.failed.append(result)
        else:
            store.keep(result, reader)
        if done % _SAVED == 0:
            store.commit()
        progress.articles(done, len(todo))
    store.commit()
    lost = {failure.document for failure in report.failed}
    return [article for article in given if article.name not in lost]


def _reason(article: Article, before: Mapping[str, str], readers: Sequence[str], reader: str) -> str:
    """Why an article is read anew."""
    if not readers:
        return "changed" if before.get(article.name, article.key) != article.key else "new"
    *rules, model = reader.split("; ")
    others = [other.split("; ") for other in readers]
    if any(other[:-1] == rules for other in others):
        return "for another model"
    return "for other rules" if any(other[-1] == model for other in others) else "for other rules and another model"
