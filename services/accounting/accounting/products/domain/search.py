"""What a list of products is asked for."""

from accounting.values.domain.criteria import Category, Division
from chassis.asking import Asked, AskedByTime, Words
from contracts.certification import Scheme
from packs.models import CategoryPack


class CategoriesAsked(Asked):
    """A page of the product categories."""

    scheme: Scheme | None = None
    q: Words = None

    def fits(self, pack: CategoryPack) -> bool:
        words = (self.q or "").strip().casefold()
        text = f"{pack.code} {pack.name.zh} {pack.name.en}".casefold()
        return words in text and (self.scheme is None or self.scheme in pack.schemes)


class ProductsAsked(AskedByTime):
    """A page of an enterprise's products."""

    category: Category = None
    division: Division = None
    q: Words = None
