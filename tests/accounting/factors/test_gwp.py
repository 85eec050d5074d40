"""Warming potentials of every gas that the reference lists (domain.zh.md, 2), in both sets."""

from decimal import Decimal

import pytest

from accounting.factors.domain.gwp import GasUnknown
from tests.accounting import samples

TABLE = """
CO2 1 1            HFC-227ea 3350 3600
CH4 28 27.9        HFC-245fa 858 962
N2O 265 273        HCFC-22 1760 1960
SF6 23500 25200    HCFC-141b 782 860
NF3 16100 17400    CFC-11 4660 6230
CF4 6630 7380      HFC-23 12400 14600
C2F6 11100 12400   HFC-32 677 771
C3F8 8900 9290     HFC-125 3170 3740
c-C4F8 9540 10200  HFC-143a 4800 5810
HFC-134a 1300 1530 HFC-152a 138 164
SO2F2 4090 4630
"""
WORDS = TABLE.split()
ROWS = [tuple(WORDS[n : n + 3]) for n in range(0, len(WORDS), 3)]


@pytest.mark.parametrize(("gas", "ar5", "ar6"), ROWS)
def test_a_gas_warms_as_each_report_says(gas, ar5, ar6):
    assert samples.gwp("AR5").of(gas, where="test") == Decimal(ar5)
    assert samples.gwp("AR6").of(gas, where="test") == Decimal(ar6)


def test_ar6_gives_methane_by_origin():
    ar6 = samples.gwp("AR6")

    assert ar6.of("CH4-fossil", where="test") == Decimal("29.8")
    assert ar6.of("CH4-nonfossil", where="test") == 27


def test_a_gas_that_no_set_lists_is_refused_with_those_there_are():
    with pytest.raises(GasUnknown) as refused:
        samples.gwp().of("H2O", where="furnace.gas")

    assert "NF3" in refused.value.facts["known"]
