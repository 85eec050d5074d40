"""A stock of sealed products to measure on: genuine documents, encrypted as the service does it.

A thousand product systems are varied from the packs' worked examples and computed. Each stands for
many products that differ in identity: the document under another number, model and product, whose
seal is its own SHA-256. Recomputing any of them gives the same bytes.
"""

import json
import random
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

import asyncpg
from sqlalchemy import Table

from accounting.calculations.domain.calculation import Subject, calculate, document
from accounting.calculations.domain.sealing import seal_of
from accounting.calculations.domain.trace import TRACE, trace
from accounting.calculations.store import bases
from accounting.calculations.store.tables import (
    CALCULATIONS,
    TRACES,
    calculation,
    seal,
    sealed_basis,
    sealed_trace,
)
from accounting.custody.domain.encryption import DataKey, encrypt
from accounting.custody.store.secrets import Holder
from accounting.custody.store.vault import vault_of
from accounting.inventory.domain.background import Background, background
from accounting.inventory.store.tables import activity_data, product_system
from accounting.products.store.tables import enterprise, product
from chassis.canonical import canonical
from chassis.database import Database
from tests.accounting import categories, samples

GRID, EARLIER = "ele-fp-cn-2024-nat", "ele-fp-cn-2023-nat"
AT = datetime(2026, 1, 2, tzinfo=UTC)
DISTINCT, OTHER_POWER, ENTERPRISES = 1_000, 25, 50
"""One in `OTHER_POWER` counts the electricity of an earlier year, with another factor."""
_AT_ONCE = 2_000
_MODEL = "MODEL-00000000"


@dataclass(frozen=True)
class Made:
    """One computed system, as the document and the trace of a product that stands for many."""

    subject: Subject
    background: Background
    document: str
    trace: str
    basis: dict[str, object]

    def document_of(self, number: int) -> str:
        ids = (self.subject.calculation, calculation_id(number))
        products = (self.subject.product.id, product_id(number))
        text = self.document.replace(*map(str, ids)).replace(*map(str, products))
        return text.replace(_MODEL, model(number))


def calculation_id(number: int) -> UUID:
    return UUID(int=(1 << 96) + number)


def product_id(number: int) -> UUID:
    return UUID(int=(2 << 96) + number)


def model(number: int) -> str:
    return f"MODEL-{number:08d}"


def organisation(number: int) -> str:
    return f"91120116BENCH{number % ENTERPRISES:05d}"


def made(number: int) -> Made:
    """The worked example of one of the categories with other amounts."""
    draw = random.Random(number)  # noqa: S311 -- systems to compute, no secret.
    code = categories.CODES[number % len(categories.CODES)]
    system = json.dumps(varied(categories.body(code, "system"), draw))
    if number % OTHER_POWER == 0:
        system = system.replace(GRID, EARLIER)
    pattern = categories.subject(code)
    org = organisation(number)
    named = {"id": UUID(int=(3 << 96) + number), "enterprise": org, "model": _MODEL}
    subject = replace(
        pattern,
        calculation=UUID(int=(4 << 96) + number),
        enterprise=replace(pattern.enterprise, uscc=org),
        product=replace(pattern.product, **named),
        system=samples.system(json.loads(system)),
        activity=samples.activity(varied(categories.body(code, "activity-data"), draw)),
    )
    gwp = samples.gwp(subject.rule.gwp_set)
    data = background(subject.system, samples.library(), gwp, home=categories.HOME)
    result = calculate(subject, data)
    text = canonical(document(subject, data, result)).decode()
    kept = TRACE.dump_json(trace(subject, data, result)).decode()
    return Made(subject, data, text, kept, bases.basis(subject, data, sealed_at=AT))


def varied(content: object, draw: random.Random) -> object:
    """Every amount that is no supply of the system itself, up to a third more or less."""
    if isinstance(content, list):
        return [varied(member, draw) for member in content]
    if not isinstance(content, dict):
        return content
    found = {name: varied(member, draw) for name, member in content.items()}
    taken = "exchange" in found or found.get("kind") not in (None, "process")
    if taken and "amount" in found:
        scale = Decimal(draw.randint(700, 1300)) / 1000
        found["amount"] = format(Decimal(found["amount"]) * scale, "f")
    return found


async def stock(admin_url: str, database: Database, of: list[Made], count: int) -> None:
    """Fill the tables by COPY."""
    async with database.transaction() as tx:
        keys = [await vault_of(tx).add(tx, organisation(n)) for n in range(ENTERPRISES)]
    connection = await asyncpg.connect(admin_url)
    named = [(key.owner, "示例", "Sample", "120116", AT) for key in keys]
    await _copy(
        connection, enterprise, ("uscc", "name_zh", "name_en", "division", "updated_at"), named
    )
    for first in range(0, count, _AT_ONCE):
        numbers = range(first, min(first + _AT_ONCE, count))
        await _products(connection, of, numbers)
        await _calculations(connection, of, numbers, keys)
    await connection.execute("analyze")
    await connection.close()


async def _products(connection: asyncpg.Connection, of: list[Made], numbers: range) -> None:
    """Products with empty systems and activity data: the calculation's document holds both."""
    rows = [(product_id(n), organisation(_which(n, of)), n) for n in numbers]
    name = json.dumps({"name": {"zh": "示例", "en": "Sample"}})
    described = [(id, org, model(n), AT, name) for id, org, n in rows]
    columns = ("id", "enterprise", "model", "created_at", "document")
    await _copy(connection, product, columns, described)
    empty = [(id, id, org, AT, "{}") for id, org, _ in rows]
    columns = ("id", "product", "enterprise", "created_at", "document")
    await _copy(connection, product_system, columns, empty)
    columns = ("id", "system", "enterprise", "created_at", "document")
    await _copy(connection, activity_data, columns, empty)


async def _calculations(
    connection: asyncpg.Connection, of: list[Made], numbers: range, keys: list[DataKey]
) -> None:
    """Each document under its own seal, its basis and its trace."""
    written, seals, rests, traces = [], [], [], []
    for n in numbers:
        base, id, item = of[_which(n, of)], calculation_id(n), product_id(n)
        key = keys[_which(n, of) % ENTERPRISES]
        text = base.document_of(n)
        secret = _secret(key, CALCULATIONS, {"id": id}, text)
        written.append((id, key.owner, item, item, item, AT, secret))
        seals.append((id, seal_of(text), AT, "bench"))
        rests.append(tuple({**base.basis, "calculation": id, "product": item}.values()))
        kept = _secret(key, TRACES, {"calculation": id}, base.trace)
        traces.append((id, key.owner, kept))
    columns = ("id", "enterprise", "product", "system", "activity", "created_at", "secret")
    await _copy(connection, calculation, columns, written)
    await _copy(connection, seal, ("calculation", "sha256", "sealed_at", "sealed_by"), seals)
    await _copy(connection, sealed_basis, tuple(of[0].basis), rests)
    await _copy(connection, sealed_trace, ("calculation", "enterprise", "secret"), traces)


def _secret(key: DataKey, holder: Holder, row: dict[str, object], content: str) -> bytes:
    return encrypt(key, holder.place(row, key.owner), content.encode())


def _which(number: int, of: list[Made]) -> int:
    return number % len(of)


async def _copy(
    connection: asyncpg.Connection,
    table: Table,
    columns: tuple[str, ...],
    records: list[tuple[object, ...]],
) -> None:
    await connection.copy_records_to_table(table.name, records=records, columns=columns)
