"""Telling a greenhouse gas and its origin from what another program calls a flow."""

import re
import unicodedata
from dataclasses import dataclass

from accounting.foreign.domain.flow_lists import LISTED
from accounting.foreign.domain.origins import Origin
from accounting.foreign.domain.substances import CAS, FORMULAS, HARMLESS, NAMES


def _listed(words: str) -> tuple[str, ...]:
    return tuple(words.split())


_CODE = re.compile(r" (hcfc|hfc|cfc|pfc|halon|hfe|r)c? ?(\d{2,4}[a-z]{0,3}) ")
_CODES = {
    **{gas.partition("-")[2].lower(): gas for gas in NAMES if gas[:2] in ("HF", "HC", "CF")},
    "14": "CF4",
    "116": "C2F6",
    "218": "C3F8",
    "318": "c-C4F8",
}
_SYNONYMS = sorted(
    ((name, gas) for gas, names in NAMES.items() for name in names),
    key=lambda pair: -len(pair[0]),
)
_OTHER_SUBSTANCE = _listed(
    "fluor chlor brom iod thiol volatile nmvoc voc 氟 氯 溴 碘 烃 挥发 硫 醇"
)
_OTHER_MEANING = _listed(
    "equivalent equiv eq correction delayed removal removed stored storage capture credit offset "
    "sequest 100yr 当量 抵消 移除 捕集 封存 储存"
)
"""Words with which a name stands for a figure in a ledger, and not for what a process releases."""
_CARBON = frozenset({"CO2", "CH4"})
"""Gases whose origin matters."""
_ORIGINS: tuple[tuple[Origin, tuple[str, ...]], ...] = (
    (
        Origin.LAND_USE_CHANGE,
        (
            "from soil or biomass stocks",
            "from soil or biomass stock",
            "land use and land use change",
            "land use change",
            "land transformation",
            "deforestation",
            "peat oxidation",
            "lulucf",
            "luluc",
            "dluc",
            "luc",
            "土地利用和土地利用变化",
            "土地利用变化",
            "土地转化",
            "土地利用",
            "土壤或生物质碳库",
            "土壤或生物质",
            "毁林",
        ),
    ),
    (
        Origin.BIOGENIC,
        (
            "non fossil",
            "nonfossil",
            "biogenic",
            "from biomass",
            "biomass",
            "renewable",
            "short cycle",
            "非化石",
            "生物成因",
            "生物质",
            "生物源",
            "生物",
            "可再生",
        ),
    ),
    (Origin.FOSSIL, ("from fossil fuels", "fossil fuels", "fossil", "化石燃料", "化石")),
    (Origin.AIRCRAFT, ("aircraft", "aviation", "航空", "飞机")),
    (Origin.UPTAKE, ("in air", "from air", "uptake", "吸收")),
)
_NOISE = _listed(
    "排放至空气 排放到空气 进入空气 排入空气 排入大气 排放至大气 向空气 至空气 到空气 空气 大气 "
    "排放 气体 来源 成因 直接 间接 源 的 中 由 自"
)
_PLAIN = frozenset(
    _listed(
        "to air emission emissions in the gas unspecified origin source sources direct indirect "
        "from of and or total 气 kg"
    )
)


@dataclass(frozen=True)
class ElementaryFlow:
    """What a file says of something that comes from nature or goes there."""

    id: str
    name: str
    formula: str = ""
    cas: str = ""
    compartment: str = ""


@dataclass(frozen=True)
class Recognised:
    """A gas, whether or not a set of warming potentials lists it."""

    gas: str
    origin: Origin
    unclear: str = ""
    """Words of its name that were not understood."""


def recognised(flow: ElementaryFlow) -> Recognised | None:
    """By UUID before name, name before CAS number, and by formula where nothing else tells."""
    if listed := LISTED.get(flow.id.lower()):
        return Recognised(*listed)
    text = words(flow.name)
    if code := _CODE.search(text):
        gas = _CODES.get(code[2], "")
        return Recognised(gas, Origin.FOSSIL) if gas else None
    for name, gas in _SYNONYMS:
        found = f" {name} " if name.isascii() else name
        if found in text:
            return _qualified(gas, text.replace(found, " ", 1), is_named=True)
    # A name in a language that is not read says nothing of the origin; its number does of the gas.
    cas = re.sub(r"^0+", "", flow.cas.strip())
    gas = CAS.get(cas) or FORMULAS.get(words(flow.formula).strip().upper(), "")
    return _qualified(gas, text, is_named=False) if gas else None


def names_a_gas(flow: ElementaryFlow) -> bool:
    """Whether carbon dioxide, methane or nitrous oxide is in its name, whatever else is."""
    text = words(flow.name)
    usual = (name for gas in ("CO2", "CH4", "N2O") for name in NAMES[gas])
    return any((f" {name} " if name.isascii() else name) in text for name in usual)


def is_harmless(flow: ElementaryFlow) -> bool:
    """Whether it is known to warm nothing."""
    tokens = words(flow.name).split()
    heads = {" ".join(tokens[:count]) for count in range(1, 5)}
    return bool(heads & HARMLESS)


def words(name: str) -> str:
    """The words of a name between blanks, without marks, cases and widths of letters."""
    flat = unicodedata.normalize("NFKC", name).casefold()
    kept = "".join(mark if mark.isalnum() else " " for mark in flat)
    return f" {' '.join(kept.split())} "


def _qualified(gas: str, rest: str, *, is_named: bool) -> Recognised | None:
    if "to soil or biomass stock" in rest or any(mark in rest for mark in _OTHER_MEANING):
        return None
    if is_named and any(mark in rest for mark in _OTHER_SUBSTANCE):
        return None
    origin = Origin.UNSTATED
    for meaning, phrases in _ORIGINS:
        for phrase in phrases:
            found = f" {phrase} " if phrase.isascii() else phrase
            if found in rest:
                rest = rest.replace(found, " ", 1)
                origin = meaning if origin is Origin.UNSTATED else origin
    for noise in _NOISE:
        rest = rest.replace(noise, " ")
    unclear = " ".join(word for word in rest.split() if word not in _PLAIN)
    return Recognised(gas, origin, unclear if gas in _CARBON else "")
