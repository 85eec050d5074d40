"""Public labels as they are found: plain columns, written when something becomes public."""

from collections.abc import Sequence

from sqlalchemy import bindparam, func, insert, update
from sqlalchemy.ext.asyncio import AsyncConnection

from registry.labels.domain.label import Label
from registry.labels.store.tables import label_search


async def enter(tx: AsyncConnection, published: Sequence[Label]) -> None:
    """Let labels be found from now on."""
    rows = [_row(label) for label in published]
    if rows:
        folded = func.folded(bindparam("said"))
        await tx.execute(insert(label_search).values(words=folded), rows)


async def show_status(tx: AsyncConnection, changed: Sequence[Label]) -> None:
    """Let labels be found by what they are worth now."""
    for label in changed:
        bits = _bits(label)
        mine = label_search.c.label_number == str(label.number)
        await tx.execute(update(label_search).where(mine).values(bits))


def _row(label: Label) -> dict[str, object]:
    certificate, product = label.certificate, label.certificate.product
    return {
        "label_number": str(label.number),
        "log_index": label.publication.log_index if label.publication else None,
        "published_at": label.publication.at if label.publication else None,
        "scheme": certificate.scheme,
        "body": certificate.body,
        "enterprise": product.enterprise,
        "category": product.category,
        "division": product.site_division,
        "gtin": product.gtin,
        "valid_until": certificate.valid_until,
        **_bits(label),
        "said": "\n".join(filter(None, _said(label))),
    }


def _bits(label: Label) -> dict[str, object]:
    bits = label.bits
    return {"suspended": bits.suspended, "revoked": bits.revoked, "cancelled": bits.cancelled}


def _said(label: Label) -> tuple[str | None, ...]:
    """What people may look for: numbers, as printed and without hyphens, and names."""
    certificate, product, number = label.certificate, label.certificate.product, str(label.number)
    return (
        number,
        number.replace("-", ""),
        certificate.certificate_number,
        product.gtin,
        product.enterprise,
        product.name_zh,
        product.name_en,
        product.model,
        product.enterprise_name_zh,
        product.enterprise_name_en,
    )
