"""Product systems: unit processes with their exchanges, nested."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BeforeValidator, ConfigDict, Field, TypeAdapter, with_config

from accounting.model.domain.co_products import Allocation, CoProduct
from accounting.model.domain.exchanges import (
    Electricity,
    Fuel,
    Packaging,
    Transport,
    Uptake,
    Waste,
    Wood,
)
from accounting.model.domain.offsets import no_offset
from accounting.values.domain.numbers import Exact
from accounting.values.domain.text import Id, Symbol, Text, absent
from accounting.values.domain.units import Quantity
from chassis.refusals import Invalid
from packs.models import Stage

_STRICT = ConfigDict(extra="forbid")
_ABOVE_ZERO = Text("大于 0", "above 0")
_NOT_NEGATIVE = Text("不小于 0", "0 or more")
_SHARE = Text("不小于 0 且小于 1", "0 or more and below 1")
_ALLOWED = {"output": _ABOVE_ZERO, "loss": _SHARE, "line_loss": _SHARE}


class AmountImpossible(Invalid):
    """An amount or a loss lies outside what can physically be."""

    zh = "{where}:{what} 不能为 {value};须{allowed_zh}。请更正后重新提交。"
    en = "{where}: {what} cannot be {value}; it must be {allowed}. Correct it and send it again."

    def __init__(self, **facts: object) -> None:
        span = _ALLOWED.get(str(facts["what"]), _NOT_NEGATIVE)
        super().__init__(**{"allowed_zh": span.zh, "allowed": span.en, **facts})


Node = tuple[str, str]
"""A process and one of its products."""


class GasOrigin(StrEnum):
    """Where an emission comes from; each origin has its own line in a result."""

    FOSSIL = "fossil"
    BIOGENIC = "biogenic"
    LAND_USE_CHANGE = "land-use-change"
    AIRCRAFT = "aircraft"


@with_config(_STRICT)
@dataclass(frozen=True)
class FromProcess:
    """An input that another unit process of the system makes."""

    kind: Literal["process"]
    id: Id
    process: Id
    amount: Exact
    unit: Symbol
    loss: Exact = Decimal(0)
    """Share of the supply lost before use, 0 or more and below 1."""
    product: Annotated[Id | None, Field(exclude_if=absent)] = None
    """A co-product of that process; its main product when absent."""

    @property
    def node(self) -> Node:
        """The process that supplies, and which of its products."""
        return self.process, self.product or self.process


@with_config(_STRICT)
@dataclass(frozen=True)
class FromFactor:
    """An input whose burden comes from the factor library."""

    kind: Literal["factor"]
    id: Id
    flow: Id
    factor: Symbol
    """The factor, by its id."""
    amount: Exact
    unit: Symbol
    loss: Exact = Decimal(0)


@with_config(_STRICT)
@dataclass(frozen=True)
class Emission:
    """A gas that the process itself releases, as mass."""

    kind: Literal["emission"]
    id: Id
    gas: Symbol
    amount: Exact
    unit: Symbol
    origin: GasOrigin = GasOrigin.FOSSIL

    loss = Decimal(0)

    @property
    def flow(self) -> str:
        suffix = "" if self.origin is GasOrigin.FOSSIL else f"-{self.origin.value}"
        return f"emission:{self.gas}{suffix}"


@with_config(_STRICT)
@dataclass(frozen=True)
class CutOff:
    """An input left out on purpose: kept in the books with its reason, without a burden."""

    kind: Literal["cut-off"]
    id: Id
    flow: Id
    amount: Exact
    unit: Symbol
    reason: Text
    estimate: Annotated[Exact | None, Field(exclude_if=absent)] = None
    """kg CO2e per unit at most, for the books alone: it never enters the footprint."""

    loss = Decimal(0)


WithBurden = (
    FromFactor | Emission | CutOff | Transport | Packaging | Waste | Fuel | Electricity | Uptake
)
"""Every exchange but those with other processes of the system."""
Exchange = Annotated[
    FromProcess | WithBurden, Field(discriminator="kind"), BeforeValidator(no_offset)
]


@with_config(_STRICT)
@dataclass(frozen=True)
class UnitProcess:
    """One process: its exchanges are per `output`."""

    id: Id
    name: Text
    stage: Stage
    output: Quantity
    exchanges: Annotated[tuple[Exchange, ...], Field(min_length=1, max_length=1000)]
    co_products: Annotated[
        tuple[CoProduct, ...] | None, Field(min_length=1, max_length=50, exclude_if=absent)
    ] = None
    allocation: Annotated[Allocation | None, Field(exclude_if=absent)] = None

    @cached_property
    def ordered(self) -> tuple[Exchange, ...]:
        """Exchanges by identifier: the order in which they are added up."""
        return tuple(sorted(self.exchanges, key=lambda exchange: exchange.id))

    @cached_property
    def outputs(self) -> Mapping[str, Quantity]:
        """Every product by identifier; the main product has the process's own."""
        beside = {product.id: product.output for product in self.co_products or ()}
        return {self.id: self.output, **beside}

    def supplies(self) -> Iterator[FromProcess]:
        return (exchange for exchange in self.ordered if isinstance(exchange, FromProcess))


@with_config(_STRICT)
@dataclass(frozen=True)
class ProductSystem:
    """The unit processes behind one product; `reference` makes the product itself."""

    name: Text
    reference: Id
    """The process whose output is the product."""
    processes: Annotated[tuple[UnitProcess, ...], Field(min_length=1, max_length=20_000)]
    wood: Annotated[
        tuple[Wood, ...] | None, Field(min_length=1, max_length=50, exclude_if=absent)
    ] = None
    """Wood per output of the reference process, for the carbon stored beside the footprint."""

    @cached_property
    def by_id(self) -> Mapping[str, UnitProcess]:
        return {process.id: process for process in self.processes}


SYSTEM = TypeAdapter(ProductSystem)
