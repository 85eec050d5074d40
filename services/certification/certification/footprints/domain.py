"""What views of things that rest on a footprint say of it."""

from chassis.forms import Words
from contracts.accounting import FootprintSealed


def certified(footprint: FootprintSealed) -> dict[str, object]:
    """The members by which a reader tells what a file is about."""
    product = footprint.product
    return {
        "enterprise_name": Words(zh=product.enterprise_name_zh, en=product.enterprise_name_en),
        "product_id": product.id,
        "product_name": Words(zh=product.name_zh, en=product.name_en),
        "model": product.model,
        "gtin": product.gtin,
        "category": product.category,
        "value": footprint.value,
        "declared_unit": footprint.declared_unit,
        "boundary": footprint.boundary,
    }
