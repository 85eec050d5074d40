"""What callers get back about the pilot's targets and what is behind the figures."""

from datetime import datetime
from uuid import UUID

from certification.programme.domain.progress import CountedCase, Figure, NotCounted
from certification.values.domain.forms import View
from chassis.forms import Words
from packs.region import TargetKind


class DistrictFigureView(View):
    """What one district has reached of a target."""

    division: str
    reached: int
    """Products that count."""


class FigureView(View):
    """A target with its figures."""

    year: int
    category: str
    kind: TargetKind
    """Whether footprints are to be accounted or certified."""
    target: int
    """How many products are to be reached."""
    reached: int
    """How many count."""
    gap: int
    """How many are missing."""
    forecast: int
    """How many there will be if everything under way succeeds this year."""
    forecast_gap: int
    """How many will then be missing."""
    districts: list[DistrictFigureView]
    """What was reached by district, by division."""

    @classmethod
    def of(cls, figure: Figure) -> "FigureView":
        target = figure.target
        return cls(
            year=target.year,
            category=target.category,
            kind=target.kind,
            target=target.count,
            reached=figure.reached,
            gap=figure.gap,
            forecast=figure.forecast,
            forecast_gap=figure.forecast_gap,
            districts=[
                DistrictFigureView(division=division, reached=count)
                for division, count in figure.by_division.items()
            ],
        )


class ProgrammeView(View):
    """The pilot as it stood at a moment."""

    as_of: datetime
    """What happened before this moment is counted."""
    targets: list[FigureView]
    """Every target of the plan, in its order."""


class CountedCaseView(View):
    """A sealed footprint or a certificate behind the figures."""

    kind: TargetKind
    """Whether a footprint was accounted or certified."""
    year: int
    reference: str
    """The calculation, or the number of the certificate."""
    enterprise: str
    enterprise_name: Words
    product_id: UUID
    product_name: Words
    model: str
    category: str
    division: str
    at: datetime
    counts: bool
    """Whether it counts for its year."""
    not_counted: NotCounted | None
    """Why it does not; null when it counts."""
    withdrawn_at: datetime | None
    """When its certificate was withdrawn; it counts no more from then on."""

    @classmethod
    def of(cls, case: CountedCase) -> "CountedCaseView":
        fact = case.fact
        return cls(
            kind=fact.kind,
            year=fact.year,
            reference=fact.reference,
            enterprise=fact.product.enterprise,
            enterprise_name=Words(zh=fact.enterprise_name_zh, en=fact.enterprise_name_en),
            product_id=fact.product.product_id,
            product_name=Words(zh=fact.product_name_zh, en=fact.product_name_en),
            model=fact.model,
            category=fact.category,
            division=fact.division,
            at=fact.at,
            counts=case.not_counted is None,
            not_counted=case.not_counted,
            withdrawn_at=fact.withdrawn_at,
        )
