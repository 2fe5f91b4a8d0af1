"""Coverage-guided fuzzing with atheris (see README.md in this folder).

    PYTHONPATH=. python tests/fuzz/fuzz.py TARGET CORPUS_FOLDER -runs=100000

Other arguments are those of libFuzzer.  A fault ends the run with a traceback and leaves the input as crash-*.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["kg"]):
    import targets


def seed(folder: Path, target: str) -> None:
    """Puts the sample articles into a new corpus, so that the fuzzer starts from something that is read."""
    folder.mkdir(parents=True, exist_ok=True)
    if target in ("reader", "cleaner", "page") and not any(folder.iterdir()):
        for path in sorted(targets.ARTICLES.iterdir()):
            kind = targets.SUFFIXES.index(path.suffix[1:]) if target == "reader" else 0
            choices = bytes([kind]) if target == "reader" else b"\0\0" if target == "cleaner" else b"\0"
            (folder / path.name).write_bytes(choices + path.read_bytes())


def main() -> None:
    if len(sys.argv) < 2 or sys.argv[1] not in targets.TARGETS:
        sys.exit(
            f"usage: fuzz.py {{{','.join(targets.TARGETS)}}} [CORPUS_FOLDER] [-runs=N] [other options of libFuzzer]"
        )
    name = sys.argv.pop(1)
    for folder in (argument for argument in sys.argv[1:] if not argument.startswith("-")):
        seed(Path(folder), name)
    atheris.Setup(sys.argv, targets.TARGETS[name])
    with targets.cleared():
        atheris.Fuzz()


if __name__ == "__main__":
    main()
