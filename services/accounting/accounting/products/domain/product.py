"""Products: identity, and what one piece amounts to in every unit that speaks of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import Field, TypeAdapter

from accounting.model.domain.system import AmountImpossible
from accounting.products.domain.generation import Generation
from accounting.values.domain.numbers import EXACT
from accounting.values.domain.text import Text, absent
from accounting.values.domain.units import (
    Dimension,
    Quantity,
    UnitsIncompatible,
    convert,
    dimension,
)
from chassis.refusals import Conflict, Invalid, Missing

_SPOKEN = {
    "piece": Dimension.COUNT,
    "kWp": Dimension.PEAK_POWER,
    "m2": Dimension.AREA,
    "m3": Dimension.VOLUME,
    "kg": Dimension.MASS,
    "kWh": Dimension.ENERGY,
}
_FLAT = ((Dimension.AREA, "m2"), (Dimension.VOLUME, "m3"), (Dimension.LENGTH, "m"))


class ProductNotFound(Missing):
    """There is no such product among the caller's."""

    zh = "没有产品 {id}。请在 /v1/products 查看本企业的产品。"
    en = "There is no product {id}. See your products at /v1/products."


class ModelRepeated(Conflict):
    """The enterprise has described this model before."""

    zh = "本企业已有型号 {model} 的产品。请使用已有产品,或更换型号。"
    en = "Your enterprise already has a product {model}. Use that one, or give another model."


class PieceIncomplete(Invalid):
    """The product does not say what one piece amounts to in every unit of its category."""

    zh = "每件产品须给出 {needed},缺少或重复:{wrong}。"
    en = "State for one piece each of {needed} exactly once; missing or repeated: {wrong}."


class PieceInconsistent(Invalid):
    """Area, thickness and volume of one piece contradict one another."""

    zh = "每件的面积 × 厚度 = {product} m3,与所填体积 {volume} m3 不符(允差 1%);请核对。"
    en = "Area times thickness of one piece is {product} m3, not {volume} m3 (1% allowed); check."


class CpcOutsideCategory(Invalid):
    """The product states a UN CPC class that its category does not hold."""

    zh = "UN CPC 分类 {cpc} 不属于品类 {category};可用分类:{known}。"
    en = "The category {category} does not hold the UN CPC class {cpc}; it holds {known}."


@dataclass(frozen=True)
class ProductDraft:
    """What an enterprise says about a product model, before it is checked."""

    category: str
    name: Text
    model: str
    gtin: str | None
    site_division: str
    piece: tuple[Quantity, ...]
    generation: Generation | None = None
    cpc: str | None = None
    """UN CPC class, where it is not the category's first."""


