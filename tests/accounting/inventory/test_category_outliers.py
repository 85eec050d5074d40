"""Reported amounts beside those of other enterprises of the category."""

from decimal import Decimal
from itertools import product

from accounting.values.domain import codes
from accounting.values.domain.codes import CreditCodeInvalid
from tests.accounting.conftest import Accounting
from tests.accounting.samples import body

LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def enterprise(number: int) -> str:
    """A code with the two check characters that make it valid."""
    for checks in product(LETTERS, repeat=2):
        try:
            return codes.credit_code(f"91120116MA0001{number:02d}{''.join(checks)}")
        except CreditCodeInvalid:
            continue
    raise AssertionError(number)


async def reports(accounting: Accounting, number: int, electricity: Decimal) -> list[str]:
    """What is found when the sample's electricity is this many times as much."""
    org = enterprise(number)
    system = await accounting.has_system(org)
    data = body("activity-data")
    total = data["processes"][0]["consumption"][0]
    assert total["exchange"] == "electricity"
    total["amount"] = format(Decimal(total["amount"]) * electricity, "f")
    await accounting.makes(f"/v1/systems/{system}/activity-data", data, org)
    found = await accounting.get("/v1/findings?limit=200", accounting.as_enterprise(org))
    return [each["place"] for each in found.json()["items"] if each["check"] == "category-outlier"]


async def test_an_amount_unlike_that_of_five_others_is_a_finding(accounting: Accounting):
    usual = [await reports(accounting, number, Decimal(f"1.0{number}")) for number in range(1, 5)]
    too_few = await reports(accounting, 5, Decimal(5))
    sixth = await reports(accounting, 6, Decimal(5))
    like_others = await reports(accounting, 7, Decimal("1.02"))

    assert usual == [[]] * 4
    assert (too_few, sixth, like_others) == ([], ["electricity"], [])
