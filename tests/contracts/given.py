"""What a service did itself before the samples' story reaches it: the sealed calculation."""

from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.calculations.store import tables as calculations_tables
from accounting.inventory.store import tables as inventory_tables
from accounting.products.store import tables as products_tables
from contracts.accounting import FootprintSealed
from tests.contracts import samples


async def sealed_footprint(tx: AsyncConnection) -> None:
    """The calculation that the samples speak of, in accounting's database."""
    sealed = samples.parsed()["accounting.footprint.sealed.v1/0001"]
    assert isinstance(sealed, FootprintSealed)
    enterprise = {
        "uscc": sealed.product.enterprise,
        "name_zh": sealed.product.enterprise_name_zh,
        "name_en": sealed.product.enterprise_name_en,
        "division": sealed.product.site_division,
        "updated_at": sealed.sealed_at,
    }
    shared = {"enterprise": sealed.product.enterprise, "created_at": sealed.sealed_at}
    product, system, activity = sealed.product.id, UUID(int=1), UUID(int=2)
    calculation = {"product": product, "system": system, "activity": activity, "document": "{}"}
    rows = {
        products_tables.enterprise: enterprise,
        products_tables.product: {
            "id": product,
            "model": sealed.product.model,
            "document": {},
            **shared,
        },
        inventory_tables.product_system: {
            "id": system,
            "product": product,
            "document": {},
            **shared,
        },
        inventory_tables.activity_data: {
            "id": activity,
            "system": system,
            "document": {},
            **shared,
        },
        calculations_tables.calculation: {"id": sealed.calculation_id, **calculation, **shared},
    }
    for table, row in rows.items():
        await tx.execute(insert(table).values(row))


GIVEN = {"accounting": sealed_footprint}
