"""Product systems: unit processes with their exchanges, nested."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, with_config

from accounting.domain.numbers import Exact
from accounting.domain.text import Id, Symbol, Text
from accounting.domain.units import Quantity
from chassis.refusals import Invalid
from packs.models import Stage

_STRICT = ConfigDict(extra="forbid")


class AmountImpossible(Invalid):
    """An amount or a loss lies outside what can physically be."""

    zh = "{where}:{what} 不能为 {value};产出须大于 0,消耗须不小于 0,损耗率须在 0 与 1 之间。"
    en = (
        "{where}: {what} cannot be {value}; outputs are above 0, consumption is 0 or more, "
        "a loss lies between 0 and 1."
    )


class Origin(StrEnum):
    """Where the carbon of an emission comes from."""

    FOSSIL = "fossil"
    BIOGENIC = "biogenic"


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


@with_config(_STRICT)
@dataclass(frozen=True)
class FromFactor:
    """An input whose burden comes from the factor library."""

    kind: Literal["factor"]
    id: Id
    flow: Id
    factor: Symbol
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
    origin: Origin = Origin.FOSSIL

    loss = Decimal(0)

    @property
    def flow(self) -> str:
        suffix = "-biogenic" if self.origin is Origin.BIOGENIC else ""
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

    loss = Decimal(0)


Exchange = Annotated[FromProcess | FromFactor | Emission | CutOff, Field(discriminator="kind")]


@with_config(_STRICT)
@dataclass(frozen=True)
class UnitProcess:
    """One process: its exchanges are per `output`."""

    id: Id
    name: Text
    stage: Stage
    output: Quantity
    exchanges: Annotated[tuple[Exchange, ...], Field(min_length=1, max_length=1000)]

    @cached_property
    def ordered(self) -> tuple[Exchange, ...]:
        """Exchanges by identifier: the order in which they are added up."""
        return tuple(sorted(self.exchanges, key=lambda exchange: exchange.id))

    def supplies(self) -> Iterator[FromProcess]:
        return (exchange for exchange in self.ordered if isinstance(exchange, FromProcess))


@with_config(_STRICT)
@dataclass(frozen=True)
class ProductSystem:
    """The unit processes behind one product; `reference` makes the product itself."""

    name: Text
    reference: Id
    processes: Annotated[tuple[UnitProcess, ...], Field(min_length=1, max_length=5000)]

    @cached_property
    def by_id(self) -> Mapping[str, UnitProcess]:
        return {process.id: process for process in self.processes}
