"""Products that stand on the list of pilot products before a test begins."""

from datetime import UTC, datetime
from uuid import UUID, uuid5

from sqlalchemy.ext.asyncio import AsyncConnection

from certification.catalogue.domain.nomination import Act, ActKind, Author, Nomination, Product
from certification.catalogue.store import nominations
from tests.certification.samples import FIRST, footprint

LEAD = Author("scjg", "market-regulator", "client-scjg", None)
LONG_AGO = datetime(2025, 10, 20, 1, tzinfo=UTC)


async def listed(tx: AsyncConnection, *enterprises: str) -> None:
    """Publish the sample product of each enterprise in a batch of its own."""
    for number, enterprise in enumerate(enterprises, 1):
        product = footprint(FIRST).product
        id = uuid5(UUID(int=0), enterprise)
        nomination = Nomination(
            id=id,
            product=Product(
                enterprise=enterprise,
                enterprise_name_zh=product.enterprise_name_zh,
                enterprise_name_en=product.enterprise_name_en,
                product_id=product.id,
                category=product.category,
                name_zh=product.name_zh,
                name_en=product.name_en,
                model=product.model or "",
                division=product.site_division,
            ),
            reasons_zh="示例",
            author=LEAD,
            nominated_at=LONG_AGO,
            asked=(),
            opinions_until=LONG_AGO,
        )
        await nominations.add(tx, nomination)
        await nominations.add_act(tx, id, 0, Act(ActKind.INCLUSION, LEAD, "示例", LONG_AGO))
        assert await nominations.add_batch(tx, "示例", LEAD, LONG_AGO) == number
        published = Act(ActKind.PUBLICATION, LEAD, "示例", LONG_AGO, batch=number)
        await nominations.add_act(tx, id, 1, published)
