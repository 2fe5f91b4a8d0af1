"""The fixed parts of the page: joined scripts, words in both languages, the policy."""

from __future__ import annotations

import base64
import hashlib
import re
from importlib import resources

import pytest
from markupsafe import Markup

from kg.output import html_assets

APP = resources.files("kg.output").joinpath("templates", "app")
SOURCES = {file.name: file.read_text(encoding="utf-8") for file in APP.iterdir()}


def test_bundle_puts_modules_after_what_they_import() -> None:
    sources = {
        "main.js": 'import { a } from "./a.js";\nimport {\n  b,\n} from "./b.js";\n\na(b);\n',
        "a.js": 'import { b } from "./b.js";\nexport function a(x) { return x + b; }\n',
        "b.js": "export const b = 1;\n",
    }
    joined = html_assets.bundle(sources, "main.js")
    assert re.findall(r"^// .*", joined, re.MULTILINE) == ["// b.js", "// a.js", "// main.js"]
    assert "import" not in joined
    assert "export" not in joined


@pytest.mark.parametrize(
    ("sources", "message"),
    [
        ({"main.js": 'import { a } from "./a.js";\n'}, "no module a.js, imported by main.js"),
        (
            {"main.js": 'import { a } from "./a.js";\n', "a.js": 'import { m } from "./main.js";\n'},
            "main.js > a.js > main.js",
        ),
        (
            {"main.js": 'import { a } from "./a.js";\nconst x = 1;\n', "a.js": "export function x() {}\n"},
            "x is defined in a.js and in main.js",
        ),
    ],
)
def test_bundle_refuses_what_would_not_run(sources: dict[str, str], message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        html_assets.bundle(sources, "main.js")


def test_the_page_uses_every_module() -> None:
    joined = str(html_assets.script())
    assert sorted(SOURCES) == sorted(re.findall(r"^// (\w+\.js)$", joined, re.MULTILINE))


def test_imports_are_the_names_that_are_used_and_exist() -> None:
    for file, text in SOURCES.items():
        for names, source in re.findall(r'^import \{([^}]*)\} from "\./([\w-]+\.js)";', text, re.MULTILINE):
            for name in filter(None, (part.strip() for part in names.split(","))):
                assert re.search(rf"^export (?:function\*?|const|let|class) {name}\b", SOURCES[source], re.MULTILINE), (
                    name
                )
                assert len(re.findall(rf"\b{name}\b", text)) > 1, f"{file} imports {name} and does not use it"


@pytest.mark.parametrize("file", sorted(SOURCES))
def test_scripts_make_no_markup_from_text_and_ask_for_nothing(file: str) -> None:
    banned = (
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|fetch\(|XMLHttpRequest|WebSocket"
    )
    assert not re.search(banned, re.sub(r"//.*", "", SOURCES[file]))


def test_modules_stay_short() -> None:
    assert {file: lines for file, text in SOURCES.items() if (lines := text.count("\n")) > 300} == {}


def test_both_languages_have_the_same_words() -> None:
    words = html_assets.texts()
    assert {"de", "en"} == set(words)
    # Singulars are extra: German "1 Artikel" needs none.
    plain = [{key for key in words[language] if not key.endswith(".one")} for language in ("de", "en")]
    assert plain[0] == plain[1]
    for key in plain[0]:
        fields = [set(re.findall(r"\{(\w+)\}", words[language][key])) for language in ("de", "en")]
        assert fields[0] == fields[1], key


def test_every_word_that_the_page_asks_for_exists() -> None:
    template = resources.files("kg.output").joinpath("templates", "graph.html.j2").read_text(encoding="utf-8")
    asked = set(re.findall(r'data-(?:t|label|hint)="([^"]+)"', template))
    for text in SOURCES.values():
        asked |= set(re.findall(r'\bt\("([\w.]+)"', text))
    assert set() == asked - set(html_assets.texts()["de"])


def test_policy_names_the_digest_of_each_part() -> None:
    part = Markup("let a = 1;")
    digest = base64.b64encode(hashlib.sha256(b"let a = 1;").digest()).decode()
    policy = html_assets.policy([part], [part])
    assert policy.startswith("default-src 'none'; ")
    assert f"script-src 'sha256-{digest}';" in policy
    assert "unsafe" not in policy


def test_vis_network_is_whole() -> None:
    script = str(html_assets.vis_network())
    assert "@version 9.1.2" in script
    assert len(script) > 400_000
