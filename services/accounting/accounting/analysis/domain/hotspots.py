"""Hot spots: what carries most of a footprint, until a share of it is explained."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from accounting.analysis.domain.network import Network
from accounting.values.domain.numbers import EXACT, Computed, percent


@dataclass(frozen=True)
class HotSpot:
    """One process, exchange or factor, with the share that it and all larger ones explain."""

    id: str
    kg_co2e: Computed
    percent: Computed
    cumulative_percent: Computed
    """Together with all larger ones, in percent."""


@dataclass(frozen=True)
class HotSpots:
    """Rankings until `threshold_percent` of the footprint is explained."""

    threshold_percent: Computed
    """What they come to together at least, in percent."""
    exchanges: tuple[HotSpot, ...]
    processes: tuple[HotSpot, ...]
    factors: tuple[HotSpot, ...]


def hot_spots(network: Network, *, threshold_percent: Decimal) -> HotSpots:
    """Rank exchanges, processes and factors by what they add to the footprint themselves."""
    processes: dict[str, Decimal] = {}
    factors: dict[str, Decimal] = {}
    for link, kg_co2e in network.leaves:
        processes[link.process] = EXACT.add(processes.get(link.process, Decimal(0)), kg_co2e)
        for term in link.terms:
            part = EXACT.multiply(network.amount(link), term.kg_co2e)
            id = term.source.partition(":")[2]
            factors[id] = EXACT.add(factors.get(id, Decimal(0)), part)
    ranked = (
        ranking(of, network.exact, threshold_percent)
        for of in (network.by_place, processes, factors)
    )
    return HotSpots(threshold_percent, *ranked)


def ranking(
    of: Mapping[str, Decimal], whole: Decimal, threshold_percent: Decimal
) -> tuple[HotSpot, ...]:
    """The largest first, ties by name, down to the one that reaches the threshold."""
    found: list[HotSpot] = []
    explained = Decimal(0)
    for id, kg_co2e in sorted(of.items(), key=lambda item: (-item[1], item[0])):
        if kg_co2e <= 0 or percent(explained, whole) >= threshold_percent:
            break
        explained = EXACT.add(explained, kg_co2e)
        share = percent(kg_co2e, whole)
        found.append(HotSpot(id, kg_co2e, share, percent(explained, whole)))
    return tuple(found)
