"""Which changes are tried: the chosen modules, less what cannot matter, drawn by a seed."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import zip_longest
from pathlib import Path
from typing import TypeVar

import yaml

from tools.mutants.changes import Change, changes_of
from tools.mutants.imports import Tree

HERE = Path(__file__).parent
T = TypeVar("T")


@dataclass(frozen=True)
class Harmless:
    """A change of a function that alters nothing that matters, and why."""

    function: str
    change: str
    reason: str


def critical() -> list[str]:
    """The modules whose mistakes nobody may overlook, as lines of words."""
    lines: list[str] = yaml.safe_load((HERE / "critical.yaml").read_text("utf-8"))
    return lines


def harmless() -> list[Harmless]:
    entries = yaml.safe_load((HERE / "harmless.yaml").read_text("utf-8"))
    return [Harmless(**entry) for entry in entries]


def matching(names: Sequence[str], lines: Sequence[str]) -> list[str]:
    """The modules whose names contain every word of a line, in whatever order."""
    return [name for name in names if any(_matches(name, line) for line in lines)]


def _matches(name: str, line: str) -> bool:
    parts = name.split(".")
    return all(any(fnmatchcase(part, word) for part in parts) for word in line.split())


def candidates(tree: Tree, lines: Sequence[str]) -> dict[str, list[Change]]:
    """The changes that matter of each module, tests and migrations left out."""
    ours = [n for n in tree.files if not n.startswith("tests.") and ".migrations." not in n]
    passed_over = {(each.function, each.change) for each in harmless()}
    return {
        module: [
            change
            for change in changes_of(module, tree.files[module].read_text("utf-8"))
            if (change.function, change.change) not in passed_over
        ]
        for module in sorted(matching(ours, lines))
    }


def drawn(changes: Mapping[str, Sequence[Change]], seed: str, count: int) -> list[Change]:
    """As many changes as asked for, the same for the same seed, from every module in turn."""
    shuffled = [_shuffled(changes[module], f"{seed} {module}") for module in changes]
    modules = _shuffled(shuffled, seed)
    turns = (change for turn in zip_longest(*modules) for change in turn if change)
    return [change for _, change in zip(range(count), turns, strict=False)]


def _shuffled(items: Sequence[T], seed: str) -> list[T]:
    return random.Random(seed).sample(items, len(items))  # noqa: S311  Nothing secret.
