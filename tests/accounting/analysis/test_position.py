"""Hot spots, and the place of a footprint among others."""

from decimal import Decimal

import pytest

from accounting.analysis.domain.hotspots import hot_spots, ranking
from accounting.analysis.domain.network import network
from accounting.analysis.domain.position import levels, read_benchmarks, standing
from accounting.calculations.domain.levels import Comparable
from accounting.values.domain.units import Quantity
from packs import PACKS_DIR
from tests.accounting import samples

BENCHMARKS, _ = read_benchmarks(
    (PACKS_DIR / "categories" / "pv-module" / "benchmarks.yaml").read_text("utf-8")
)


@pytest.fixture(scope="module")
def worked():
    return network(samples.subject(), samples.published_data())


def test_hot_spots_stop_where_the_threshold_is_explained():
    parts = {"a": Decimal(50), "b": Decimal(30), "c": Decimal(15), "d": Decimal(5)}

    found = ranking(parts, Decimal(100), Decimal(80))

    assert [(spot.id, spot.cumulative_percent) for spot in found] == [("a", 50), ("b", 80)]


@pytest.mark.clause("C04")
def test_the_hot_spots_of_the_worked_case(worked):
    found = hot_spots(worked, threshold_percent=Decimal(80))

    assert found.exchanges[0].id == "module.frame"
    assert found.factors[0].id == "ele-fp-cn-2024-nat"
    assert found.processes[0].id == "module"
    assert found.exchanges[-1].cumulative_percent >= 80 > found.exchanges[-2].cumulative_percent
    whole = hot_spots(worked, threshold_percent=Decimal(100))
    assert whole.processes[-1].cumulative_percent == 100


@pytest.mark.clause("C04")
def test_published_levels_are_expressed_in_the_declared_unit(worked):
    product = worked.subject.product

    per_kwp = levels(
        BENCHMARKS.levels, samples.library(), product, Quantity(Decimal(1), "kWp"), Decimal(504)
    )
    per_piece = levels(
        BENCHMARKS.levels, samples.library(), product, Quantity(Decimal(1), "piece"), Decimal(504)
    )

    by_id = {level.id: level for level in per_kwp}
    assert by_id["bm-pv-epeat-low"].kg_co2e == 630
    assert by_id["bm-pv-epeat-low"].difference_percent == -20
    assert by_id["bm-pv-epeat-low"].source_title
    assert by_id["bm-pv-cn-gb"].kg_co2e == 810
    assert len(per_kwp) == len(BENCHMARKS.levels)
    assert [level.kg_co2e for level in per_kwp] == sorted(level.kg_co2e for level in per_kwp)
    assert {level.id: level for level in per_piece}["bm-pv-epeat-low"].kg_co2e == 630 * Decimal(
        "0.4"
    )


def test_a_level_that_the_product_cannot_be_expressed_in_is_left_out(worked):
    found = levels(
        ("bm-mdf-iso", "ele-fp-cn-2024-nat", "unheard-of"),
        samples.library(),
        worked.subject.product,
        Quantity(Decimal(1), "kWp"),
        worked.exact,
    )

    assert found == ()


def others(*values: int, enterprises: int) -> list[Comparable]:
    return [Comparable(str(n % enterprises), Decimal(v)) for n, v in enumerate(values)]


def test_a_standing_needs_five_enterprises():
    assert standing(Decimal(1), others(1, 2, 3, 4, 5, 6, 7, enterprises=4)) is None
    assert standing(Decimal(1), []) is None


def test_the_percentile_is_the_share_of_others_that_are_higher():
    found = standing(Decimal(3), others(1, 2, 3, 4, 5, enterprises=5))

    assert (found.products, found.enterprises, found.percentile) == (5, 5, Decimal("50.0"))
    assert standing(Decimal(0), others(1, 2, 3, 4, 5, enterprises=5)).percentile == 100
    assert standing(Decimal(9), others(1, 2, 3, 4, 5, enterprises=5)).percentile == 0
