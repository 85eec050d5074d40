"""Global warming potentials over 100 years, as versioned sets that a rule chooses from."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter

from accounting.values.domain.numbers import Exact
from chassis.refusals import Invalid


class GasUnknown(Invalid):
    """A direct emission names a gas that the rule's GWP set does not list."""

    zh = "{where}:GWP 集 {gwp_set} 没有气体 {gas}。可用气体:{known}。"
    en = "{where}: GWP set {gwp_set} does not list {gas}. Known gases: {known}."


@dataclass(frozen=True)
class GwpSet:
    """kg CO2e per kg of each gas, as one assessment report gives them."""

    name: str
    version: str
    values: Mapping[str, Decimal]

    def of(self, gas: str, *, where: str) -> Decimal:
        """Raises `GasUnknown`, listing the gases that there are."""
        try:
            return self.values[gas]
        except KeyError:
            known = ", ".join(sorted(self.values))
            raise GasUnknown(where=where, gwp_set=self.name, gas=gas, known=known) from None


class GwpPack(BaseModel):
    """`gwp.yaml`: the sets of one source."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: str
    horizon_years: int
    source: str
    sets: dict[str, dict[str, Exact]]


def read_gwp(text: str) -> tuple[dict[str, GwpSet], str]:
    """Every set of the pack by name, and the content hash of the file."""
    pack = GwpPack.model_validate(yaml.safe_load(text))
    sets = {name: GwpSet(name, pack.version, values) for name, values in pack.sets.items()}
    return sets, hashlib.sha256(text.encode()).hexdigest()


GWP_VALUES: TypeAdapter[dict[str, Decimal]] = TypeAdapter(dict[str, Exact])
