"""Identifiers that name one product."""

import pytest

from accounting.pact.domain.criteria import read_criteria
from accounting.pact.domain.footprint import read_footprint
from accounting.pact.domain.odata import read_filter
from accounting.pact.domain.product_ids import is_gtin, same_product
from tests.accounting.footprints import footprint

# 96385074 and 012345678905 are the examples of the GS1 General Specifications for 8 and 12 digits.
FORMS = (
    ("urn:gtin:6901234567892", "urn:gtin:06901234567892"),
    ("URN:GTIN:6901234567892", "urn:gtin:06901234567892"),
    ("urn:gtin:96385074", "urn:gtin:00000096385074"),
    ("urn:gtin:012345678905", "urn:gtin:00012345678905"),
)


@pytest.mark.parametrize(("one", "other"), FORMS)
def test_a_gtin_is_the_same_in_all_its_lengths_wherever_products_are_compared(one, other):
    given = read_footprint(footprint(productIds=[other]))
    [term] = read_filter(f"productIds/any(p:(p eq '{one}'))")

    assert same_product(one) == same_product(other)
    assert read_criteria([("productId", one)]).admits(given)
    assert term.holds({"productIds": [other]})


@pytest.mark.parametrize(
    "id",
    ["urn:gtin:690123456789", "urn:gtin:16901234567892", "urn:x:6901234567892", "6901234567892"],
)
def test_another_number_or_another_kind_of_identifier_is_another_product(id):
    assert same_product(id) != same_product("urn:gtin:6901234567892")


@pytest.mark.parametrize(
    ("digits", "right"),
    [
        ("6901234567892", True),
        ("06901234567892", True),
        ("96385074", True),
        ("6901234567893", False),
        ("690123456789", False),
        ("69012345678920", False),
        ("6901234567892x", False),
        ("", False),
    ],
)
def test_a_gtin_has_its_length_and_its_check_digit(digits, right):
    assert is_gtin(digits) is right
