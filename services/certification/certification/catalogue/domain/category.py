"""Product categories, and whether the national scheme is open to them."""

from dataclasses import dataclass

from certification.catalogue.domain.nomination import NationalEntry
from chassis.refusals import Invalid
from contracts.certification import Scheme


class NationalLabelNotOpen(Invalid):
    """The national scheme is asked for a product outside the national pilot catalogue."""

    zh = "产品类别 {category} 不在国家试点目录内,不得使用国家统一标识;请改用 CB_OWN(机构自有规则)。"
    en = (
        "Category {category} is outside the national pilot catalogue and may not carry the "
        "national label; apply under CB_OWN, the body's own scheme."
    )


@dataclass(frozen=True)
class Category:
    """A product category."""

    code: str
    entry: NationalEntry | None
    """Its entry of the national pilot catalogue; None when that does not list it."""

    @property
    def in_national_catalogue(self) -> bool:
        return self.entry is not None

    def check_scheme(self, scheme: Scheme) -> None:
        """Raise unless a product of this category may be certified under the scheme."""
        if scheme is Scheme.NATIONAL_CFP and not self.in_national_catalogue:
            raise NationalLabelNotOpen(category=self.code)
