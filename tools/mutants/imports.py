"""Which module imports which, and so which tests guard a module, wherever its file lies."""

import ast
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GUARDS = 15
"""As many files of tests are asked about a change, the nearest first."""


@dataclass(frozen=True)
class Tree:
    """The packages and the tests below a folder, by the names that Python gives them."""

    root: Path
    files: Mapping[str, Path]
    imports: Mapping[str, frozenset[str]] = field(repr=False)

    @cached_property
    def importers(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {name: set() for name in self.files}
        for importer, names in self.imports.items():
            for name in names:
                found[name].add(importer)
        return found

    def guards(self, module: str, function: str = "") -> list[str]:
        """The files of the tests that reach a module, the nearest first.

        Near are namesakes, then those with fewest imports in between; of these the ones that
        name the function, and need little else.
        """
        words = set(module.split(".")) - {"domain"}
        named = re.compile(rf"\b{re.escape(function.rpartition('.')[2])}\b")
        distances = _distances(self.importers, module)

        def nearness(name: str) -> tuple[object, ...]:
            folder, _, stem = name.rpartition(".")
            shared = words & {*folder.split("."), stem.removeprefix("test_")}
            silent = not named.search(self._texts[name])
            return -len(shared), distances[name], silent, len(self._reached[name]), name

        nearest = sorted(self._texts.keys() & distances.keys(), key=nearness)[:GUARDS]
        return [self.files[name].relative_to(self.root).as_posix() for name in nearest]

    @cached_property
    def _texts(self) -> dict[str, str]:
        """The files of tests, as they are written."""
        tests = [name for name in self.files if name.rpartition(".")[2].startswith("test_")]
        return {name: self.files[name].read_text("utf-8") for name in tests}

    @cached_property
    def _reached(self) -> dict[str, dict[str, int]]:
        """What each file of tests needs; who needs little is asked before who needs all."""
        return {name: _distances(self.imports, name) for name in self._texts}


def read_tree(root: Path = ROOT) -> Tree:
    files = dict(_files(root))
    imports = {name: frozenset(_imports(name, path, files)) for name, path in files.items()}
    return Tree(root, files, imports)


def source_folders(root: Path = ROOT) -> list[Path]:
    """The folders that an installation for development puts on the path."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    return [root / name for name in project["tool"]["hatch"]["build"]["dev-mode-dirs"]]


def _files(root: Path) -> Iterator[tuple[str, Path]]:
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    for package in [*project["tool"]["importlinter"]["root_packages"], "tests"]:
        for folder in source_folders(root):
            # The gateway's folder has the name of its package, and holds it.
            if (folder / package / "__init__.py").is_file() or package == "tests":
                for path in sorted((folder / package).rglob("*.py")):
                    names = path.relative_to(folder).with_suffix("").parts
                    yield ".".join(names).removesuffix(".__init__"), path


def _imports(name: str, path: Path, files: Mapping[str, Path]) -> Iterator[str]:
    """The modules that a module imports, wherever in it, and the conftest above a test."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names if alias.name in files)
            case ast.ImportFrom(module=str(module), names=names):
                inner = [f"{module}.{alias.name}" for alias in names]
                yield from (each if each in files else module for each in inner if module in files)
    folders = name.split(".")[:-1]
    for depth in range(len(folders), 0, -1):
        fixtures = ".".join([*folders[:depth], "conftest"])
        if fixtures in files and fixtures != name:
            yield fixtures


def _distances(edges: Mapping[str, frozenset[str] | set[str]], start: str) -> dict[str, int]:
    """How many edges away everything is that can be reached."""
    distances = {start: 0}
    waiting = [start]
    for name in waiting:
        for neighbour in sorted(edges[name]):
            if neighbour not in distances:
                distances[neighbour] = distances[name] + 1
                waiting.append(neighbour)
    return distances
