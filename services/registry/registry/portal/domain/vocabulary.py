"""Codes of a label in words: units, life-cycle boundaries, schemes."""

from collections.abc import Mapping

from contracts.certification import Scheme
from registry.values.domain.bilingual import Bilingual

_UNITS: Mapping[str, Bilingual] = {
    "kWp": Bilingual("千瓦峰值 (kWp)", "kilowatt peak (kWp)"),
    "Wp": Bilingual("瓦峰值 (Wp)", "watt peak (Wp)"),
    "m2": Bilingual("平方米 (m²)", "square metre (m²)"),
    "m3": Bilingual("立方米 (m³)", "cubic metre (m³)"),
    "kg": Bilingual("千克 (kg)", "kilogram (kg)"),
    "piece": Bilingual("件", "piece"),
}

_BOUNDARIES: Mapping[str, Bilingual] = {
    "cradle-to-gate": Bilingual(
        "摇篮到大门：从原材料获取到产品出厂",
        "Cradle to gate: from raw materials to the factory gate",
    ),
    "cradle-to-grave": Bilingual(
        "摇篮到坟墓：从原材料获取到废弃处置", "Cradle to grave: from raw materials to end of life"
    ),
}

_SCHEMES: Mapping[Scheme, Bilingual] = {
    Scheme.NATIONAL_CFP: Bilingual(
        "国家产品碳足迹标识认证（试点）", "National product carbon footprint labelling (pilot)"
    ),
    Scheme.CB_OWN: Bilingual(
        "认证机构自有制度，不属于国家统一标识认证",
        "The body's own scheme, not the national label certification",
    ),
}


def unit_name(unit: str) -> Bilingual:
    """A declared unit in words; a unit without words is shown as it is written."""
    return _UNITS.get(unit, Bilingual(unit, unit))


def boundary_name(boundary: str) -> Bilingual:
    """A life-cycle boundary in words."""
    return _BOUNDARIES.get(boundary, Bilingual(boundary, boundary))


def scheme_name(scheme: Scheme) -> Bilingual:
    """The certification scheme in words."""
    return _SCHEMES[scheme]
