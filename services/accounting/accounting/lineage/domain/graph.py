"""The graph of a lineage: nodes with their time and actor, and what each of them rests on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from accounting.custody.domain.authorship import Actor


class NodeKind(StrEnum):
    """What stands behind a result."""

    RESULT = "result"
    PROCESS = "process"
    EXCHANGE = "exchange"
    MEASUREMENT = "measurement"
    EVIDENCE = "evidence"
    ACTIVITY = "activity-data"
    SYSTEM = "product-system"
    PRODUCT = "product"
    FACTOR = "factor"
    SUPPLIER_FOOTPRINT = "supplier-footprint"
    LIBRARY = "factor-library"
    GWP = "gwp-set"
    RULE = "rule"
    ENGINE = "engine"
    CALCULATION = "calculation"
    SEAL = "seal"
    BODY = "certification-body"
    FINDING = "finding"


class StandingOnDay(StrEnum):
    """What a calculation was on the day."""

    CALCULATED = "calculated"
    SEALED = "sealed"


@dataclass(frozen=True)
class Words:
    """A name or a sentence in both languages."""

    zh: str
    en: str


@dataclass(frozen=True)
class LineageNode:
    """One thing that a result rests on."""

    id: str
    kind: NodeKind
    """What it is."""
    name: Words
    at: datetime | None = None
    """When it was recorded, handed in, loaded or decided; None: not written down."""
    by: Actor | None = None
    """None: not written down, or nobody in particular."""
    facts: Mapping[str, str] = field(default_factory=dict)
    """What is known of it."""


@dataclass(frozen=True)
class Edge:
    """`of` rests on `on`."""

    of: str
    """The node that rests on another."""
    on: str
    """The node that it rests on."""


@dataclass(frozen=True)
class LaterChange:
    """Something that had become known by the day and that the calculation does not rest on."""

    node: str
    at: datetime | None
    what: Words


@dataclass(frozen=True)
class Lineage:
    """A result with everything behind it, as it was known on a day."""

    as_of: date
    standing: StandingOnDay
    root: str
    nodes: tuple[LineageNode, ...]
    edges: tuple[Edge, ...]
    changes: tuple[LaterChange, ...]
