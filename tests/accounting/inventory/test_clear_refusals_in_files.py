"""How accounting says no to files: each bad row by its number and column, with its remedy.

The same kinds of bad input as in `test_clear_refusals`, in factor files, activity tables and
streams of meter readings; good rows beside them stay untouched.
"""

import csv
import json
from io import StringIO

import pytest

from accounting.inventory.domain.activity_tables import COLUMNS
from tests.accounting.conftest import Accounting
from tests.accounting.factors.test_factor_rows import ROW
from tests.accounting.inventory.test_clear_refusals import assert_clear, said
from tests.accounting.samples import OTHER_ENTERPRISE, body


@pytest.fixture(scope="module")
def accounting(shared_accounting: Accounting) -> Accounting:
    return shared_accounting


@pytest.fixture(scope="module")
async def system(accounting: Accounting) -> str:
    product = await accounting.has_product(model="files")
    return await accounting.makes(f"/v1/products/{product}/systems", body("system"))


@pytest.mark.parametrize(
    ("row", "outcome", "zh", "en"),
    [
        ({"unit": "kg"}, "rejected", "unit 须为", "the unit must be"),
        ({"unit": "kgCO2e/stone"}, "rejected", "unit 须为", "known unit"),
        ({"value": "NaN"}, "rejected", "value 须为十进制数", "value must be a number"),
        ({"value": "2,05"}, "rejected", "value 须为十进制数", "value must be a number"),
        ({"value": "-2.05"}, "quarantined", "value 为负值", "the value is negative"),
        ({"value": "2050"}, "quarantined", "除以 1000 后合理", "divided by 1000 it fits"),
        ({"value": "0.002"}, "quarantined", "乘以 1000 后合理", "times 1000 it fits"),
        ({"unit": "kgCO2/kg"}, "quarantined", "请更正其一", "correct one of them"),
        ({"year": "2999"}, "quarantined", "year 2999 在将来", "2999 is in the future"),
        ({"year": ""}, "quarantined", "请补充", "fill it in"),
        ({"name_en": ""}, "rejected", "name_en 为空,请填写", "name_en is empty; fill it in"),
        ({"id": "ele-fp-cn-2024-nat"}, "rejected", "id 须以 own-", "must begin with own-"),
        ({"valid_from": "soon"}, "rejected", "valid_from 须为日期", "valid_from must be a date"),
        (
            {"valid_from": "2025-01-01", "valid_until": "2024-01-01"},
            "rejected", "valid_until 2024-01-01 早于", "correct one of them",
        ),
        ({"gsd": "0.5"}, "rejected", "gsd 须不小于 1", "gsd must be 1 or more"),
    ],
)  # fmt: skip
async def test_a_row_of_a_factor_file_says_what_to_correct(accounting, row, outcome, zh, en):
    fields = {**ROW, "id": "own-sound"} | dict.fromkeys(("valid_from", "valid_until", "gsd"), "")
    text = StringIO()
    writer = csv.DictWriter(text, list(fields))
    writer.writeheader()
    writer.writerows([fields, {**fields, "id": "own-bad", **row}])
    content = text.getvalue().encode()
    headers = accounting.as_enterprise()

    sent = await accounting.service.client.post(
        "/v1/factor-imports", content=content, headers=headers
    )
    path = f"/v1/factor-imports/{sent.json()['id']}"
    bad = (await accounting.get(f"{path}/rows?outcome={outcome}")).json()["items"]
    mirror = (await accounting.get(f"{path}/errors")).text.removeprefix("\ufeff")

    [found] = bad
    assert found["line"] == 3
    assert zh in found["reason"]["zh"]
    assert en in found["reason"]["en"]
    [mirrored] = csv.DictReader(StringIO(mirror))
    assert (mirrored["line"], mirrored["reason_zh"]) == ("3", found["reason"]["zh"])


