"""Default heating values of fuels, as a pack gives them."""

from dataclasses import dataclass

import yaml
from pydantic import BaseModel, ConfigDict

from accounting.model.domain.exchanges import Heating
from accounting.model.domain.heating import co2_per_unit
from accounting.values.domain.numbers import Computed, Exact
from accounting.values.domain.text import Id, Symbol, Text


@dataclass(frozen=True)
class DefaultFuel:
    """A carrier with the heating values to write into an exchange of the kind `fuel`."""

    carrier: str
    name: Text
    heating: Heating
    co2_kg_per_unit: Computed
    """kg CO2 per `heating.per`, from burning alone."""


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Id
    name: Text
    net_calorific_value: Exact
    per: Symbol
    carbon_content: Exact
    oxidation: Exact
    ch4_kg_per_tj: Exact
    n2o_kg_per_tj: Exact


class _FuelPack(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    version: str
    source: Text
    fuels: tuple[_Row, ...]


def read_fuels(text: str) -> tuple[DefaultFuel, ...]:
    """Every fuel of `fuels.yaml`, in its order."""
    pack = _FuelPack.model_validate(yaml.safe_load(text))
    return tuple(_fuel(row, pack.source) for row in pack.fuels)


def _fuel(row: _Row, source: Text) -> DefaultFuel:
    heating = Heating(
        net_calorific_value=row.net_calorific_value,
        per=row.per,
        carbon_content=row.carbon_content,
        oxidation=row.oxidation,
        source=source,
        ch4_kg_per_tj=row.ch4_kg_per_tj,
        n2o_kg_per_tj=row.n2o_kg_per_tj,
    )
    return DefaultFuel(row.id, row.name, heating, co2_per_unit(heating))
