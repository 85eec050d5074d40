"""Elementary flows: which gas of the set, which origin, and what must not be lost in silence."""

import pytest

from accounting.foreign.domain.fates import Emitted, Harmless, TakenUp, Unmapped, fate
from accounting.foreign.domain.recognition import ElementaryFlow
from tests.accounting import samples

AR6 = frozenset(samples.gwp("AR6").values)
AR5 = frozenset(samples.gwp("AR5").values)


def become(name="", *, gases=AR6, is_input=False, **facts):
    return fate(ElementaryFlow(facts.pop("id", "-"), name, **facts), is_input=is_input, gases=gases)


NAMES = {
    # openLCA and ecoinvent.
    "Carbon dioxide, fossil": ("CO2", "fossil"),
    "Carbon dioxide": ("CO2", "fossil"),
    "Carbon dioxide, non-fossil": ("CO2", "biogenic"),
    "Carbon dioxide, biogenic": ("CO2", "biogenic"),
    "Carbon dioxide, from soil or biomass stock": ("CO2", "land-use-change"),
    "Carbon dioxide, land transformation": ("CO2", "land-use-change"),
    "Methane, fossil": ("CH4-fossil", "fossil"),
    "Methane, non-fossil": ("CH4-nonfossil", "fossil"),
    "Methane, biogenic": ("CH4-nonfossil", "fossil"),
    "Methane, from soil or biomass stock": ("CH4-fossil", "land-use-change"),
    "Methane": ("CH4", "fossil"),
    "Dinitrogen monoxide": ("N2O", "fossil"),
    "Sulfur hexafluoride": ("SF6", "fossil"),
    "Nitrogen fluoride": ("NF3", "fossil"),
    "Methane, tetrafluoro-, R-14": ("CF4", "fossil"),
    "Ethane, hexafluoro-, HFC-116": ("C2F6", "fossil"),
    "Ethane, 1,1,1,2-tetrafluoro-, HFC-134a": ("HFC-134a", "fossil"),
    "Methane, chlorodifluoro-, HCFC-22": ("HCFC-22", "fossil"),
    "Methane, trichlorofluoro-, CFC-11": ("CFC-11", "fossil"),
    # ILCD.
    "carbon dioxide (fossil)": ("CO2", "fossil"),
    "carbon dioxide (biogenic)": ("CO2", "biogenic"),
    "carbon dioxide (land use change)": ("CO2", "land-use-change"),
    "methane (biogenic)": ("CH4-nonfossil", "fossil"),
    "nitrous oxide": ("N2O", "fossil"),
    # Chinese usage.
    "二氧化碳(化石源)": ("CO2", "fossil"),
    "二氧化碳（生物源）": ("CO2", "biogenic"),
    "非化石源二氧化碳": ("CO2", "biogenic"),
    "二氧化碳(土地利用变化)": ("CO2", "land-use-change"),
    "生物源甲烷,排放至空气": ("CH4-nonfossil", "fossil"),
    "甲烷(化石),排放至空气": ("CH4-fossil", "fossil"),
    "一氧化二氮(排放至空气)": ("N2O", "fossil"),
    "氧化亚氮": ("N2O", "fossil"),
    "六氟化硫": ("SF6", "fossil"),
    # Others.
    "CO₂": ("CO2", "fossil"),
    "CO2 from biomass": ("CO2", "biogenic"),
    "R-22": ("HCFC-22", "fossil"),
}


@pytest.mark.parametrize(("name", "expected"), NAMES.items())
def test_a_name_is_a_gas_and_an_origin(name, expected):
    found = become(name)

    assert isinstance(found, Emitted)
    assert (found.gas, found.origin, found.doubt) == (*expected, None)


