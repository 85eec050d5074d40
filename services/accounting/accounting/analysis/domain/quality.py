"""How good the data behind a footprint are: PEF data quality rating and the PACT indicators."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field

from accounting.analysis.domain.links import LinkedExchange
from accounting.analysis.domain.network import Network
from accounting.analysis.domain.pedigree import Basic, PedigreeScores, Score
from accounting.factors.domain.factors import Factor
from accounting.model.domain.system import Emission
from accounting.values.domain.numbers import EXACT, Computed, percent, rounded, total
from chassis.refusals import Invalid

_DECIMALS = 4


class ScoredPlaceUnknown(Invalid):
    """Scores were given for something that the calculation does not have."""

    zh = "评分对象 {place} 不在本核算中;请使用“过程.交换”或本核算所用因子的编号。"
    en = (
        "Scores are given for {place}, which the calculation does not have; name "
        "`process.exchange` or a factor that it uses."
    )


class Regions(BaseModel):
    """Geographical score by how near a factor's region is to the maker's."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    province: Score
    country: Score
    world: Score
    other: Score


class QualityPack(BaseModel):
    """`quality.yaml`: what is assumed where nobody gave scores."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: str
    years: Annotated[tuple[int, ...], Field(min_length=4, max_length=4)]
    regions: Regions
    world: frozenset[str]
    measured: PedigreeScores
    modelled: PedigreeScores
    seen_factor: PedigreeScores
    cited_factor: PedigreeScores
    basic_of: dict[str, Basic]

    def of_amount(self, link: LinkedExchange) -> PedigreeScores:
        return self.measured if link.measured else self.modelled

    def of_factor(self, factor: Factor, *, home: str, year: int) -> PedigreeScores:
        """Year and region are compared with the period and the maker's province."""
        scores = self.seen_factor if factor.seen else self.cited_factor
        if factor.year is not None:
            age = abs(year - factor.year)
            temporal = 1 + sum(1 for bound in self.years if age > bound)
            scores = replace(scores, temporal=temporal)
        return replace(scores, geographical=self._nearness(factor.region, home))

    def _nearness(self, region: str, home: str) -> int:
        if region == home:
            return self.regions.province
        if region.split("-")[0] == home.split("-")[0]:
            return self.regions.country
        return self.regions.world if region in self.world else self.regions.other

    def basic(self, link: LinkedExchange, factors: Mapping[str, Factor]) -> Basic:
        """The kind of an exchange: by its gas, or by the category of its first factor."""
        if isinstance(link.exchange, Emission):
            return Basic.CO2 if link.exchange.gas == "CO2" else Basic.COMBUSTION_GAS
        for id in factors_of(link):
            return self.basic_of.get(factors[id].category, Basic.MATERIAL)
        return Basic.MATERIAL


def read_quality(text: str) -> tuple[QualityPack, str]:
    """The pack, and the content hash of its file."""
    pack = QualityPack.model_validate(yaml.safe_load(text))
    return pack, hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Given:
    """Scores by people who know better: of amounts by `process.exchange`, and of factors."""

    amounts: Mapping[str, PedigreeScores] = field(default_factory=dict)
    factors: Mapping[str, PedigreeScores] = field(default_factory=dict)


@dataclass(frozen=True)
class Rating:
    """The four PEF criteria, 1 (best) to 5, and their mean."""

    technological: Computed
    geographical: Computed
    temporal: Computed
    precision: Computed
    """How precise it is, 1 (best) to 5."""
    dqr: Computed
    """The mean of the ratings."""


@dataclass(frozen=True)
class RatedExchange:
    """One exchange with its rating and its weight."""

    place: str
    """`process.exchange`."""
    kg_co2e: Computed
    percent: Computed
    rating: Rating
    """Its ratings."""
    given: bool
    """A person gave the scores; otherwise they follow from the pack's assumptions."""


