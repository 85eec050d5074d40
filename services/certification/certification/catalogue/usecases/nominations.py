"""Products are nominated, agencies give opinions, the lead concludes and withdraws."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy.ext.asyncio import AsyncConnection

from certification.catalogue.domain.nomination import (
    Act,
    ActKind,
    Author,
    Nomination,
    NominationFile,
    NominationState,
    OpinionPosition,
    Product,
    live,
)
from certification.catalogue.store import categories, nominations
from certification.values.domain.calendar import CHINA_TIME
from certification.values.domain.sight import Sight, division_of
from certification.values.store.locks import hold
from chassis import clock, outbox
from chassis.refusals import Conflict, Denied, Invalid, Missing
from contracts.certification import CatalogueEntryWithdrawn
from contracts.event import of_this_tenant
from packs.region import Listing


class NominationNotFound(Missing):
    """There is no such nomination, or it belongs to another enterprise or district."""

    zh = "没有编号为 {id} 的提名,或您无权查看;请核对编号。"
    en = "There is no nomination {id}, or it is not yours to see; check the id."


class ProductAlreadyNominated(Conflict):
    """The product has a nomination that is open, or stands on the list already."""

    zh = "该产品已有提名 {id}(状态:{state}),不能重复提名。"
    en = "The product has nomination {id} ({state}) already; it is not nominated twice."


class NominationForAnother(Denied):
    """An enterprise nominates another's product, or a bureau one of another district."""

    zh = "企业只能提名本企业产品,区级部门只能提名本区产品;请核对企业代码和区划。"
    en = "Enterprises nominate their own products, district bureaus those of their district."


class NominatedCategoryUnknown(Invalid):
    """The nomination names a product category that the platform does not know."""

    zh = "没有产品类别 {category};请在 /v1/categories 查看全部类别。"
    en = "There is no product category {category}; see /v1/categories for all of them."


class ProductNotListed(Conflict):
    """The national scheme is asked for a product that stands in no published batch."""

    zh = "产品 {product_id} 不在已公布的试点产品清单内,不能申请国家统一标识认证;请先提名并待公布。"
    en = (
        "Product {product_id} is in no published batch of pilot products, which the national "
        "scheme needs; nominate it first, or apply under CB_OWN."
    )


async def nominate(
    tx: AsyncConnection, product: Product, reasons_zh: str, author: Author, terms: Listing
) -> NominationFile:
    """Put a product forward, and ask the region's agencies for their opinions."""
    _must_be_its_own(product, author)
    if await categories.find_category(tx, product.category) is None:
        raise NominatedCategoryUnknown(category=product.category)
    await hold(tx, f"nomination of {product.product_id} of {product.enterprise}")
    earlier = await nominations.of_product(tx, product.enterprise, product.product_id)
    if standing := live(earlier):
        raise ProductAlreadyNominated(id=standing.nomination.id, state=standing.state)
    now = clock.now()
    new = Nomination(
        id=uuid4(),
        product=product,
        reasons_zh=reasons_zh,
        author=author,
        nominated_at=now,
        asked=tuple(str(role) for role in terms.opinions_of),
        opinions_until=_end_of_day(now, terms.opinion_days),
    )
    await nominations.add(tx, new)
    return NominationFile(new)


async def opine(
    tx: AsyncConnection, id: UUID, position: OpinionPosition, reasons_zh: str, author: Author
) -> NominationFile:
    """Give an agency's opinion; until the deadline a later one takes its place."""
    act = Act(ActKind.OPINION, author, reasons_zh, clock.now(), position=position)
    return await _add(tx, id, author, lambda file: file.opine(act))


async def conclude(
    tx: AsyncConnection, id: UUID, is_included: bool, reasons_zh: str, author: Author
) -> NominationFile:
    """Conclude for or against the list; whoever was silent is recorded as silent."""
    kind = ActKind.INCLUSION if is_included else ActKind.DECLINATION
    act = Act(kind, author, reasons_zh, clock.now())
    return await _add(tx, id, author, lambda file: file.conclude(act))


async def retract(tx: AsyncConnection, id: UUID, reasons_zh: str, author: Author) -> NominationFile:
    """Take one's nomination back before the conclusion."""
    act = Act(ActKind.RETRACTION, author, reasons_zh, clock.now())
    return await _add(tx, id, author, lambda file: file.retract(act))


async def withdraw(
    tx: AsyncConnection, id: UUID, reasons_zh: str, author: Author
) -> NominationFile:
    """Take a product off the published list. Its history stays; who hears it is told at once."""
    act = Act(ActKind.WITHDRAWAL, author, reasons_zh, clock.now())
    file = await _add(tx, id, author, lambda found: found.withdraw(act))
    said = CatalogueEntryWithdrawn(
        nomination_id=id,
        enterprise=file.nomination.product.enterprise,
        product_id=file.nomination.product.product_id,
        reasons_zh=reasons_zh,
        withdrawn_at=act.at,
    )
    await outbox.append(tx, said)
    return file


async def find(tx: AsyncConnection, id: UUID, sight: Sight) -> NominationFile:
    """One nomination, or `NominationNotFound`."""
    found = await nominations.find(tx, id, sight)
    if found is None:
        raise NominationNotFound(id=id)
    return found


async def lock(tx: AsyncConnection, id: UUID, sight: Sight) -> NominationFile:
    """The nomination, held still and read as it is now."""
    await hold(tx, f"nomination {id}")
    return await find(tx, id, sight)


async def check_listed(tx: AsyncConnection, enterprise: str, product_id: UUID) -> None:
    """Raises `ProductNotListed` unless the product stands in a published batch today.

    In the test tenant no agency gives opinions, and what is certified there is worth nothing.
    """
    if of_this_tenant(True):
        return
    found = await nominations.of_product(tx, enterprise, product_id)
    if not any(file.state is NominationState.PUBLISHED for file in found):
        raise ProductNotListed(product_id=product_id)


async def _add(
    tx: AsyncConnection, id: UUID, author: Author, decide: Callable[[NominationFile], Act]
) -> NominationFile:
    file = await lock(tx, id, sight_of_author(author))
    act = decide(file)
    await nominations.add_act(tx, id, len(file.acts), act)
    return replace(file, acts=(*file.acts, act))


def sight_of_author(author: Author) -> Sight:
    """Which nominations an organisation reaches: its own, its district's, or all."""
    own = author.org if author.role == "enterprise" else None
    return Sight(enterprise=own, division=division_of(author.role, author.org))


def _must_be_its_own(product: Product, author: Author) -> None:
    sight = sight_of_author(author)
    if not sight.covers(enterprise=product.enterprise, body="", division=product.division):
        raise NominationForAnother


def _end_of_day(now: datetime, days: int) -> datetime:
    """The end of the last day for opinions, in China."""
    begun = now.astimezone(CHINA_TIME).replace(hour=0, minute=0, second=0, microsecond=0)
    return (begun + timedelta(days=days + 1)).astimezone(UTC)