LISTED = {
    "349b29d1-3e58-4c66-98b9-9d1a076efd2e": ("CO2", "fossil"),
    "eba59fd6-f37e-41dc-9ca3-c7ea22d602c7": ("CO2", "biogenic"),
    "e4e9febc-07c1-403d-8d3a-6707bb4d96e6": ("CO2", "land-use-change"),
    "0795345f-c7ae-410c-ad25-1845784c75f5": ("CH4-fossil", "fossil"),
    "da1157e2-7593-4dfd-80dd-a3449b37a4d8": ("CH4-nonfossil", "fossil"),
    "20185046-64bb-4c09-a8e7-e8a9e144ca98": ("N2O", "fossil"),
    "08a91e70-3ddc-11dd-923d-0050c2490048": ("CO2", "fossil"),
    "fe0acd60-3ddc-11dd-a8e8-0050c2490048": ("CH4-nonfossil", "fossil"),
}
"""Carbon dioxide, methane and nitrous oxide to the air, of openLCA, ecoinvent and ILCD."""


@pytest.mark.parametrize(("id", "expected"), LISTED.items())
def test_the_uuid_of_a_reference_list_tells_whatever_the_name(id, expected):
    found = become("Gas sin nombre", id=id.upper())

    assert isinstance(found, Emitted)
    assert (found.gas, found.origin) == expected


def test_a_cas_number_tells_the_gas_of_a_name_that_nobody_reads_and_leaves_a_doubt():
    found = become("Kohlendioxid, biogen", cas="000124-38-9")

    assert isinstance(found, Emitted)
    assert (found.gas, found.origin) == ("CO2", "fossil")
    assert "kohlendioxid biogen" in found.doubt.en
    assert become("Tetrafluorethan", cas="811-97-2") == Emitted("HFC-134a", "fossil")


def test_an_older_set_knows_one_methane():
    assert become("Methane, biogenic", gases=AR5) == Emitted("CH4", "fossil")


def test_what_is_released_where_aircraft_fly_is_of_aircraft():
    high = "Emission to air/lower stratosphere + upper troposphere"

    assert become("Carbon dioxide, fossil", compartment=high).origin == "aircraft"
    assert become("Carbon dioxide, non-fossil", compartment=high).origin == "biogenic"


@pytest.mark.parametrize(
    "name",
    [
        "Carbon dioxide equivalents", "CO2e", "Carbon monoxide, fossil", "HCC-30",
        "NMVOC, non-methane volatile organic compounds", "非甲烷总烃", "Perfluoropentane",
        "carbon dioxide (biogenic-100yr)", "Carbon dioxide, captured", "Something new",
    ],
)  # fmt: skip
def test_what_may_warm_the_air_and_is_not_mapped_is_told(name):
    assert isinstance(become(name), Unmapped)


@pytest.mark.parametrize(
    "name",
    ["Water", "Nitrogen oxides", "Sulfur dioxide", "Particulate Matter, < 2.5 um", "Heat, waste",
     "Radon-222", "Carbon-14", "Ammonia", "二氧化硫", "颗粒物", "Mercury II", "PM2.5"],
)  # fmt: skip
def test_what_warms_nothing_is_no_loss(name):
    assert isinstance(become(name), Harmless)


def test_only_co2_out_of_the_air_is_an_uptake():
    assert (
        become("Carbon dioxide, in air", is_input=True, compartment="Resource/in air") == TakenUp()
    )
    assert isinstance(become("Carbon dioxide, fossil", is_input=True), Unmapped)
    correction = "Carbon dioxide, non-fossil, resource correction"
    assert isinstance(become(correction, is_input=True, compartment="Resource/in air"), Unmapped)
    assert isinstance(become("Iron ore", is_input=True, compartment="Resource/in ground"), Harmless)


def test_a_gas_to_water_is_no_emission_to_the_air_and_is_told():
    assert isinstance(become("Methane, fossil", compartment="Emission to water/ocean"), Unmapped)
    assert isinstance(become("Chloride", compartment="Emission to water/ocean"), Harmless)


def test_a_gas_that_the_set_does_not_have_is_told():
    assert isinstance(become("Sulfur hexafluoride", gases=frozenset({"CO2"})), Unmapped)
