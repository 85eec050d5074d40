"""Activity data as files: a template comes back filled in, or with a reason beside each bad row."""

import csv
from io import BytesIO, StringIO

import polars as pl
import pytest
from openpyxl import Workbook, load_workbook

from tests.accounting.conftest import Accounting
from tests.accounting.samples import OTHER_ENTERPRISE, body

FORMATS = ["csv", "xlsx", "parquet"]
PERIOD = "period_start=2025-01-01&period_end=2026-01-01"
PROOF = ["a" * 64, "台账"]
Rows = list[list[str]]


def parsed(format: str, content: bytes) -> Rows:
    if format == "csv":
        return list(csv.reader(StringIO(content.decode("utf-8-sig"))))
    if format == "xlsx":
        rows = load_workbook(BytesIO(content)).active.iter_rows(values_only=True)
        return [["" if cell is None else str(cell) for cell in row] for row in rows]
    frame = pl.read_parquet(BytesIO(content))
    return [frame.columns, *[list(row) for row in frame.iter_rows()]]


def file(format: str, rows: Rows) -> bytes:
    if format == "csv":
        text = StringIO()
        csv.writer(text).writerows(rows)
        return text.getvalue().encode()
    buffer = BytesIO()
    if format == "xlsx":
        book = Workbook()
        for row in rows:
            book.active.append(row)
        book.save(buffer)
    else:
        pl.DataFrame(rows[1:], schema=rows[0], orient="row").write_parquet(buffer)
    return buffer.getvalue()


async def send(accounting: Accounting, path: str, content: bytes):
    headers = accounting.as_enterprise()
    return await accounting.service.client.post(path, content=content, headers=headers)


async def template(accounting: Accounting, system: str, format: str) -> Rows:
    response = await accounting.get(f"/v1/systems/{system}/activity-template?format={format}")
    assert response.status_code == 200, response.text
    return parsed(format, response.content)


def filled(rows: Rows) -> tuple[Rows, dict[tuple[str, str], str]]:
    """The template with every row of its first process filled in, and what was filled in."""
    head, *lines = rows
    first, amounts = lines[0][0], {}
    for number, line in enumerate(lines, 1):
        if line[0] == first:
            line[4:7] = [f"{number}.5", *PROOF]
            amounts[line[1], line[2]] = f"{number}.5"
    return [head, *lines], amounts


@pytest.mark.parametrize("format", FORMATS)
async def test_a_template_that_is_filled_in_becomes_activity_data(accounting, format):
    system = await accounting.has_system()
    rows, amounts = filled(await template(accounting, system, format))

    path = f"/v1/systems/{system}/activity-data"
    response = await send(accounting, f"{path}/from-file?{PERIOD}", file(format, rows))

    assert response.status_code == 201, response.text
    (process,) = response.json()["activity"]["processes"]
    assert process["output"]["amount"] == amounts.pop(("output", ""))
    found = {("exchange", each["exchange"]): each["amount"] for each in process["consumption"]}
    assert found == amounts


async def test_a_template_has_a_row_for_every_output_and_exchange(accounting):
    system = await accounting.has_system()
    head, *lines = await template(accounting, system, "csv")

    processes = body("system")["processes"]
    assert len(lines) == sum(1 + len(process["exchanges"]) for process in processes)
    assert head[:2] == ["process", "what"]


@pytest.mark.clause("C07")
@pytest.mark.parametrize("format", FORMATS)
async def test_a_bad_file_comes_back_with_a_reason_beside_each_bad_row(accounting, format):
    system = await accounting.has_system()
    rows, _ = filled(await template(accounting, system, format))
    good = len(rows) - 1
    process, first = rows[1][0], rows[2]
    rows += [
        ["nowhere", "output", "", "kg", "1", *PROOF],
        [process, "exchange", "nothing", "kg", "1", *PROOF],
        list(first),
    ]
    rows[1][4] = "0"
    rows[2][3] = "piece"
    rows[3][4] = "1,000"
    rows[4][5] = "no hash"

    path = f"/v1/systems/{system}/activity-data"
    refused = await send(accounting, f"{path}/from-file?{PERIOD}", file(format, rows))
    mirror = await send(accounting, f"{path}/file-check", file(format, rows))

    assert refused.json()["type"] == "urn:tanbiao:problem:rows-refused"
    assert refused.json()["messages"]["en"].startswith("7 row(s)")
    assert (await accounting.get(path)).json()["items"] == []
    head, *lines = parsed(format, mirror.content)
    assert head[-2:] == ["reason_zh", "reason_en"]
    assert [line[:7] for line in lines] == rows[1:]
    wrong = [number for number, line in enumerate(lines, 1) if line[8]]
    assert wrong == [1, 2, 3, 4, good + 1, good + 2, good + 3]


async def test_a_process_without_an_output_is_refused(accounting):
    system = await accounting.has_system()
    rows, _ = filled(await template(accounting, system, "csv"))
    rows[1][4] = ""

    path = f"/v1/systems/{system}/activity-data/from-file?{PERIOD}"
    response = await send(accounting, path, file("csv", rows))

    assert response.status_code == 422
    assert "output" in response.json()["messages"]["en"]


@pytest.mark.parametrize(
    "content", [b"", b"a,b\n1,2\n", b"PAR1 but no more", b"PK\x03\x04 nor this"]
)
async def test_what_is_no_such_table_is_refused(accounting, content):
    system = await accounting.has_system()

    response = await send(accounting, f"/v1/systems/{system}/activity-data/file-check", content)

    assert response.status_code == 422
    assert {"zh", "en"} == response.json()["messages"].keys()


async def test_another_enterprises_system_has_no_template(accounting):
    system = await accounting.has_system()
    other = accounting.as_enterprise(OTHER_ENTERPRISE)

    response = await accounting.get(f"/v1/systems/{system}/activity-template", other)

    assert response.status_code == 404
