"""A sealed calculation as a footprint, member by member: 400 Wp are a piece, 2.5 of them a kWp."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from accounting.pact.domain.footprint import ProductFootprint
from accounting.publications.domain.publication import Edition, Statement, compose

GOLDEN = Path(__file__).parents[1] / "golden" / "every-feature-1.1.json"
EDITION = Edition(UUID(int=7), datetime(2026, 11, 22, tzinfo=UTC), "host.example", "ab" * 32, None)
STATED = Statement(Decimal("1.9"), Decimal(3))


def sealed() -> Any:
    return json.loads(GOLDEN.read_bytes())["document"]


def composed(document: Any, statement: Statement = STATED, **edition: Any) -> ProductFootprint:
    return compose(json.dumps(document), statement, Edition(**{**vars(EDITION), **edition}))


def written(document: Any, statement: Statement = STATED) -> dict[str, Any]:
    pcf: dict[str, Any] = composed(document, statement).written()["pcf"]
    return pcf


def test_every_part_is_divided_by_the_pieces_in_a_kilowatt_peak():
    parts = written(sealed())

    assert (parts["declaredUnitOfMeasurement"], parts["declaredUnitAmount"]) == ("piece", "1")
    assert parts["productMassPerDeclaredUnit"] == "26.4"
    assert parts["pcfExcludingBiogenicUptake"] == "17.8134360947"
    assert parts["landUseChangeGhgEmissions"] == "1.4149455247"
    assert parts["biogenicNonCO2Emissions"] == "0.0133000205"
    assert parts["aircraftGhgEmissions"] == "0.77364"
    # What neither biogenic gases nor land-use change are: 17.8134360947 less both.
    assert parts["fossilGhgEmissions"] == "16.3851905495"


def test_twelve_parts_of_biogenic_carbon_took_up_forty_four_of_dioxide():
    parts = written(sealed())

    assert parts["biogenicCO2Uptake"] == "-11"
    assert parts["pcfIncludingBiogenicUptake"] == "6.8134360947"
    assert parts["biogenicCarbonContent"] == "3"


def test_without_biogenic_carbon_there_is_no_uptake():
    parts = written(sealed(), Statement(Decimal("1.9")))

    assert parts["pcfIncludingBiogenicUptake"] == parts["pcfExcludingBiogenicUptake"]
    assert "biogenicCO2Uptake" not in parts
    assert "biogenicCarbonContent" not in parts


def test_a_unit_that_pact_knows_stays_as_it_is():
    document = sealed()
    document["rule"]["declared_unit"] = {"amount": "2", "unit": "m2"}

    parts = written(document)

    assert (parts["declaredUnitOfMeasurement"], parts["declaredUnitAmount"]) == (
        "square meter",
        "2",
    )
    assert parts["productMassPerDeclaredUnit"] == "26.4"
    assert parts["pcfExcludingBiogenicUptake"] == "44.5335902368"


@pytest.mark.parametrize(
    ("division", "place"),
    [
        ("120116", ("geographyCountrySubdivision", "CN-TJ")),
        ("130200", ("geographyCountrySubdivision", "CN-HE")),
        ("110000", ("geographyCountrySubdivision", "CN-BJ")),
        ("310115", ("geographyCountry", "CN")),
    ],
)
def test_the_place_is_the_province_where_it_has_a_name_and_the_country_otherwise(division, place):
    document = sealed()
    document["product"]["site_division"] = division

    parts = written(document)

    assert {n: v for n, v in parts.items() if n.startswith("geography")} == dict([place])


def test_days_begin_at_midnight_in_china():
    parts = written(sealed())

    assert parts["referencePeriodStart"] == "2024-12-31T16:00:00Z"
    assert parts["referencePeriodEnd"] == "2025-12-31T16:00:00Z"


def test_an_engine_that_keeps_nothing_apart_leaves_those_members_out():
    document = sealed()
    del document["result"]["separate"]

    parts = written(document)

    assert parts["fossilGhgEmissions"] == parts["pcfExcludingBiogenicUptake"]
    assert {"landUseChangeGhgEmissions", "biogenicNonCO2Emissions", "aircraftGhgEmissions"} & (
        parts.keys()
    ) == set()


def test_quality_is_said_by_three_ratings_or_not_at_all():
    three = Statement(Decimal(1), None, None, None, Decimal(1), Decimal("1.5"), Decimal(3))
    two = Statement(Decimal(1), None, None, None, Decimal(1), None, Decimal(3))

    assert written(sealed(), three)["dqi"] == {
        "technologicalDQR": "1",
        "geographicalDQR": "1.5",
        "temporalDQR": "3",
    }
    assert "dqi" not in written(sealed(), two)


def test_sources_are_named_where_factors_were_used():
    without = sealed()
    without["factors"] = []

    assert written(sealed())["secondaryEmissionFactorSources"] == [
        {"name": "cn-2025", "version": "2025.1"}
    ]
    assert "secondaryEmissionFactorSources" not in written(without)


def test_the_boundary_is_the_stated_one_or_the_rules():
    stated = Statement(Decimal(1), boundary="From quartz to the gate", allocation="By mass")

    assert written(sealed())["boundaryProcessesDescription"] == "cradle-to-grave"
    assert written(sealed(), stated)["boundaryProcessesDescription"] == "From quartz to the gate"
    assert written(sealed(), stated)["allocationRulesDescription"] == "By mass"


def test_products_and_versions_are_named_by_what_they_have():
    nameless = sealed()
    nameless["product"]["gtin"] = None
    own = f"urn:pact:host.example:product-id:{UUID(int=1)}"

    assert composed(sealed()).product_ids == ("urn:gtin:06901234567892", own)
    assert composed(nameless).product_ids == (own,)
    assert composed(sealed()).preceding_pf_ids is None
    assert composed(sealed(), replaces=UUID(int=6)).preceding_pf_ids == (UUID(int=6),)
