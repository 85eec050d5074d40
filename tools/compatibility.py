"""Whether a contract changed in a way that readers or writers of the earlier one survive.

Only optional additions pass: everything else is a new version of the event beside the old one.
"""

import json
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import cast

_WORDS = frozenset({"title", "description", "examples", "$id", "$schema", "default"})
"""What only explains; changing it breaks nobody."""
_NEAR = "HEAD"
_MAIN = ("origin/main", "main")
Schema = Mapping[str, object]


def breaking(old: Schema, new: Schema) -> list[str]:
    """Every place where `new` is more than `old` with optional members added."""
    return list(_differences("data", _Resolved(old, old), _Resolved(new, new)))


def earlier_files(root: Path, folder: str) -> dict[str, dict[str, str]]:
    """The files of a folder as they were: base to path to text.

    The bases are the last commit and the merge base with main, or the commit before the last one
    when the last one *is* on main. A shallow clone knows fewer; without history there are none.
    """
    return {base: _files_at(root, base, folder) for base in _bases(root)}


class _Resolved:
    """A part of a schema, with the references it makes into its document followed."""

    def __init__(self, part: object, document: Schema) -> None:
        self.document = document
        while isinstance(part, Mapping) and "$ref" in part:
            part = _at(document, str(part["$ref"]))
        self.part = part

    def child(self, part: object) -> "_Resolved":
        return _Resolved(part, self.document)

    def member(self, name: str) -> object:
        return self.part.get(name) if isinstance(self.part, Mapping) else None

    @property
    def properties(self) -> Mapping[str, object]:
        found = self.member("properties")
        return found if isinstance(found, Mapping) else {}

    @property
    def required(self) -> frozenset[str]:
        found = self.member("required")
        return frozenset(found) if isinstance(found, list) else frozenset()

    @property
    def keywords(self) -> dict[str, object]:
        """What the part demands, apart from its members and its explanations."""
        left_out = _WORDS | {"properties", "required", "$defs", "anyOf", "items"}
        part = self.part if isinstance(self.part, Mapping) else {}
        return {name: value for name, value in part.items() if name not in left_out}

    @property
    def alternatives(self) -> list[object]:
        found = self.member("anyOf")
        return found if isinstance(found, list) else []


def _differences(place: str, old: _Resolved, new: _Resolved) -> Iterator[str]:
    if old.keywords != new.keywords:
        yield f"{place}: {_shown(old.keywords)} became {_shown(new.keywords)}"
    for name in sorted(old.properties.keys() - new.properties.keys()):
        yield f"{place}.{name}: is gone"
    for name in sorted(new.required - old.required):
        yield f"{place}.{name}: is required now"
    for name in sorted((old.required - new.required) & new.properties.keys()):
        yield f"{place}.{name}: may be missing now"
    for name in sorted(old.properties.keys() & new.properties.keys()):
        before, after = old.child(old.properties[name]), new.child(new.properties[name])
        yield from _differences(f"{place}.{name}", before, after)
    yield from _lists(place, old, new)


def _lists(place: str, old: _Resolved, new: _Resolved) -> Iterator[str]:
    if len(old.alternatives) != len(new.alternatives):
        yield f"{place}: has {len(new.alternatives)} forms instead of {len(old.alternatives)}"
    for before, after in zip(old.alternatives, new.alternatives, strict=False):
        yield from _differences(place, old.child(before), new.child(after))
    if old.member("items") is not None or new.member("items") is not None:
        before, after = old.child(old.member("items")), new.child(new.member("items"))
        yield from _differences(f"{place}[]", before, after)


def _at(document: Schema, reference: str) -> object:
    part: object = document
    for name in reference.removeprefix("#/").split("/"):
        part = cast(Schema, part)[name]
    return part


def _shown(keywords: Mapping[str, object]) -> str:
    return json.dumps(keywords, ensure_ascii=False, sort_keys=True)


def _bases(root: Path) -> list[str]:
    head = _git(root, "rev-parse", "--verify", "--quiet", _NEAR)
    if head is None:
        return []
    forks = [_git(root, "merge-base", _NEAR, main) for main in _MAIN]
    fork = next((found for found in forks if found), None)
    if fork in {None, head}:
        fork = _git(root, "rev-parse", "--verify", "--quiet", f"{_NEAR}~1")
    return [base for base in (head, fork) if base]


def _files_at(root: Path, base: str, folder: str) -> dict[str, str]:
    listed = _git(root, "ls-tree", "-r", "--name-only", base, "--", folder) or ""
    return {name: _git(root, "show", f"{base}:{name}") or "" for name in listed.splitlines()}


def _git(root: Path, *arguments: str) -> str | None:
    """What git prints, or None when it fails."""
    done = subprocess.run(
        ["git", *arguments], cwd=root, capture_output=True, text=True, check=False
    )
    return done.stdout.strip() if done.returncode == 0 else None
