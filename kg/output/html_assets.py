"""The parts of the page that are the same for every graph: template, style, scripts, words, and the policy over them.

The scripts under ``templates/app`` are ES modules, so that editors and linters understand them.  The page cannot load
modules, since it must not load anything; :func:`bundle` joins them into one script instead.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

import jinja2
from markupsafe import Markup

from kg.output.html_text import json_block

__all__ = ["bundle", "environment", "policy", "script", "style", "texts", "vis_network"]

_IMPORT = re.compile(r'^import \{[^}]*\} from "\./([\w-]+\.js)";\n', re.MULTILINE)
_DARK = ':root[data-theme="dark"] {'
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|let|class)\b)", re.MULTILINE)
_NAME = re.compile(r"^(?:async )?(?:function\*?|const|let|class) (\w+)", re.MULTILINE)


def environment() -> jinja2.Environment:
    """Jinja with everything escaped and unknown names an error; the filter ``json_block`` writes data, and
    ``from_json`` reads what pyvis hands over as text."""
    loader = jinja2.FunctionLoader(lambda name: _templates().joinpath(name).read_text(encoding="utf-8"))
    made = jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined)
    made.filters |= {"json_block": json_block, "from_json": json.loads}
    return made


@cache
def style() -> Markup:
    """The style sheet; the colours of the dark page are also those of a reader who prefers it and chose nothing."""
    text = _templates().joinpath("app.css").read_text(encoding="utf-8").replace("\r\n", "\n")
    dark = text[text.index(_DARK) + len(_DARK) :].partition("\n}")[0]
    return _raw(f'{text}\n@media (prefers-color-scheme: dark) {{ :root:not([data-theme="light"]) {{{dark}\n}} }}\n')


@cache
def script() -> Markup:
    """The page's own script."""
    folder = _templates().joinpath("app")
    sources = {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir() if file.name.endswith(".js")}
    return _raw(bundle(sources, "main.js"))


@cache
def vis_network() -> Markup:
    """The script of vis-network that pyvis brings along."""
    file = resources.files("pyvis").joinpath("templates/lib/vis-9.1.2/vis-network.min.js")
    return _raw(file.read_text(encoding="utf-8"))


@cache
def texts() -> dict[str, Any]:
    """The words of the interface by language and key."""
    return dict(json.loads(_templates().joinpath("i18n.json").read_text(encoding="utf-8")))


def bundle(sources: dict[str, str], entry: str) -> str:
    """ES modules joined into one script: each after those that it imports, without ``import`` and ``export``.

    Imports are one statement of names from a file of the same folder; all modules share one scope, so a name that two
    of them define at top level raises ``ValueError``, as do circles and missing files.
    """
    order: list[str] = []
    _visit(entry, sources, order, ())
    owners: dict[str, str] = {}
    for name in order:
        for defined in _NAME.findall(_EXPORT.sub("", sources[name])):
            if owners.setdefault(defined, name) != name:
                raise ValueError(f"{defined} is defined in {owners[defined]} and in {name}")
    parts = [f"// {name}\n{_EXPORT.sub('', _IMPORT.sub('', sources[name])).strip()}\n" for name in order]
    return '(() => {\n"use strict";\n\n' + "\n".join(parts) + "})();\n"


def policy(scripts: list[Markup], styles: list[Markup]) -> str:
    """A Content-Security-Policy that lets exactly these inline parts run and forbids every connection."""
    allowed = " ".join(_digest(part) for part in scripts)
    worn = " ".join(_digest(part) for part in styles)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {worn}; img-src data:; connect-src 'none'; "
        "base-uri 'none'; form-action 'none'"
    )


def _visit(name: str, sources: dict[str, str], order: list[str], above: tuple[str, ...]) -> None:
    if name in above:
        raise ValueError("modules import each other in a circle: " + " > ".join([*above, name]))
    if name not in sources:
        raise ValueError(f"no module {name}, imported by {above[-1] if above else 'the page'}")
    if name not in order:
        for imported in _IMPORT.findall(sources[name]):
            _visit(imported, sources, order, (*above, name))
        order.append(name)


def _digest(part: Markup) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(str(part).encode()).digest()).decode() + "'"


def _raw(text: str) -> Markup:
    """Our own code for a script or style element, which must not hold the end of that element."""
    text = text.replace("\r\n", "\n")
    if re.search(r"</(?:script|style)|<!--", text, re.IGNORECASE):
        raise ValueError("a script or style holds the end of its element")
    return Markup(text)


def _templates() -> Traversable:
    return resources.files("kg.output").joinpath("templates")
