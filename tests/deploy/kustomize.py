"""As much of Kustomize as the base uses, so that it can be rendered wherever the tests run."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

BASE = Path(__file__).resolve().parents[2] / "deploy" / "k8s" / "base"
_KNOWN = {"apiVersion", "kind", "namespace", "resources", "images"}
_WITHOUT_NAMESPACE = {"Namespace"}


def render(folder: Path = BASE) -> list[dict[str, Any]]:
    """Every object of a kustomization. Raises `ValueError` for what this does not understand."""
    instructions = yaml.safe_load((folder / "kustomization.yaml").read_text("utf-8"))
    if unknown := instructions.keys() - _KNOWN:
        raise ValueError(f"{folder} uses {', '.join(sorted(unknown))}")
    objects = [o for name in instructions["resources"] for o in _resource(folder / name)]
    for each in objects:
        if "namespace" in instructions and each["kind"] not in _WITHOUT_NAMESPACE:
            each["metadata"]["namespace"] = instructions["namespace"]
        for image in instructions.get("images", []):
            _retag(each, image)
    return objects


def _resource(path: Path) -> Iterator[dict[str, Any]]:
    if path.is_dir():
        yield from render(path)
    else:
        yield from yaml.safe_load_all(path.read_text("utf-8"))


def _retag(node: object, image: dict[str, str]) -> None:
    match node:
        case dict():
            if node.get("image") == image["name"]:
                node["image"] = f"{image.get('newName', image['name'])}:{image['newTag']}"
            for member in node.values():
                _retag(member, image)
        case list():
            for member in node:
                _retag(member, image)
