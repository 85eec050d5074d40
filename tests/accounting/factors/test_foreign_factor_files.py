"""Factor files as other programs write or damage them, sent to the import."""

from typing import Any

import pytest

from tests.accounting.conftest import Accounting
from tests.accounting.sheets.foreign import kept

HEADERS = {"Content-Type": "application/octet-stream"}


async def sends(accounting: Accounting, name: str):
    await accounting.has_enterprise()
    client, headers = accounting.service.client, {**accounting.as_enterprise(), **HEADERS}
    return await client.post("/v1/factor-imports", content=kept(f"factors-{name}"), headers=headers)


async def rows(accounting: Accounting, made: Any) -> list[dict[str, Any]]:
    response = await accounting.get(f"/v1/factor-imports/{made.json()['id']}/rows")
    return response.json()["items"]


@pytest.mark.parametrize("name", ["dimension-A1", "dimension-short", "no-dimension", "lzma"])
async def test_all_six_rows_count_whatever_the_sheet_says_of_its_size(shared_accounting, name):
    made = await sends(shared_accounting, f"{name}.xlsx")

    assert made.status_code in (200, 201), made.text
    outcomes = [made.json()[name] for name in ("accepted", "quarantined", "rejected")]
    assert sum(outcomes) == 6


@pytest.mark.parametrize(
    ("name", "factor"),
    [
        ("1904.xlsx", "own-field-m1904"),
        ("strict.xlsx", "own-field-strict"),
        ("hidden-first-sheet.xlsx", "own-field-visible-new"),
        ("gb18030-bom.csv", "own-csv-gbbom"),
        ("mac-cr.csv", "own-csv-mac"),
        ("sep-line.csv", "own-csv-sep"),
        ("utf16.csv", "own-csv-utf16"),
    ],
)
async def test_the_one_row_of_a_file_is_taken(shared_accounting, name, factor):
    made = await sends(shared_accounting, name)

    (row,) = await rows(shared_accounting, made)
    assert (row["factor"], row["outcome"]) == (factor, "accepted"), row


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("damaged-deflate.xlsx", "damaged or incomplete"),
        ("truncated.xlsx", "damaged or incomplete"),
        ("deflate64.xlsx", "method 9"),
        ("big5.csv", "rather Big5"),
        ("utf8-cut-character.csv", "UTF-8 are cut off"),
    ],
)
async def test_a_file_that_cannot_be_read_is_refused_and_the_next_is_taken(
    shared_accounting, name, reason
):
    refused = await sends(shared_accounting, name)
    following = await sends(shared_accounting, "mac-cr.csv")

    assert refused.status_code == 422
    assert refused.json()["type"] == "urn:tanbiao:problem:factor-file-unreadable"
    assert reason in refused.json()["messages"]["en"]
    assert following.status_code in (200, 201)


@pytest.mark.parametrize(
    ("name", "reason"), [("semicolon.csv", "value must be"), ("zero-width.csv", "U+200B")]
)
async def test_a_row_that_cannot_be_read_as_values_says_why(shared_accounting, name, reason):
    made = await sends(shared_accounting, name)

    (row,) = await rows(shared_accounting, made)
    assert row["outcome"] == "rejected"
    assert reason in row["reason"]["en"]
