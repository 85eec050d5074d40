"""What else a process takes or gives off: freight, packaging, waste, fuels, electricity, uptake."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, with_config

from accounting.values.domain.numbers import EXACT, Exact
from accounting.values.domain.text import Id, Symbol, Text, absent
from accounting.values.domain.units import Quantity, convert

_STRICT = ConfigDict(extra="forbid")


class Mode(StrEnum):
    """How goods travel; the emissions of aircraft are reported on their own."""

    ROAD = "road"
    RAIL = "rail"
    SEA = "sea"
    INLAND_WATER = "inland-water"
    AIR = "air"


class Route(StrEnum):
    """Where waste goes."""

    LANDFILL = "landfill"
    INCINERATION = "incineration"
    RECYCLING = "recycling"
    COMPOSTING = "composting"
    WASTEWATER = "wastewater"
    OTHER = "other"


@with_config(_STRICT)
@dataclass(frozen=True)
class Transport:
    """One leg of freight: mass times distance by mode and class of vehicle."""

    kind: Literal["transport"]
    id: Id
    mode: Mode
    vehicle: Id
    """Class of the vehicle that the factor stands for, such as `heavy-diesel-truck`."""
    factor: Symbol
    """kg CO2e per t.km at the load that the class usually carries."""
    mass: Quantity
    """How heavy it is."""
    distance: Quantity
    """One way, loaded."""
    assumption: Text
    """What is assumed about load and way back, for instance that the factor contains both."""
    empty_return: Exact = Decimal(0)
    """Share of the distance driven back empty that is added, 0 to 1; 0 if the factor has it."""
    upstream: Annotated[Symbol | None, Field(exclude_if=absent)] = None
    """Factor of the fuel's supply per t.km, where `factor` counts only the driving."""

    loss = Decimal(0)
    unit = "t.km"

    @property
    def flow(self) -> str:
        return f"freight:{self.mode.value}"

    @property
    def amount(self) -> Decimal:
        """Tonne kilometres, the empty way back included."""
        tonnes = convert(self.mass.amount, self.mass.unit, "t", where=self.id)
        km = convert(self.distance.amount, self.distance.unit, "km", where=self.id)
        ways = EXACT.add(Decimal(1), self.empty_return)
        return EXACT.multiply(EXACT.multiply(tonnes, km), ways)


@with_config(_STRICT)
@dataclass(frozen=True)
class Packaging:
    """What the product leaves in; reusable packaging counts by its uses."""

    kind: Literal["packaging"]
    id: Id
    flow: Id
    factor: Symbol
    content: Quantity
    """What goes around the process's output, before reuse is counted."""
    uses: Exact = Decimal(1)
    """How many times it travels, 1 or more."""
    loss: Exact = Decimal(0)

    @property
    def unit(self) -> str:
        return self.content.unit

    @property
    def amount(self) -> Decimal:
        return EXACT.divide(self.content.amount, self.uses)


@with_config(_STRICT)
@dataclass(frozen=True)
class Waste:
    """Waste handed over for treatment. It is an output, so it is no input of the mass balance."""

    kind: Literal["waste"]
    id: Id
    flow: Id
    route: Route
    """What becomes of the waste."""
    factor: Symbol
    """kg CO2e per unit treated; a factor that credits what recycling saves is refused."""
    amount: Exact
    unit: Symbol

    loss = Decimal(0)


@with_config(_STRICT)
@dataclass(frozen=True)
class Heating:
    """What a fuel contains and releases; the product of the first three with 44/12 is its CO2."""

    net_calorific_value: Exact
    """GJ per `per`; 1 when `per` is GJ itself."""
    per: Symbol
    """`t`, `kg`, `Nm3`, `m3`, `L` or `GJ`."""
    carbon_content: Exact
    """t C per GJ."""
    oxidation: Exact
    """Share of the carbon that burns, above 0 and up to 1."""
    source: Text
    ch4_kg_per_tj: Exact = Decimal(0)
    """kg of methane per TJ."""
    n2o_kg_per_tj: Exact = Decimal(0)
    """kg of nitrous oxide per TJ."""
    biogenic: bool = False
    """The carbon is that of biomass: its CO2 stands beside the footprint."""


