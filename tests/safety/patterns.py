"""Every regular expression of kg, and strings that make a bad one slow.

Patterns are found where they are kept: in the globals of all modules, in what cached functions return, and in the
source where ``re`` is called with the text of a pattern.  The strings are made from each pattern itself: a text that it
matches, and beginnings of it, again and again, without the end that the pattern waits for; and runs of what German
news is made of.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import itertools
import pkgutil
import random
import re
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import kg
from kg.extract.times import expressions as times

#: Arguments of cached functions that return patterns.
_ARGUMENTS = {"compiled": tuple((pattern.regex,) for pattern in times._PATTERNS)}
#: Their patterns are "\\w*word\\w*", held against whole words alone.
_WORDS = frozenset({"metonym_cues"})
#: Only used by developers, on treebanks.
_OFFLINE = ("kg.train", "kg.__main__")
_METHODS = frozenset({"search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer"})
#: These look at one place of the text alone.
_ANCHORED = frozenset({"match", "fullmatch"})
#: Pattern and flags.
Key = tuple[str | bytes, int]


@cache
def modules() -> tuple[Any, ...]:
    """All modules of the package, imported."""
    names = [found.name for found in pkgutil.walk_packages(kg.__path__, "kg.")]
    return tuple(importlib.import_module(name) for name in sorted(names) if not name.startswith(_OFFLINE))


@dataclass(frozen=True, slots=True)
class Used:
    """A regular expression, a module where it is, and whether it is searched for or only held against a beginning."""

    module: str
    text: str | bytes
    flags: int
    searched: bool


def every() -> list[Used]:
    """All regular expressions of the package, in a fixed order."""
    methods: defaultdict[Key, set[str]] = defaultdict(set)
    where: dict[Key, str] = {}
    for module in modules():
        written, loose = _calls(module)
        kept = [_key(pattern) for pattern in itertools.chain(_inside(vars(module), set()), _returned(module))]
        for key in (*kept, *written):
            where.setdefault(key, module.__name__)
            # Patterns of a table are called by another name, that of a loop.
            methods[key] |= written.get(key, loose)
    found = [Used(module, *key, not methods[key] or bool(methods[key] - _ANCHORED)) for key, module in where.items()]
    return sorted(found, key=lambda used: (used.module, str(used.text), used.flags))


def _inside(value: Any, seen: set[int]) -> Iterator[re.Pattern[Any]]:
    """The patterns within containers and dataclasses of kg."""
    if isinstance(value, re.Pattern):
        yield value
    elif id(value) not in seen:
        seen.add(id(value))
        if isinstance(value, dict):
            parts: list[Any] = [*value, *value.values()]
        elif isinstance(value, (list, tuple, set, frozenset)):
            parts = list(value)
        elif isinstance(value, type) and value.__module__.startswith("kg."):
            parts = list(vars(value).values())
        elif type(value).__module__.startswith("kg."):
            parts = [getattr(value, name, None) for name in getattr(type(value), "__dataclass_fields__", ())]
        else:
            parts = []
        for part in parts:
            yield from _inside(part, seen)


def _returned(module: Any) -> Iterator[re.Pattern[Any]]:
    for name, function in vars(module).items():
        if not hasattr(function, "cache_clear") or function.__module__ != module.__name__:
            continue
        if inspect.signature(function).parameters and name not in _ARGUMENTS:
            continue
        if name not in _WORDS:
            for arguments in _ARGUMENTS.get(name, ((),)):
                yield from _inside(function(*arguments), set())


def _calls(module: Any) -> tuple[dict[Key, set[str]], set[str]]:
    """The methods called on each pattern that can be told, and those called on something else."""
    known = vars(module)
    found: defaultdict[Key, set[str]] = defaultdict(set)
    loose: set[str] = set()
    for node in ast.walk(ast.parse(Path(module.__file__).read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _METHODS):
            continue
        owner, method = node.func.value, node.func.attr
        if isinstance(owner, ast.Name) and owner.id == "re":
            pattern = _written(node, known)
        elif isinstance(owner, ast.Call) and isinstance(owner.func, ast.Name) and not owner.args:
            pattern = known[owner.func.id]()  # a cached function
        else:
            pattern = known.get(owner.id) if isinstance(owner, ast.Name) else None
        if isinstance(pattern, re.Pattern):
            found[_key(pattern)].add(method)
        else:
            loose.add(method)
    return found, loose


def _written(call: ast.Call, known: dict[str, Any]) -> re.Pattern[Any] | None:
    """The pattern in a call such as ``re.sub(r"a+", "", text)``, None if it is made from values of a function."""
    try:
        text = eval(compile(ast.Expression(call.args[0]), "pattern", "eval"), dict(known))
    except NameError:
        return None
    others = [ast.unparse(part) for part in (*call.args[2:], *(word.value for word in call.keywords))]
    return re.compile(text, next((eval(part, {"re": re}) for part in others if part.startswith("re.")), 0))


def _key(pattern: re.Pattern[Any]) -> Key:
    return pattern.pattern, pattern.flags


def attacks(used: Used, length: int) -> Iterator[str]:
    """Strings on which a bad pattern backtracks."""
    for unit in (
        " ",
        "\n",
        "\t",
        "a",
        "A",
        "ä",
        "1",
        ".",
        "(",
        "[",
        "<",
        "„",
        '"',
        "'",
        "-",
        "_",
        "|",
        "{",
        "=",
        "\u2028",
    ):
        yield unit * length + "!"
    for unit in (
        "a ",
        "A ",
        "Aa ",
        "1 ",
        "1.",
        "1 1.",
        "a-",
        "A.",
        ", ",
        "( ",
        "Von Aa ",
        "a, ",
        "Aa-",
        " \n",
        "Aa Bb, ",
    ):
        yield unit * (length // len(unit)) + "!"
    tree = parser.parse(used.text, used.flags)  # of bytes, too
    for seed in range(4):
        sample = _sample(tree, random.Random(seed))
        for unit in dict.fromkeys((sample, sample[:-1], sample[1:], sample[: len(sample) // 2])):
            if unit:
                yield (unit * (length // len(unit) + 1))[:length] + "\x00"
                yield unit[:1] * (length // 2) + unit[-1:] * (length // 2) + "\x00"
        for end in range(1, min(len(sample), 12)):
            yield sample[:end] + sample[end - 1] * length + "\x00"


_CLASSES = {
    codes.CATEGORY_DIGIT: "7",
    codes.CATEGORY_SPACE: " ",
    codes.CATEGORY_WORD: "a",
    codes.CATEGORY_NOT_DIGIT: "a",
    codes.CATEGORY_NOT_SPACE: "a",
    codes.CATEGORY_NOT_WORD: " ",
}


def _sample(tree: Any, chance: random.Random) -> str:
    """A text that the pattern matches but for its conditions (look-around, references)."""
    return "".join(_part(code, value, chance) for code, value in tree)


def _part(code: Any, value: Any, chance: random.Random) -> str:
    if code is codes.LITERAL:
        return chr(value)
    if code in (codes.ANY, codes.NOT_LITERAL):
        return "b" if code is codes.NOT_LITERAL and value == ord("a") else "a"
    if code is codes.IN:
        return _member(value, chance)
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
        low, high, tree = value
        return "".join(_sample(tree, chance) for _ in range(min(high, max(low, chance.randint(1, 3)))))
    if code is codes.BRANCH:
        return _sample(chance.choice(value[1]), chance)
    if code is codes.SUBPATTERN:
        return _sample(value[-1], chance)
    if code is codes.ATOMIC_GROUP:
        return _sample(value, chance)
    return ""


def _member(choices: Any, chance: random.Random) -> str:
    if choices[0][0] is codes.NEGATE:
        inside = re.compile(f"[{''.join(map(re.escape, map(_one, choices[1:])))}]")
        return next((char for char in "a A1.-„" if not inside.match(char)), "€")
    return _one(chance.choice(choices))


def _one(choice: Any) -> str:
    code, value = choice
    if code is codes.LITERAL:
        return chr(value)
    return chr(value[0]) if code is codes.RANGE else _CLASSES.get(value, "a")


def seconds(used: Used, text: str) -> float:
    """Processor time to hold a pattern against a text as kg does: everywhere, or at the beginning."""
    pattern: re.Pattern[Any] = re.compile(used.text, used.flags)
    given: Any = text if isinstance(used.text, str) else text.encode("utf-8", "replace")
    started = time.process_time()
    if used.searched:
        for _ in pattern.finditer(given):
            pass
    else:
        pattern.match(given)
        pattern.fullmatch(given)
    return time.process_time() - started
