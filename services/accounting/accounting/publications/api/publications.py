"""Publishing a sealed calculation to chosen organisations, and seeing who read it."""

from typing import Annotated, Self
from uuid import UUID

from fastapi import Query
from fastapi import Request as HttpRequest
from pydantic import AwareDatetime, ConfigDict, Field, JsonValue

from accounting.calculations.domain.record import CalculationNotFound, CalculationNotSealed
from accounting.partners.usecases.hosts import host_of
from accounting.publications.domain.publication import (
    CalculationAlreadyPublished,
    PublicationUnsound,
    RecipientsInvalid,
    Statement,
)
from accounting.publications.domain.record import PublicationNotFound, PublishedFootprint, Read
from accounting.publications.domain.search import ReadsAsked
from accounting.publications.usecases import publications as usecases
from accounting.values.domain.codes import Organisation
from accounting.values.domain.forms import Request, View
from accounting.values.domain.numbers import Exact
from accounting.values.domain.text import Name
from accounting.values.domain.units import UnitsIncompatible
from chassis.auth import CurrentCaller
from chassis.database import Transaction
from chassis.pages import CursorInvalid, Page, page
from chassis.problems import problems
from chassis.routing import Router, settings_of

router = Router(prefix="/v1/calculations", tags=["supply chain"])


class Ratings(Request):
    """PACT data quality ratings, 1 (best) to 5."""

    technological: Exact
    geographical: Exact
    temporal: Exact


class PublicationRequest(Request):
    """Who may read the footprint, and what PACT asks for beyond the calculation."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"recipients": ["91130200MA0000007R"], "fossil_carbon_kg": "1.9"}]
        }
    )

    recipients: Annotated[tuple[Organisation, ...], Field(max_length=1000)]
    fossil_carbon_kg: Exact
    """kg of fossil carbon in one declared unit as published (one piece where PACT has no unit)."""
    biogenic_carbon_kg: Exact | None = None
    """kg of biogenic carbon in the product."""
    boundary: Name | None = None
    allocation: Name | None = None
    dqi: Ratings | None = None
    """Ratings of the data; null when they are not rated."""

    def statement(self) -> Statement:
        return Statement(
            fossil_carbon_kg=self.fossil_carbon_kg,
            biogenic_carbon_kg=self.biogenic_carbon_kg,
            boundary=self.boundary,
            allocation=self.allocation,
            technological_dqr=self.dqi.technological if self.dqi else None,
            geographical_dqr=self.dqi.geographical if self.dqi else None,
            temporal_dqr=self.dqi.temporal if self.dqi else None,
        )


class PublicationView(View):
    """A published version; `footprint` is the PACT document as recipients read it."""

    id: UUID
    calculation_id: UUID
    status: str
    """Whether it may still be used."""
    replaced_by: UUID | None
    footprint: dict[str, JsonValue]

    @classmethod
    def of(cls, published: PublishedFootprint) -> Self:
        ended = published.deprecation
        return cls.model_validate(
            {
                "id": published.content.id,
                "calculation_id": published.calculation,
                "status": published.shown.status,
                "replaced_by": ended and ended.replaced_by,
                "footprint": published.shown.written(),
            }
        )


class ReadView(View):
    """One reading of the footprint by somebody it was granted to."""

    footprint_id: UUID
    reader: str
    """The organisation that read."""
    client: str
    way: str
    """By which operation it was read."""
    read_at: AwareDatetime
    """When it was read."""

    @classmethod
    def of(cls, read: Read) -> Self:
        return cls(
            footprint_id=read.footprint,
            reader=read.reader,
            client=read.client,
            way=read.way,
            read_at=read.at,
        )


@router.post(
    "/{id}/publication",
    status_code=201,
    responses=problems(
        CalculationNotFound,
        CalculationNotSealed,
        CalculationAlreadyPublished,
        RecipientsInvalid,
        PublicationUnsound,
        UnitsIncompatible,
    ),
)
async def publish_calculation(
    id: UUID, request: PublicationRequest, http: HttpRequest, caller: CurrentCaller, tx: Transaction
) -> PublicationView:
    """Publish a sealed calculation as an immutable PACT footprint; it replaces the one before."""
    published = await usecases.publish(
        tx,
        caller.org,
        id,
        request.statement(),
        request.recipients,
        host=host_of(settings_of(http)),
    )
    return PublicationView.of(published)


@router.get("/{id}/publication", responses=problems(PublicationNotFound))
async def get_publication(id: UUID, caller: CurrentCaller, tx: Transaction) -> PublicationView:
    """The footprint that a calculation was published as."""
    return PublicationView.of(await usecases.read(tx, caller.org, id))


@router.get("/{id}/publication/reads", responses=problems(PublicationNotFound, CursorInvalid))
async def list_publication_reads(
    id: UUID, caller: CurrentCaller, tx: Transaction, asked: Annotated[ReadsAsked, Query()]
) -> Page[ReadView]:
    """Who read the footprint, how and when; the newest reading first."""
    found = await usecases.reads(tx, caller.org, id, asked)
    return page(found, asked.limit, ReadView.of, lambda read: [str(read.position)])
