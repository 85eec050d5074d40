"""What callers get back about nominations, listed products and batches."""

from datetime import datetime
from uuid import UUID

from certification.catalogue.domain.nomination import (
    Act,
    ActKind,
    Batch,
    NationalEntry,
    NominationFile,
    NominationState,
    OpinionPosition,
)
from certification.values.domain.forms import View
from chassis.forms import Words


class NationalEntryView(View):
    """An entry of the national pilot catalogue."""

    item: int
    """Its number in the catalogue."""
    name_zh: str
    edition: str
    """Day on which this edition of the catalogue was published, YYYY-MM-DD."""

    @classmethod
    def of(cls, entry: NationalEntry | None) -> "NationalEntryView | None":
        return cls(item=entry.item, name_zh=entry.name_zh, edition=entry.edition) if entry else None


class NominationActView(View):
    """Something that happened to a nomination."""

    kind: ActKind
    """What was done."""
    org: str
    role: str
    position: OpinionPosition | None
    """Of an opinion: for it or against it."""
    reasons_zh: str
    """Why, in Chinese."""
    at: datetime

    @classmethod
    def of(cls, act: Act) -> "NominationActView":
        return cls(
            kind=act.kind,
            org=act.author.org,
            role=act.author.role,
            position=act.position,
            reasons_zh=act.reasons_zh,
            at=act.at,
        )


class NominationView(View):
    """A nomination with its whole history."""

    id: UUID
    state: NominationState
    enterprise: str
    enterprise_name: Words
    product_id: UUID
    product_name: Words
    model: str
    category: str
    division: str
    reasons_zh: str
    """Why it was nominated, in Chinese."""
    nominated_by: str
    """The organisation that nominated it."""
    nominated_at: datetime
    """When it was nominated."""
    opinions_until: datetime
    """Until when opinions are taken."""
    awaited: list[str]
    """Roles whose opinion is asked and not given yet."""
    silent: list[str]
    """Roles that gave no opinion before the deadline."""
    batch: int | None
    """Number of the batch in which it was published; null before."""
    acts: list[NominationActView]
    """What happened to it, oldest first."""

    @classmethod
    def of(cls, file: NominationFile, now: datetime) -> "NominationView":
        nomination, product = file.nomination, file.nomination.product
        silent = file.silent(now)
        is_open = file.state is NominationState.OPEN
        awaited = [role for role in file.missing() if role not in silent] if is_open else []
        return cls(
            id=nomination.id,
            state=file.state,
            enterprise=product.enterprise,
            enterprise_name=Words(zh=product.enterprise_name_zh, en=product.enterprise_name_en),
            product_id=product.product_id,
            product_name=Words(zh=product.name_zh, en=product.name_en),
            model=product.model,
            category=product.category,
            division=product.division,
            reasons_zh=nomination.reasons_zh,
            nominated_by=nomination.author.org,
            nominated_at=nomination.nominated_at,
            opinions_until=nomination.opinions_until,
            awaited=awaited,
            silent=list(silent),
            batch=file.publication.batch if file.publication else None,
            acts=[NominationActView.of(act) for act in file.acts],
        )


class ListedProductView(View):
    """A product of a published batch, for everyone."""

    id: UUID
    """Of the nomination by which it came onto the list."""
    state: NominationState
    batch: int
    """Number of the batch in which it was published."""
    national: NationalEntryView | None
    """Its entry of the national pilot catalogue; null on the city's own list."""
    enterprise: str
    enterprise_name: Words
    product_id: UUID
    product_name: Words
    model: str
    category: str
    division: str
    published_at: datetime
    withdrawn_at: datetime | None
    """When it was taken off the list; null while it stands there."""
    withdrawal_reasons_zh: str | None
    """Why it was taken off the list, in Chinese."""

    @classmethod
    def of(cls, file: NominationFile) -> "ListedProductView":
        product, published, withdrawn = file.nomination.product, file.publication, file.withdrawal
        assert published is not None  # noqa: S101 - only what was published is asked for.
        assert published.batch is not None  # noqa: S101 - a publication names its batch.
        return cls(
            id=file.nomination.id,
            state=file.state,
            batch=published.batch,
            national=NationalEntryView.of(published.entry),
            enterprise=product.enterprise,
            enterprise_name=Words(zh=product.enterprise_name_zh, en=product.enterprise_name_en),
            product_id=product.product_id,
            product_name=Words(zh=product.name_zh, en=product.name_en),
            model=product.model,
            category=product.category,
            division=product.division,
            published_at=published.at,
            withdrawn_at=withdrawn.at if withdrawn else None,
            withdrawal_reasons_zh=withdrawn.reasons_zh if withdrawn else None,
        )


class BatchView(View):
    """A batch of pilot products that was published together."""

    number: int
    title_zh: str
    """What the batch is called, in Chinese."""
    products: int
    """How many products it was published with."""
    published_at: datetime

    @classmethod
    def of(cls, batch: Batch) -> "BatchView":
        return cls(
            number=batch.number,
            title_zh=batch.title_zh,
            products=batch.products,
            published_at=batch.published_at,
        )
