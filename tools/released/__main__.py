"""Compare the interfaces with the release before, and keep them when there is a new one.

`check` fails naming what would break callers, `additions` prints what they gained as a list for the
changelog, `keep` adds the document of this release to those that are kept for ever.
"""

import argparse
import gzip
import json
import sys
from importlib.metadata import version
from pathlib import Path

from tools.released.operations import additions, breaking
from tools.released.schemas import Node

ROOT = Path(__file__).resolve().parents[2]
_NOW = "contracts/openapi/tanbiao.json"
_KEPT = "contracts/openapi/released"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.released", description=__doc__)
    parser.add_argument("do", choices=["check", "additions", "keep"])
    parser.add_argument("--root", type=Path, default=ROOT, help="where the files are")
    arguments = parser.parse_args()
    root: Path = arguments.root
    now: Node = json.loads((root / _NOW).read_text("utf-8"))
    if arguments.do == "keep":
        print(f"kept as {keep(root, now)}")
        return 0
    if (before := newest(root)) is None:
        print(f"no release is kept in {_KEPT}")
        return 0
    if arguments.do == "additions":
        print("\n".join(f"* {each}" for each in additions(released(before), now)))
        return 0
    found = breaking(released(before), now)
    for fault in found:
        print(f"{fault} (since {release_of(before)}); publish it as a new version beside the old")
    return 1 if found else 0


def newest(root: Path) -> Path | None:
    """The document of the last release."""
    kept = (root / _KEPT).glob("*.json.gz")
    return max(kept, key=lambda path: [int(n) for n in release_of(path).split(".")], default=None)


def release_of(path: Path) -> str:
    return path.name.removesuffix(".json.gz")


def released(path: Path) -> Node:
    document: Node = json.loads(gzip.decompress(path.read_bytes()))
    return document


def keep(root: Path, document: Node, release: str | None = None) -> str:
    """Keep a document under its release; one that is kept is never changed."""
    path = root / _KEPT / f"{release or version('tanbiao')}.json.gz"
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
    with path.open("xb") as file:
        file.write(gzip.compress(text, mtime=0))
    return path.relative_to(root).as_posix()


if __name__ == "__main__":
    sys.exit(main())
