"""Factors of an organisation that newer ones took the place of."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class SupersededKind(StrEnum):
    """Which of an organisation's factors were replaced."""

    OWN = "own"
    SUPPLIED = "supplied"


@dataclass(frozen=True)
class Superseded:
    """What was replaced by what: new versions by factor, or new footprints by earlier ones."""

    owner: str
    kind: SupersededKind
    replaced_by: Mapping[str, str]
