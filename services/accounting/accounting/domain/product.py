"""Products: identity, and what one piece amounts to in every unit that speaks of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from accounting.domain.numbers import EXACT
from accounting.domain.system import AmountImpossible
from accounting.domain.text import Text
from accounting.domain.units import Dimension, Quantity, UnitsIncompatible, convert, dimension
from chassis.refusals import Conflict, Invalid, Missing


class ProductMissing(Missing):
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


@dataclass(frozen=True)
class ProductDraft:
    """What an enterprise says about a product model, before it is checked."""

    category: str
    name: Text
    model: str
    gtin: str | None
    site_division: str
    piece: tuple[Quantity, ...]


@dataclass(frozen=True)
class Product:
    """A product model of an enterprise. `piece` is the only source of its conversions."""

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
        for quantity in self.piece:
            if dimension(quantity.unit) is kind:
                return quantity
        stated = ", ".join(quantity.unit for quantity in self.piece)
        raise UnitsIncompatible(where=self.model, unit=unit, expected=f"piece, {stated}")


def checked_piece(piece: Iterable[Quantity], needed: Iterable[str]) -> tuple[Quantity, ...]:
    """One positive amount per dimension, exactly the dimensions that the category asks for.

    Stating two amounts in one dimension could contradict each other, so that is refused.
    """
    ordered = tuple(sorted(piece, key=lambda quantity: quantity.unit))
    for quantity in ordered:
        if quantity.amount <= 0:
            raise AmountImpossible(where="piece", what=quantity.unit, value=quantity.amount)
    stated = sorted(dimension(quantity.unit) for quantity in ordered)
    wanted = sorted(dimension(unit) for unit in needed)
    if stated != wanted:
        wrong = set(wanted) ^ set(stated) or {kind for kind in stated if stated.count(kind) > 1}
        raise PieceIncomplete(needed=", ".join(needed), wrong=", ".join(sorted(wrong)))
    return ordered
