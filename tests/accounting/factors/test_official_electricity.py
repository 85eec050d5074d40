"""The official Chinese electricity factors, typed by hand from the announcements.

Footprints: 生态环境部 国家统计局 国家能源局, announcement 3 of 2025 (2023 values, 2025-01-17) and
the one of 2025-09-28 (2024 values). CO2 only: announcement 33 of 2024 (2022 values) and 47 of
2025 (2023 values). Reference: domain rules, section 4.1.
"""

import pytest

from accounting.factors.domain.factors import Basis
from tests.accounting import samples

KINDS = ("nat", "coal", "gas", "hydro", "nuclear", "wind", "pv", "csp", "bio")
FOOTPRINTS = {
    2023: "0.6205 0.9440 0.4792 0.0143 0.0065 0.0336 0.0545 0.0313 0.0457",
    2024: "0.5777 0.9240 0.4503 0.0141 0.0065 0.0324 0.0520 0.0312 0.0404",
}
TRANSMISSION = {
    "ele-fp-cn-2023-td-noloss": "0.0036",
    "ele-fp-cn-2024-td-noloss": "0.0046",
    "ele-fp-cn-2024-td-loss": "0.0327",
}
PLACES = ("beijing", "tianjin", "hebei", "grid-north", "nat", "nat-exmkt", "nat-fossil")
CO2_ONLY = {
    2021: "0.5688 0.7355 0.7901 0.7120 0.5568 0.5942 0.8426",
    2022: "0.5580 0.7041 0.7252 0.6776 0.5366 0.5856 0.8325",
    2023: "0.5554 0.6796 0.6516 0.6361 0.5306 0.6096 0.8273",
}
PUBLISHED = TRANSMISSION | {
    f"ele-fp-cn-{year}-{kind}": value
    for year, values in FOOTPRINTS.items()
    for kind, value in zip(KINDS, values.split(), strict=True)
}
AVERAGES = {
    f"ele-co2-cn-{year}-{place}": value
    for year, values in CO2_ONLY.items()
    for place, value in zip(PLACES, values.split(), strict=True)
}


@pytest.mark.parametrize(("id", "value"), PUBLISHED.items())
def test_every_official_footprint_of_electricity_is_usable_as_published(id, value):
    factor = samples.library().factors[id]

    assert (str(factor.value), factor.unit, factor.basis) == (value, "kWh", Basis.CO2E)
    assert factor.usable
    assert factor.year == int(id.split("-")[3])
    assert factor.source_title.startswith("生态环境部 国家统计局 国家能源局")


@pytest.mark.parametrize(("id", "value"), AVERAGES.items())
def test_every_official_co2_average_is_kept_and_never_usable(id, value):
    factor = samples.library().factors[id]

    assert (str(factor.value), factor.unit, factor.basis) == (value, "kWh", Basis.CO2_ONLY)
    assert not factor.usable


def test_the_library_has_no_other_official_footprint():
    found = {
        id for id, f in samples.library().factors.items() if f.category == "electricity-footprint"
    }

    assert found == PUBLISHED.keys()
    assert "0.0463" not in {str(samples.library().factors[id].value) for id in found}


def test_a_footprint_of_2024_replaces_that_of_2023():
    about = samples.library().descriptions

    replaced = {id: about[id].supersedes for id in PUBLISHED if "-2024-" in id}
    assert replaced.pop("ele-fp-cn-2024-td-loss") is None
    assert all(old == new.replace("2024", "2023") for new, old in replaced.items())
    assert len(replaced) == 10


PROVINCES = """
110000 120000 130000 140000 150000 210000 220000 230000 310000 320000 330000 340000 350000 360000
370000 410000 420000 430000 440000 450000 460000 500000 510000 520000 530000 610000 620000 630000
640000 650000
"""
"""GB/T 2260: the mainland without Tibet (540000), which the announcements leave out."""
GRIDS = "NORTH NORTHEAST EAST CENTRAL NORTHWEST SOUTH SOUTHWEST"
KEPT = 40


@pytest.mark.parametrize("year", [2021, 2022, 2023])
def test_every_province_and_grid_has_its_co2_average_of_each_year(year):
    rows = [
        f
        for f in samples.library().factors.values()
        if f.category == "electricity-co2" and f.year == year
    ]

    regions = [f.region for f in rows if f.region != "CN"]
    expected = [f"CN-{code}" for code in PROVINCES.split()]
    expected += [f"CN-GRID-{name}" for name in GRIDS.split()]
    assert sorted(regions) == sorted(expected)
    assert len(rows) == len(expected) + 3 == KEPT
    assert all(f.quarantine is None and f.unit == "kWh" for f in rows)


def test_the_official_footprints_are_complete_for_both_years():
    found = [f for f in samples.library().factors.values() if f.id in PUBLISHED]

    assert sum(f.year == 2023 for f in found) == len(KINDS) + 1
    assert sum(f.year == 2024 for f in found) == len(KINDS) + 2
    assert {samples.library().descriptions[f.id].provider for f in found} == {
        "生态环境部 国家统计局 国家能源局"
    }


def test_each_co2_average_replaces_that_of_the_year_before():
    about = samples.library().descriptions

    for id in about:
        if id.startswith("ele-co2-cn-2023-"):
            before = id.replace("2023", "2022")
            assert about[id].supersedes == before
            assert about[before].supersedes == id.replace("2023", "2021")