@pytest.mark.parametrize(
    ("cells", "zh", "en"),
    [
        ({3: "kg"}, "unit:单位须与 kWh 同量纲", "unit: it must be of the same kind as kWh"),
        ({3: "Joule"}, "单位须与 kWh 同量纲", "of the same kind as kWh"),
        ({4: "NaN"}, "amount:数量须为十进制数", "amount: the amount must be a plain decimal"),
        ({4: "1,000"}, "数量须为十进制数", "the amount must be a plain decimal"),
        ({4: "-1"}, "消耗须不小于 0", "consumption is 0 or more"),
        ({0: "gem"}, "请用模板中的 process", "no such process"),
        ({2: "gem"}, "请用模板中的 what 与 item", "no such item"),
        ({5: "no hash"}, "须给出证据的 SHA-256", "state the evidence"),
    ],
)
async def test_a_row_of_an_activity_table_says_what_to_correct(accounting, system, cells, zh, en):
    proof = ["ab" * 32, "示例台账"]
    good = ["module", "output", "", "m2", "100", *proof]
    bad = ["module", "exchange", "electricity", "kWh", "1400", *proof]
    for column, cell in cells.items():
        bad[column] = cell
    head = list(COLUMNS)
    text = StringIO()
    csv.writer(text).writerows([head, good, bad])
    path = f"/v1/systems/{system}/activity-data"
    period = "period_start=2025-01-01&period_end=2026-01-01"

    async def send(to: str):
        content, headers = text.getvalue().encode(), accounting.as_enterprise()
        return await accounting.service.client.post(
            f"{path}/{to}", content=content, headers=headers
        )

    refused, mirror = await send(f"from-file?{period}"), await send("file-check")

    messages = said(refused, "rows-refused")
    assert_clear(messages, "3", (zh, en))
    assert "第 3 行" in messages["zh"]
    assert "row 3" in messages["en"]
    rows = list(csv.DictReader(StringIO(mirror.text.removeprefix("\ufeff"))))
    assert (rows[0]["reason_zh"], rows[0]["reason_en"]) == ("", "")
    assert zh in rows[1]["reason_zh"]
    assert en in rows[1]["reason_en"]


METER = {
    "name": {"zh": "总电表", "en": "Main meter"},
    "kind": "electricity",
    "unit": "kWh",
    "multiplier": "1",
    "digits": 6,
    "calibrations": [],
}


@pytest.mark.parametrize(
    ("line", "zh", "en"),
    [
        ({"meter": "other"}, "请先登记", "describe it first"),
        ({"meter": "theirs"}, "请先登记", "describe it first"),
        ({"at": "2999-01-01T00:00:00Z"}, "请核对采集端时钟", "check the sender's clock"),
        ({"at": "1999-01-01T00:00:00Z"}, "请核对采集端时钟", "check the sender's clock"),
        ({"at": "2025-01-31T08:00:00"}, "请加 +08:00 或 Z", "add +08:00 or Z"),
        ({"at": "yesterday"}, "请写成 2026-01-31T08:00:00+08:00", "write it as 2026-01-31"),
        ({"value": "NaN"}, "读数须为非负十进制数", "a decimal of 0 or more"),
        ({"value": "-1"}, "读数须为非负十进制数", "a decimal of 0 or more"),
        ({"value": "12345678"}, "超过此表位数", "more digits than the meter has"),
        ({"value": 12}, "字段值须为字符串", "members are strings"),
        ({"unit": "kWh"}, "有未定义或重复的字段", "a member is unknown"),
    ],
)
async def test_a_line_of_readings_says_what_to_correct(accounting, system, line, zh, en):
    other = accounting.as_enterprise(OTHER_ENTERPRISE)
    await accounting.has_enterprise(OTHER_ENTERPRISE)
    await accounting.put("/v1/meters/mine", METER)
    await accounting.put("/v1/meters/theirs", METER, other)
    good = {"meter": "mine", "at": "2025-01-31T08:00:00+08:00", "value": "7"}
    bad = {**good, "at": "2025-02-28T08:00:00+08:00", **line}
    content = f"{json.dumps(good)}\n{json.dumps(bad)}\n".encode()
    headers = accounting.as_enterprise() | {"Content-Type": "application/x-ndjson"}

    response = await accounting.service.client.post(
        "/v1/meters/readings", content=content, headers=headers
    )

    [fault] = response.json()["lines_refused"]
    assert fault["line"] == 2
    assert zh in json.dumps(fault, ensure_ascii=False)
    assert en in json.dumps(fault)
