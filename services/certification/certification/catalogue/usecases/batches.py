"""The lead publishes what it concluded to list, in numbered batches."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from certification.catalogue.domain.nomination import (
    Act,
    ActKind,
    Author,
    Batch,
    NominationFile,
)
from certification.catalogue.store import categories, nominations
from certification.catalogue.store.counting import listed_until as listed_until
from certification.catalogue.usecases.nominations import lock, sight_of_author
from certification.values.store.locks import hold
from chassis import clock, outbox
from contracts.certification import (
    CatalogueBatchPublished,
    CatalogueEntry,
    NationalCatalogueEntry,
)


async def publish(
    tx: AsyncConnection, ids: tuple[UUID, ...], title_zh: str, author: Author
) -> Batch:
    """Publish included nominations as the next batch; all of them or none."""
    await hold(tx, "catalogue batch")
    now = clock.now()
    number = await nominations.add_batch(tx, title_zh, author, now)
    entries = []
    for id in sorted(set(ids)):
        file = await lock(tx, id, sight_of_author(author))
        category = await categories.get_category(tx, file.nomination.product.category)
        act = Act(ActKind.PUBLICATION, author, title_zh, now, batch=number, entry=category.entry)
        await nominations.add_act(tx, id, len(file.acts), file.publish(act))
        entries.append(_entry(file, act))
    said = CatalogueBatchPublished(
        number=number, title_zh=title_zh, entries=entries, published_at=now
    )
    await outbox.append(tx, said)
    return Batch(number, title_zh, len(entries), now)


def _entry(file: NominationFile, act: Act) -> CatalogueEntry:
    product, entry = file.nomination.product, act.entry
    return CatalogueEntry(
        nomination_id=file.nomination.id,
        enterprise=product.enterprise,
        enterprise_name_zh=product.enterprise_name_zh,
        enterprise_name_en=product.enterprise_name_en,
        product_id=product.product_id,
        category=product.category,
        name_zh=product.name_zh,
        name_en=product.name_en,
        model=product.model,
        division=product.division,
        national=NationalCatalogueEntry(
            item=entry.item, name_zh=entry.name_zh, edition=entry.edition
        )
        if entry
        else None,
    )
