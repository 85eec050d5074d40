"""Pedigree and data quality against the golden values of the sources."""

from decimal import Decimal

import pytest

from accounting.analysis.domain.network import network
from accounting.analysis.domain.pedigree import (
    PedigreeScores,
    PedigreeSetUnknown,
    gsd2,
    read_pedigree,
)
from accounting.analysis.domain.quality import Given, ScoredPlaceUnknown, dqr, quality, read_quality
from packs import PACKS_DIR
from tests.accounting import samples

PEDIGREE, _ = read_pedigree((PACKS_DIR / "analysis" / "pedigree.yaml").read_text("utf-8"))
QUALITY, _ = read_quality((PACKS_DIR / "analysis" / "quality.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def worked():
    return network(samples.subject(), samples.published_data())


@pytest.mark.parametrize(
    ("set_name", "scores", "basic", "sigma"),
    [
        ("v1", (2, 2, 4, 1, 1, 3), "1.05", "0.100964"),
        ("v1", (2, 2, 1, 1, 1, 3), "1.05", "0.043398"),
        ("v1", (2, 3, 1, 1, 3, 4), "1.05", "0.111205"),
        ("v1", (2, 3, 1, 2, 1, 3), "1.05", "0.049043"),
        ("v1", (1, 2, 4, 1, 1, 3), "1.05", "0.097972"),
        ("v1", (2, 2, 4, 1, 1, 3), "1.5", "0.225165"),
        ("v2", (2, 2, 4, 1, 1), "1.05", "0.234494"),
    ],
)
def test_scores_give_the_published_spread(set_name, scores, basic, sigma):
    found = PEDIGREE.sigma(PedigreeScores(*scores), set_name=set_name, basic=Decimal(basic))

    assert round(found, 6) == Decimal(sigma)


def test_gsd2_is_the_spread_of_ninety_five_percent():
    assert round(gsd2(Decimal("0.093735")), 4) == Decimal("1.2062")
    assert gsd2(Decimal(0)) == 1


def test_perfect_scores_leave_the_basic_uncertainty():
    perfect = PedigreeScores(1, 1, 1, 1, 1, 1)

    found = PEDIGREE.sigma(perfect, set_name="v1", basic=PEDIGREE.basic["transport"])

    assert round(gsd2(found), 20) == Decimal(2)


def test_an_unknown_set_is_refused_with_those_there_are():
    with pytest.raises(PedigreeSetUnknown, match="v1, v2"):
        PEDIGREE.sigma(PedigreeScores(1, 1, 1, 1, 1), set_name="v9")


def test_the_pef_rating_is_the_mean_of_four_criteria():
    assert dqr(*map(Decimal, (2, 1, 2, 3))) == Decimal("2.00")


def test_a_footprint_is_rated_by_what_its_exchanges_contribute(worked):
    scores = {link.place: PedigreeScores(3, 3, 3, 3, 3) for link, _ in worked.leaves}
    factors = {id: PedigreeScores(1, 1, 2, 1, 2) for id in worked.background.factors}

    found = quality(worked, QUALITY, Given(scores, factors))

    gases = {k.place for k, _ in worked.leaves if k.flow.startswith("emission:")}
    share = sum(e.percent for e in found.exchanges if e.place not in gases)
    assert found.pef.precision == 3
    assert found.given_percent == 100
    expected = (share * 2 + (100 - share) * 3) / 100
    assert abs(found.technological_dqr - expected) < Decimal("0.001")
    assert found.technological_dqr == found.pef.technological


def test_years_and_regions_of_factors_are_compared_with_the_period(worked):
    found = quality(worked, QUALITY, Given())

    ratings = {e.place: e.rating for e in found.exchanges}
    assert ratings["module.electricity"].temporal == 1
    assert ratings["module.electricity"].geographical == 2
    assert ratings["module.electricity"].precision == 1
    assert ratings["polysilicon.electricity"].precision == 3
    assert ratings["module.glass"].temporal == 4
    assert Decimal(1) <= found.pef.dqr <= Decimal(5)
    assert round(found.primary_percent, 2) == Decimal("53.53")


def test_scores_of_something_else_are_refused(worked):
    with pytest.raises(ScoredPlaceUnknown, match=r"module\.gold"):
        quality(worked, QUALITY, Given({"module.gold": PedigreeScores(1, 1, 1, 1, 1)}))
    with pytest.raises(ScoredPlaceUnknown, match="bm-pv-cn-gb"):
        quality(worked, QUALITY, Given({}, {"bm-pv-cn-gb": PedigreeScores(1, 1, 1, 1, 1)}))
