"""Processes with several products: what comes out beside, and how the burden is shared."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, StringConstraints, with_config

from accounting.values.domain.numbers import Exact
from accounting.values.domain.text import Id, Text
from accounting.values.domain.units import Quantity
from chassis.written import Day

_STRICT = ConfigDict(extra="forbid")


@with_config(_STRICT)
@dataclass(frozen=True)
class CoProduct:
    """Something useful that comes out beside a process's main output, per that output."""

    id: Id
    name: Text
    output: Quantity


@with_config(_STRICT)
@dataclass(frozen=True)
class Weight:
    """What one unit of a product weighs, contains or costs. The main product has its process's
    identifier.
    """

    product: Id
    per_unit: Exact


@with_config(_STRICT)
@dataclass(frozen=True)
class Physical:
    """Share the burden by mass or by energy content (step 2 of the standard's order).

    Weights are kg or MJ per unit of the product's output; a product that is counted in a unit of
    mass or of energy already needs none.
    """

    method: Literal["mass", "energy"]
    not_subdivided: Text
    """Why the process cannot be divided into one for each product (step 1)."""
    weights: Annotated[tuple[Weight, ...], Field(max_length=50)] = ()


@with_config(_STRICT)
@dataclass(frozen=True)
class Economic:
    """Share the burden by value (step 3), by prices of one currency and one period."""

    method: Literal["economic"]
    not_subdivided: Text
    not_physical: Text
    """Why no physical relation describes how the products cause the burden (step 2)."""
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
    """ISO 4217."""
    period_start: Day
    period_end: Day
    weights: Annotated[tuple[Weight, ...], Field(min_length=2, max_length=50)]
    """Price per unit of each product's output, averaged over the period."""


Allocation = Annotated[Physical | Economic, Field(discriminator="method")]
