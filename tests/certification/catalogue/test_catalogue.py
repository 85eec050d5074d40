"""Which scheme is open to which category."""

import pytest

from certification.catalogue.domain.category import NationalLabelNotOpen
from contracts.certification import Scheme
from tests.certification.samples import (
    category,
)


@pytest.mark.clause("C02")
def test_a_product_outside_the_catalogue_never_carries_the_national_label():
    with pytest.raises(NationalLabelNotOpen):
        category(catalogued=False).check_scheme(Scheme.NATIONAL_CFP)


@pytest.mark.parametrize(
    ("scheme", "catalogued"),
    [(Scheme.NATIONAL_CFP, True), (Scheme.CB_OWN, True), (Scheme.CB_OWN, False)],
)
def test_other_schemes_are_open(scheme, catalogued):
    assert category(catalogued=catalogued).check_scheme(scheme) is None