@dataclass(frozen=True)
class Quality:
    """The rating of a footprint: that of its exchanges, weighted by what they contribute."""

    pef: Rating
    """The rating after PEF."""
    technological_dqr: Computed
    """The three of PACT v3, 1 to 5."""
    geographical_dqr: Computed
    """Mean rating of the place."""
    temporal_dqr: Computed
    """Mean rating of the time."""
    primary_percent: Computed
    """Of the footprint, by measured amounts."""
    given_percent: Computed
    """Of the footprint, with scores that a person gave."""
    exchanges: tuple[RatedExchange, ...]


def dqr(technological: Decimal, geographical: Decimal, temporal: Decimal, p: Decimal) -> Decimal:
    """Data quality rating of the PEF method: the mean of the four criteria."""
    return EXACT.divide(total((technological, geographical, temporal, p)), Decimal(4))


def quality(network: Network, pack: QualityPack, given: Given) -> Quality:
    """Rate every exchange that contributes. Raises `ScoredPlaceUnknown`.

    Time, geography and technology are the factor's; precision is the reliability of the amount.
    """
    checked(given, network)
    links = {link.place: link for link, _ in network.leaves}
    rated = [
        _rated(network, link, network.by_place[place], pack, given)
        for place, link in links.items()
        if network.by_place[place]
    ]
    rated.sort(key=lambda item: (-abs(item.kg_co2e), item.place))
    pef = _weighted(rated)
    measured = (e.kg_co2e for e in rated if links[e.place].measured)
    return Quality(
        pef=pef,
        technological_dqr=pef.technological,
        geographical_dqr=pef.geographical,
        temporal_dqr=pef.temporal,
        primary_percent=percent(total(measured), network.exact),
        given_percent=percent(total(e.kg_co2e for e in rated if e.given), network.exact),
        exchanges=tuple(rated),
    )


def checked(given: Given, network: Network) -> None:
    """Every score is of something that the calculation has."""
    places = {link.place for link in network.every_link}
    for place in sorted(given.amounts):
        if place not in places:
            raise ScoredPlaceUnknown(place=place)
    for id in sorted(given.factors):
        if id not in network.background.factors:
            raise ScoredPlaceUnknown(place=id)


def factors_of(link: LinkedExchange) -> Iterable[str]:
    """The factors that an exchange draws on inside the footprint."""
    for term in link.terms:
        kind, _, id = term.source.partition(":")
        if kind == "factor":
            yield id


def factor_scores(network: Network, id: str, pack: QualityPack, given: Given) -> PedigreeScores:
    """Those that were given, or what year, region and source of the factor tell."""
    year = network.subject.activity.period_end.year
    home = network.subject.product.home
    factor = network.background.factors[id]
    return given.factors.get(id) or pack.of_factor(factor, home=home, year=year)


def _rated(
    network: Network, link: LinkedExchange, kg_co2e: Decimal, pack: QualityPack, given: Given
) -> RatedExchange:
    own = given.amounts.get(link.place)
    amount = own or pack.of_amount(link)
    sources = list(factors_of(link))
    source = factor_scores(network, sources[0], pack, given) if sources else amount
    criteria = (source.technological, source.geographical, source.temporal, amount.reliability)
    return RatedExchange(
        place=link.place,
        kg_co2e=kg_co2e,
        percent=percent(kg_co2e, network.exact),
        rating=_rating(*map(Decimal, criteria)),
        given=own is not None or any(id in given.factors for id in sources),
    )


def _weighted(rated: list[RatedExchange]) -> Rating:
    """Means of the criteria, weighted by the size of the contributions."""
    weights = [abs(item.kg_co2e) for item in rated]
    whole = total(weights) or Decimal(1)

    def mean(criterion: str) -> Decimal:
        values = (Decimal(getattr(item.rating, criterion)) for item in rated)
        parts = (EXACT.multiply(w, v) for w, v in zip(weights, values, strict=True))
        return rounded(EXACT.divide(total(parts), whole), _DECIMALS)

    return _rating(mean("technological"), mean("geographical"), mean("temporal"), mean("precision"))


def _rating(
    technological: Decimal, geographical: Decimal, temporal: Decimal, precision: Decimal
) -> Rating:
    mean = rounded(dqr(technological, geographical, temporal, precision), _DECIMALS)
    return Rating(technological, geographical, temporal, precision, mean)
