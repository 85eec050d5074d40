"""Write the generated files, or say which of them are out of date.

`python -m tools.generate` writes; `--check` only compares, and fails naming what would change.
"""

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from tools.generate.files import OWNED, ROOT, generated


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.generate", description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; fail on a difference")
    parser.add_argument("--root", type=Path, default=ROOT, help="where the files are")
    arguments = parser.parse_args()
    changes = differences(arguments.root, generated())
    if not arguments.check:
        write(arguments.root, changes)
        print(f"{len(changes)} generated file(s) written or removed")
        return 0
    for name in changes:
        print(f"{name} is out of date; run: make generate")
    return 1 if changes else 0


def differences(root: Path, wanted: Mapping[str, str]) -> dict[str, str | None]:
    """What has to be written, by path; None stands for a file that nothing generates any more."""
    there = {
        path.relative_to(root).as_posix(): path.read_text("utf-8")
        for pattern in OWNED
        for path in root.glob(pattern)
    }
    changed: dict[str, str | None] = {n: t for n, t in wanted.items() if there.get(n) != t}
    return dict(sorted({**changed, **{n: None for n in there if n not in wanted}}.items()))


def write(root: Path, changes: Mapping[str, str | None]) -> None:
    for name, text in changes.items():
        path = root / name
        if text is None:
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")


if __name__ == "__main__":
    sys.exit(main())