@with_config(_STRICT)
@dataclass(frozen=True)
class Fuel:
    """A carrier burnt by the process, by mass, normal volume or heat; its supply is a factor."""

    kind: Literal["fuel"]
    id: Id
    carrier: Id
    amount: Exact
    unit: Symbol
    heating: Heating
    """Measured, or a published default of `/v1/fuels`."""
    upstream: Annotated[Symbol | None, Field(exclude_if=absent)] = None
    """Factor of extraction, processing and delivery, per unit of the same kind as `unit`."""
    no_upstream: Annotated[Text | None, Field(exclude_if=absent)] = None
    """Why the supply has no factor; exactly one of the two is given."""
    loss: Exact = Decimal(0)

    @property
    def flow(self) -> str:
        return f"fuel:{self.carrier}"


@with_config(_STRICT)
@dataclass(frozen=True)
class ByLocation:
    """Electricity of the public grid, or the mix that is left when contracts are taken out."""

    by: Literal["location", "residual"]
    factor: Symbol
    """Footprint factor at the consumer: upstream, generation, transmission and losses."""


@with_config(_STRICT)
@dataclass(frozen=True)
class OnSite:
    """Electricity made and used on the site, so that no public line lies between."""

    by: Literal["on-site"]
    generation: Symbol


@with_config(_STRICT)
@dataclass(frozen=True)
class Direct:
    """Electricity of one kind of generation by direct supply, with the lines that carry it."""

    by: Literal["direct"]
    generation: Symbol
    """Factor of the generation, kg CO2e per kWh."""
    transmission: Symbol
    """Factor of the lines that carry it, kg CO2e per kWh."""
    contract: Text
    """Which contract proves the direct supply."""
    line_loss: Exact = Decimal(0)
    """Share lost on the way; 0 when the transmission factor includes the losses."""


@with_config(_STRICT)
@dataclass(frozen=True)
class MixPart:
    """One kind of generation in a mix."""

    factor: Symbol
    share: Exact


@with_config(_STRICT)
@dataclass(frozen=True)
class Mix:
    """A stated mix of generation; the shares add up to exactly 1."""

    by: Literal["mix"]
    parts: Annotated[tuple[MixPart, ...], Field(min_length=2, max_length=20)]
    """The parts of the mix; their shares come to 1."""
    transmission: Annotated[Symbol | None, Field(exclude_if=absent)] = None
    """Factor of the lines that carry it, kg CO2e per kWh."""
    line_loss: Exact = Decimal(0)


Supply = Annotated[ByLocation | OnSite | Direct | Mix, Field(discriminator="by")]


@with_config(_STRICT)
@dataclass(frozen=True)
class Electricity:
    """Electricity, with how it is supplied."""

    kind: Literal["electricity"]
    id: Id
    amount: Exact
    unit: Symbol
    supply: Supply
    """Where the electricity comes from."""
    loss: Exact = Decimal(0)
    """Share lost inside the plant before use."""

    flow = "electricity"


@with_config(_STRICT)
@dataclass(frozen=True)
class Uptake:
    """CO2 that biomass took from the air, as mass: -1 beside the footprint, never inside it."""

    kind: Literal["uptake"]
    id: Id
    amount: Exact
    unit: Symbol
    source: Text

    loss = Decimal(0)
    flow = "uptake:CO2"


@with_config(_STRICT)
@dataclass(frozen=True)
class Wood:
    """Wood in one output of the reference process, for the carbon that it stores (EN 16449)."""

    id: Id
    volume: Quantity
    """m3 of wood."""
    density_kg_m3: Exact
    """At the moisture given."""
    moisture_percent: Exact = Decimal(12)
    """Water, in percent of the dry mass."""
    carbon_fraction: Exact = Decimal("0.5")
    """Of the dry mass; 0.45 is the careful value."""
