"""Units of other programs in the platform's: by the file's own tables, else by the usual ones."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from accounting.values.domain.numbers import EXACT, rounded
from accounting.values.domain.text import Text
from accounting.values.domain.units import convert, dimension, is_known

_PLACES = 20
ALIASES: Mapping[str, tuple[str, str]] = {
    name: (unit, size)
    for unit, sizes in {
        "MJ": "J 0.000001 kJ 0.001 MJ 1 GJ 1000 TJ 1000000 PJ 1000000000 Wh 0.0036 kcal 0.0041868 "
        "TCE 29307.6 tce 29307.6 TOE 41868 toe 41868 btu 0.00105505585262 Btu 0.00105505585262 "
        "MMBtu 1055.05585262",
        "kg": "mg 0.000001 ug 0.000000001 µg 0.000000001 ng 0.000000000001 cg 0.00001 dg 0.0001 "
        "dag 0.01 hg 0.1 kg 1 Mg 1000 ton 1000 kt 1000000 Gg 1000000 Mt 1000000000 "
        "lb 0.45359237 lb~av 0.45359237 oz 0.028349523125 oz~av 0.028349523125 oz~t 0.0311034768 "
        "ct 0.0002 carat 0.0002 gr 0.00006479891 sh~tn 907.18474 tn.sh 907.18474 "
        "long~tn 1016.0469088 tn.lg 1016.0469088 斤 0.5 公斤 1 千克 1 吨 1000 克 0.001",
        "m3": "mm3 0.000000001 cm3 0.000001 dm3 0.001 m³ 1 ml 0.000001 mL 0.000001 cl 0.00001 "
        "cL 0.00001 dl 0.0001 dL 0.0001 l 0.001 hl 0.1 hL 0.1 kl 1 kL 1 ul 0.000000001 "
        "in3 0.000016387064 cu.in 0.000016387064 cuft 0.028316846592 cu~ft 0.028316846592 "
        "cu.yd 0.764554857984 yd3 0.764554857984 gal~(US~liq) 0.003785411784 "
        "gal~(US~fl) 0.003785411784 gal~(Imp) 0.00454609 bbl 0.158987294928 立方米 1 升 0.001",
        "Nm3": "Nm³ 1 标立方米 1",
        "m2": "mm2 0.000001 cm2 0.0001 dm2 0.01 m² 1 km2 1000000 km² 1000000 ha 10000 are 100 "
        "ft2 0.09290304 ft² 0.09290304 sq.ft 0.09290304 in2 0.00064516 sq.in 0.00064516 "
        "yd2 0.83612736 sq.yd 0.83612736 acre 4046.8564224 ac 4046.8564224 平方米 1",
        "m": "um 0.000001 µm 0.000001 dm 0.1 dam 10 hm 100 in 0.0254 inch 0.0254 ft 0.3048 "
        "yd 0.9144 yard 0.9144 mi 1609.344 mile 1609.344 nmi 1852 米 1 千米 1000",
        "piece": "Item(s) 1 Items 1 item 1 p 1 unit 1 pcs 1 Dozen(s) 12 个 1 件 1 块 1 片 1",
        "t.km": "t*km 1 tkm 1 kg*km 0.001 kgkm 0.001 kt*km 1000 ktkm 1000 t*mi 1.609344 "
        "t*nmi 1.852 吨公里 1",
        "h": "hr 1 d 24 day 24 a 8760 yr 8760 year 8760 小时 1",
    }.items()
    for name, size in zip(
        (word.replace("~", " ") for word in sizes.split()[::2]), sizes.split()[1::2], strict=True
    )
}
"""What openLCA, ILCD and people call units that the platform writes otherwise or has not, and how
much of the platform's unit each is. `~` stands for a blank."""
_QUANTITIES: Mapping[str, str] = {
    "mass": "kg",
    "质量": "kg",
    "energy": "MJ",
    "net calorific value": "MJ",
    "能量": "MJ",
    "volume": "m3",
    "体积": "m3",
    "normal volume": "Nm3",
    "area": "m2",
    "面积": "m2",
    "length": "m",
    "长度": "m",
    "number of items": "Item(s)",
    "goods transport (mass*distance)": "t*km",
}
"""The unit in which openLCA and ILCD count a quantity, where a file brings no table of its own."""


@dataclass(frozen=True)
class UnitGroup:
    """Units that convert into one another, with how much of the reference unit each is."""

    reference: str
    sizes: Mapping[str, Decimal]


