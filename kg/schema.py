"""The plain values that travel between the stages.

Every type is a frozen dataclass of strings, numbers and tuples, so that a value can be hashed, compared, pickled and
written as JSON.  Offsets are code points in :attr:`Document.text`, half-open.  No spaCy object appears here.
"""

from __future__ import annotations

import dataclasses
import functools
import json
import types
import typing
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar, Union

T = TypeVar("T")

#: Kinds of mentions and entities that have names of their own.  MISC: works, products, laws, vessels.
NAMED_KINDS = frozenset({"PER", "ORG", "LOC", "EVENT", "MISC"})
#: All kinds.  CONCEPT is a phrase ("Denkmal"), TIME and AMOUNT are values.
KINDS = NAMED_KINDS | {"CONCEPT", "TIME", "AMOUNT"}
#: How a mention refers: by name, by description ("der Minister"), by pronoun, or as a value (times, amounts).
FORMS = frozenset({"NAME", "NOMINAL", "PRONOUN", "VALUE"})
#: How sure the article itself is of a fact.
STATUSES = ("asserted", "reported", "denied", "planned", "possible")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A stretch of text: ``text[start:end]``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article after cleaning.

    ``id`` is the hash of its content, ``name`` the file name or the given id that users see, ``source`` the medium or
    agency if known.  ``published`` is aware; ``granularity`` says how much of it is known: ``minute``, ``day``,
    ``month``, ``year`` or ``""`` when there is no date at all.  ``duplicate_of`` names the document of which this one
    is an agency copy.
    """

    id: str
    name: str
    text: str
    title: str = ""
    source: str = ""
    url: str = ""
    published: datetime | None = None
    granularity: str = ""
    lang: str = "de"
    duplicate_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A place in the text that refers to something.

    ``id`` is unique within its document (``"m12"``).  ``head`` is the head word's span (one token), ``norm`` a normal
    form: the state for an adjective of origin ("russische" -> "Russland"), the lemma of the head noun for
    a description, an ISO 8601 value for a TIME, ``"14000 Soldat"`` for an AMOUNT; otherwise ``""``.
    ``citation`` is a description as it reads in the nominative without an article, where the text inflects it.
    ``number`` is ``Sing``, ``Plur`` or ``""``; ``gender`` is ``Masc``, ``Fem``, ``Neut`` or ``""``.
    ``bound`` belongs to amounts and times: ``min``, ``max``, ``about``, ``since``, ``until`` or ``""``.
    """

    id: str
    doc: str
    span: Span
    head: Span
    text: str
    kind: str
    form: str
    norm: str = ""
    number: str = ""
    gender: str = ""
    bound: str = ""
    citation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """A role of a statement and what fills it: the id of a mention or of another statement.

    Roles are SUBJECT, OBJECT (the two ends of the binary fact), RECIPIENT, THEME; of speech SPEAKER and CONTENT;
    of qualifiers TIME, PLACE, AMOUNT and SOURCE.
    """

    role: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where a statement comes from: the evidence and the rule that read it.

    ``span`` is the evidence's sentence in the document, ``sentence`` its text, ``score`` the calibrated probability
    (0 to 1) that the statement is right.
    """

    doc: str
    span: Span
    sentence: str
    rule: str
    model: str = ""
    score: float = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Something that the article says: an event, a static relation, or an act of speech.

    ``predicate`` is the German lemma with its particle ("ankündigen"), ``relation`` an id of relations.tsv or that
    lemma, ``event_type`` the PLOVER type.  An attribution has the relation ``speech``, a SPEAKER, the CONTENT
    statements, and in ``content`` the span of the words said.  ``trigger`` is the span of the word it rests on.
    """

    id: str
    doc: str
    predicate: str
    relation: str
    event_type: str
    roles: tuple[Argument, ...]
    trigger: Span
    provenance: Provenance
    qualifiers: tuple[Argument, ...] = ()
    negated: bool = False
    status: str = "asserted"
    content: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """All that one article tells; the only wire format between reading and building (one JSON line).

    ``chains`` are the coreference chains within the article: tuples of mention ids, each mention in one at most.
    ``groups`` are the mentions of several at once ("beide Länder"): its id, then one mention id of each member.
    """

    document: Document
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    chains: tuple[tuple[str, ...], ...] = ()
    groups: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Someone or something in the world, across all articles.

    ``id`` is stable and readable (``"per:sergej-lawrow"``).  ``aliases`` are all names merged into it as the articles
    spell them, without case endings, most frequent first; ``mentions`` and ``documents`` are counts; ``first_seen`` and
    ``last_seen`` are ISO dates of articles or ``""``; ``refs`` are outside identifiers (``"wikidata:Q159"``,
    ``"iso:RU"``).
    """

    id: str
    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    mentions: int = 0
    documents: int = 0
    first_seen: str = ""
    last_seen: str = ""
    refs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A merge or near-merge of two names, with its reasons: one row of merges.csv.

    ``left`` and ``right`` are keys of chains (``"<document name>#<first mention id>"``) or entity names; ``decision``
    is ``merged``, ``apart``, or what a reviewer wrote (``join``, ``split``).
    """

    left: str
    right: str
    score: float
    reasons: tuple[str, ...]
    decision: str
    left_name: str = ""
    right_name: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who is who: a layer over the findings.  ``of`` maps (document id, mention id) to an entity id."""

    entities: tuple[Entity, ...]
    of: dict[tuple[str, str], str]
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """The flat view that users see: one line of facts.jsonl (the public contract, in this order)."""

    doc: str
    subject: str
    subject_kind: str
    relation: str
    object: str
    object_kind: str
    event_type: str
    predicate: str
    place: str
    time: str
    time_text: str
    status: str
    source: str
    amount: str
    sentence: str
    start: int
    end: int
    rule: str
    score: float
    subject_id: str
    object_id: str
    date: str
    url: str
    title: str


def to_json(value: Any) -> str:
    """One line of JSON for any type of this module, without blanks at the ends and in a fixed key order."""
    return json.dumps(_plain(value), ensure_ascii=False)


def from_json(kind: type[T], line: str) -> T:
    """The inverse of :func:`to_json`.  Raises ``KeyError`` or ``TypeError`` when the line is of another shape."""
    return typing.cast(T, _build(kind, json.loads(line)))


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, (tuple, list)):
        return [_plain(v) for v in value]
    if isinstance(value, datetime):
        return value.isoformat()
    return value


@functools.cache
def _maker(kind: Any) -> Callable[[Any], Any] | None:
    """What makes a value of a type out of plain JSON; None where it is that already."""
    origin = typing.get_origin(kind)
    if origin in (Union, types.UnionType):
        some = _maker(next(a for a in typing.get_args(kind) if a is not type(None)))
        return None if some is None else lambda value: None if value is None else some(value)
    if origin is tuple:
        item = _maker(typing.get_args(kind)[0])
        return tuple if item is None else lambda value: tuple(map(item, value))
    if kind is datetime:
        return datetime.fromisoformat
    if not (isinstance(kind, type) and dataclasses.is_dataclass(kind)):
        return None
    makers = {name: maker for name, hint in typing.get_type_hints(kind).items() if (maker := _maker(hint))}

    def make(value: Any) -> Any:
        made = {name: maker(value[name]) for name, maker in makers.items() if name in value}
        return kind(**(value | made))

    return make


def _build(kind: Any, value: Any) -> Any:
    maker = _maker(kind)
    return value if maker is None else maker(value)