@dataclass(frozen=True)
class Product:
    """A product model of an enterprise. `piece` and what it generates are the only sources of its
    conversions.
    """

    id: UUID
    enterprise: str
    category: str
    name: Text
    model: str
    gtin: str | None
    cpc: str
    site_division: str
    """GB/T 2260 code of the county where it is made."""
    piece: tuple[Quantity, ...]
    generation: Annotated[Generation | None, Field(exclude_if=absent)] = None
    """Of a PV module: the assumptions by which it converts to the electricity of its life."""

    @property
    def units(self) -> tuple[str, ...]:
        """The units in which the product can be expressed, one per dimension."""
        stated = {dimension(quantity.unit) for quantity in self.piece} | {Dimension.COUNT}
        if Dimension.LENGTH in stated and stated & {Dimension.AREA, Dimension.VOLUME}:
            stated |= {Dimension.AREA, Dimension.VOLUME}
        if self.generation is not None and Dimension.PEAK_POWER in stated:
            stated.add(Dimension.ENERGY)
        return tuple(unit for unit, kind in _SPOKEN.items() if kind in stated)

    @property
    def home(self) -> str:
        """The province it is made in, as factor libraries write regions: `CN-120000`."""
        return f"CN-{self.site_division[:2]}0000"

    def express_one(self, unit: str, to: str) -> Quantity:
        """One `unit` of the product in another unit."""
        return self.express(Quantity(Decimal(1), unit), to)

    def express(self, quantity: Quantity, unit: str) -> Quantity:
        """The same amount of product in another unit, by way of pieces.

        Raises `UnitsIncompatible` when one piece says nothing in that dimension.
        """
        if dimension(quantity.unit) is dimension(unit):
            amount = convert(quantity.amount, quantity.unit, unit, where=self.model)
            return Quantity(amount, unit)
        of, to = self._per_piece(quantity.unit), self._per_piece(unit)
        amount = convert(quantity.amount, quantity.unit, of.unit, where=self.model)
        amount = EXACT.divide(EXACT.multiply(amount, to.amount), of.amount)
        return Quantity(convert(amount, to.unit, unit, where=self.model), unit)

    def _per_piece(self, unit: str) -> Quantity:
        kind = dimension(unit)
        if kind is Dimension.COUNT:
            return Quantity(Decimal(1), "piece")
        found = self._stated(kind) or self._derived(kind)
        if found is None:
            stated = ", ".join(quantity.unit for quantity in self.piece)
            raise UnitsIncompatible(where=self.model, unit=unit, expected=f"piece, {stated}")
        return found

    def _stated(self, kind: Dimension) -> Quantity | None:
        return next((of for of in self.piece if dimension(of.unit) is kind), None)

    def _derived(self, kind: Dimension) -> Quantity | None:
        """Volume and area by way of the thickness, electricity by way of the peak power."""
        if kind is Dimension.ENERGY and self.generation is not None:
            power = self._in(Dimension.PEAK_POWER, "kWp")
            return (
                None
                if power is None
                else Quantity(EXACT.multiply(power, self.generation.kwh_per_kwp), "kWh")
            )
        thickness = self._in(Dimension.LENGTH, "m")
        if kind is Dimension.VOLUME and thickness and (area := self._in(Dimension.AREA, "m2")):
            return Quantity(EXACT.multiply(area, thickness), "m3")
        if kind is Dimension.AREA and thickness and (volume := self._in(Dimension.VOLUME, "m3")):
            return Quantity(EXACT.divide(volume, thickness), "m2")
        return None

    def _in(self, kind: Dimension, unit: str) -> Decimal | None:
        found = self._stated(kind)
        if found is None:
            return None
        return convert(found.amount, found.unit, unit, where=self.model)


def checked_cpc(stated: str | None, classes: tuple[str, ...], *, category: str) -> str:
    """The class stated if the category holds it, or the category's first."""
    cpc = classes[0] if stated is None else stated
    if cpc not in classes:
        raise CpcOutsideCategory(cpc=cpc, category=category, known=", ".join(classes))
    return cpc


def checked_piece(piece: Iterable[Quantity], needed: Iterable[str]) -> tuple[Quantity, ...]:
    """One positive amount per dimension, exactly the dimensions that the category asks for.

    Stating two amounts in one dimension could contradict each other, so that is refused.
    """
    ordered = tuple(sorted(piece, key=lambda quantity: quantity.unit))
    for quantity in ordered:
        if quantity.amount <= 0:
            raise AmountImpossible(
                where="piece",
                what=quantity.unit,
                value=quantity.amount,
                allowed_zh="大于 0",
                allowed="above 0",
            )
    stated = sorted(dimension(quantity.unit, where="piece") for quantity in ordered)
    wanted = sorted(dimension(unit) for unit in needed)
    if stated != wanted:
        wrong = set(wanted) ^ set(stated) or {kind for kind in stated if stated.count(kind) > 1}
        raise PieceIncomplete(needed=", ".join(needed), wrong=", ".join(sorted(wrong)))
    _check_thickness(ordered)
    return ordered


def _check_thickness(piece: Iterable[Quantity]) -> None:
    """A length beside an area and a volume is the thickness, and the three must agree."""
    of = {dimension(quantity.unit): quantity for quantity in piece}
    if not {Dimension.AREA, Dimension.VOLUME, Dimension.LENGTH} <= of.keys():
        return
    area, volume, thickness = (
        convert(of[kind].amount, of[kind].unit, unit, where="piece") for kind, unit in _FLAT
    )
    product = EXACT.multiply(area, thickness)
    if abs(EXACT.subtract(product, volume)) > EXACT.multiply(volume, Decimal("0.01")):
        raise PieceInconsistent(product=product, volume=volume)


PRODUCT = TypeAdapter(Product)