@dataclass(frozen=True)
class FlowMeasures:
    """The quantities by which a flow can be counted."""

    reference: str = ""
    """Identifier of the quantity that the others convert to."""
    factors: Mapping[str, Decimal] = field(default_factory=dict)
    """How much of a quantity one unit of the reference quantity is."""


@dataclass(frozen=True)
class Amount:
    """An amount in a unit of the platform."""

    value: Decimal
    unit: str


@dataclass(frozen=True)
class Measures:
    """Every unit group of a file, by quantity."""

    groups: Mapping[str, UnitGroup]
    """By identifier of the quantity that they count."""
    names: Mapping[str, str]
    """Names of quantities by identifier."""
    units: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Quantity and name of units by identifier."""

    def amount(
        self, value: Decimal, unit: tuple[str, str], quantity: str, flow: FlowMeasures
    ) -> Amount | Text:
        """An amount of a flow in a unit of the platform, or why there is none.

        `unit` is identifier and name as the exchange states them, either may be empty.
        """
        id, name = unit
        counted, name = self.units.get(id, (quantity or flow.reference, name))
        quantity = quantity or counted
        name = name or self._reference(counted)
        if not name:
            return Text("没有单位", "it has no unit")
        group = self.groups.get(counted)
        if group and name in group.sizes:
            size, base = group.sizes[name], group.reference
        else:
            size, base = Decimal(1), name
        return self._converted(value, (name, size, base), quantity, flow)

    def _converted(
        self,
        value: Decimal,
        unit: tuple[str, Decimal, str],
        quantity: str,
        flow: FlowMeasures,
    ) -> Amount | Text:
        name, size, base = unit
        if quantity and flow.reference and quantity != flow.reference:
            return self._by_reference(value, unit, quantity, flow)
        own = ours(name)
        # A unit that the file counts as the platform does stays as it was written.
        if own and is_known(own.unit) and own.value == 1 and _agrees(own.unit, size, base):
            return Amount(value, own.unit)
        found = ours(base)
        if found is None:
            return Text(f"平台没有单位“{name}”", f"the platform has no unit {name}")
        return Amount(_times(_times(value, size), found.value), found.unit)

    def _by_reference(
        self,
        value: Decimal,
        unit: tuple[str, Decimal, str],
        quantity: str,
        flow: FlowMeasures,
    ) -> Amount | Text:
        """Counted by another quantity than the flow's own: kilograms of what is sold in cubic
        metres.
        """
        name, size, base = unit
        factor, target = flow.factors.get(quantity), self._reference(flow.reference)
        per, found = ours(self._reference(quantity)), ours(base)
        to = ours(target)
        comparable = found and per and dimension(found.unit) is dimension(per.unit)
        if not factor or not comparable or found is None or per is None or to is None:
            return Text(
                f"单位“{name}”不能按该流的流属性换算",
                f"{name} cannot be converted by the flow's properties",
            )
        stated = _times(_times(value, size), found.value)
        counted = _over(convert(stated, found.unit, per.unit, where=name), per.value)
        return Amount(_times(_over(counted, factor), to.value), to.unit)

    def _reference(self, quantity: str) -> str:
        group = self.groups.get(quantity)
        if group:
            return group.reference
        return _QUANTITIES.get(self.names.get(quantity, "").casefold(), "")


def ours(name: str) -> Amount | None:
    """One of a unit in the platform's unit for it."""
    if is_known(name):
        return Amount(Decimal(1), name)
    found = ALIASES.get(name) or ALIASES.get(name.replace("²", "2").replace("³", "3"))
    return Amount(Decimal(found[1]), found[0]) if found else None


def _agrees(unit: str, size: Decimal, base: str) -> bool:
    """Whether the file's size of a unit is the platform's own."""
    found = ours(base)
    if found is None or dimension(found.unit) is not dimension(unit):
        return False
    mine = convert(Decimal(1), unit, found.unit, where=unit)
    theirs = _times(size, found.value)
    return abs(mine - theirs) <= abs(mine) * Decimal("1e-9")


def _times(a: Decimal, b: Decimal) -> Decimal:
    return rounded(EXACT.multiply(a, b), _PLACES)


def _over(a: Decimal, b: Decimal) -> Decimal:
    return rounded(EXACT.divide(a, b), _PLACES)
