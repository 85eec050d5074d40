"""Seals: the SHA-256 of a calculation's canonical document, and proving it again offline."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import ValidationError

from accounting.calculations.domain.calculation import (
    FORMAT,
    Document,
    calculate,
    document,
    read_document,
)
from accounting.engine.domain.evaluation import ENGINE_VERSIONS
from chassis.canonical import canonical, sha256_hex
from chassis.refusals import Invalid

_ABSENT = "(absent)"


class SealedBundleUnreadable(Invalid):
    """The file is not a sealed calculation of a format and engine that this release knows."""

    zh = "无法读取封存文件:{reason}。请重新下载 /v1/calculations/<编号>/bundle。"
    en = "This is no readable sealed calculation: {reason}. Download the bundle again."


@dataclass(frozen=True)
class Difference:
    """One place where the sealed document and its recomputation disagree."""

    path: str
    sealed: str
    recomputed: str


@dataclass(frozen=True)
class Recomputation:
    """What came out when a sealed calculation was done again from its own inputs."""

    claimed: str
    """The seal that the bundle names."""
    actual: str
    """SHA-256 of the document in the bundle."""
    recomputed: str
    """SHA-256 of the document with the result computed anew."""
    differences: tuple[Difference, ...]

    @property
    def holds(self) -> bool:
        return self.claimed == self.actual == self.recomputed


def seal(sealed: Mapping[str, object]) -> str:
    """SHA-256 over the canonical JSON of a document (RFC 8785)."""
    return sha256_hex(canonical(sealed))


def seal_of(document: str) -> str:
    """SHA-256 over a document that is canonical JSON already."""
    return sha256_hex(document.encode())


def bundle(document: str, seal: str) -> bytes:
    """The file that an auditor takes away: the document and the seal that it must have."""
    return canonical({"document": json.loads(document), "seal": seal})


def recompute(bundle_bytes: bytes) -> Recomputation:
    """Do a sealed calculation again from its own inputs, offline.

    Raises `SealedBundleUnreadable`.
    """
    claimed, sealed = _read(bundle_bytes)
    try:
        subject, background = read_document(sealed)
        again = document(subject, background, calculate(subject, background))
        differences = tuple(_differences(sealed, again, ""))
        return Recomputation(claimed, seal(sealed), seal(again), differences)
    except (ValidationError, KeyError, AttributeError, TypeError, ValueError) as failure:
        raise SealedBundleUnreadable(reason=str(failure)) from failure


def _read(bundle_bytes: bytes) -> tuple[str, Document]:
    try:
        content = json.loads(bundle_bytes)
    except (ValueError, RecursionError) as failure:
        raise SealedBundleUnreadable(reason=str(failure)) from failure
    sealed = content.get("document") if isinstance(content, dict) else None
    if not isinstance(sealed, dict) or not isinstance(content.get("seal"), str):
        raise SealedBundleUnreadable(reason="members `document` and `seal` are needed")
    if sealed.get("format") != FORMAT:
        raise SealedBundleUnreadable(reason=f"the format is not {FORMAT}")
    engine = sealed.get("engine")
    if not isinstance(engine, dict) or engine.get("version") not in ENGINE_VERSIONS:
        known = " or ".join(ENGINE_VERSIONS)
        raise SealedBundleUnreadable(reason=f"the engine version is not {known}")
    return content["seal"], sealed


def _differences(sealed: object, again: object, path: str) -> Iterator[Difference]:
    """Leaf by leaf in the order of the paths, as JSON pointers (RFC 6901)."""
    if isinstance(sealed, dict) and isinstance(again, dict):
        for key in sorted(sealed.keys() | again.keys()):
            step = f"{path}/{key.replace('~', '~0').replace('/', '~1')}"
            yield from _differences(sealed.get(key, _ABSENT), again.get(key, _ABSENT), step)
    elif isinstance(sealed, list) and isinstance(again, list):
        for index in range(max(len(sealed), len(again))):
            left = sealed[index] if index < len(sealed) else _ABSENT
            right = again[index] if index < len(again) else _ABSENT
            yield from _differences(left, right, f"{path}/{index}")
    elif sealed != again:
        yield Difference(path, str(sealed), str(again))
