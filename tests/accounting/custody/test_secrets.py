"""Trade secrets at rest: no canary in plain, moved rows do not open, wrong keys do not start."""

import hashlib
import json
import os
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch
from uuid import UUID, uuid4

import pytest
import structlog
from sqlalchemy import Select, Text, cast, func, literal_column, select, table, text

from accounting import main
from accounting.calculations.store import calculations
from accounting.custody.domain.encryption import SecretUnreadable
from accounting.custody.domain.master_keys import MasterKeysUnusable, new_master_key
from accounting.inventory.store import systems
from chassis.database import Database
from tests.accounting.conftest import Accounting
from tests.accounting.factors.test_factor_imports import table as csv_table
from tests.accounting.footprints import footprint
from tests.accounting.samples import ENTERPRISE, OTHER_ENTERPRISE, body
from tests.support.service import environment, serving

CANARY = "canary-kanarie"
AMOUNT = "7.7131719"
"""An amount that occurs nowhere else."""


@dataclass
class Kept:
    """The service, and its database as the owner of the tables sees it."""

    accounting: Accounting
    owner: Database
    url: str
    evidence: Path


@pytest.fixture
async def kept(postgres, template, issuer, tmp_path) -> AsyncIterator[Kept]:
    async with (
        postgres.service("accounting", template) as urls,
        serving(main, urls.url, issuer, EVIDENCE_DIR=str(tmp_path / "evidence")) as service,
    ):
        owner = Database(urls.owner_url)
        yield Kept(Accounting(service), owner, urls.url, tmp_path / "evidence")
        await owner.close()


def secret_system() -> dict[str, object]:
    content = body("system")
    process = content["processes"][0]
    process["name"] = {"zh": CANARY, "en": f"{CANARY} process"}
    process["exchanges"][0] |= {"amount": AMOUNT}
    return content


def secret_activity() -> dict[str, object]:
    content = body("activity-data")
    used = content["processes"][0]["consumption"][0]
    used["evidence"] = {"sha256": "0" * 64, "source": f"{CANARY} invoice"}
    return content


async def tells_everything(accounting: Accounting, key: str = "") -> str:
    """An enterprise hands in one secret of each kind; the sealed calculation they end in."""
    headers = accounting.as_enterprise()
    product = await accounting.has_product()
    system = await accounting.makes(f"/v1/products/{product}/systems", secret_system())
    path = f"/v1/systems/{system}/activity-data"
    activity = await accounting.makes(path, secret_activity())
    order = {"system_id": system, "activity_data_id": activity}
    repeated = headers | ({"Idempotency-Key": key} if key else {})
    made = await accounting.post("/v1/calculations", order, repeated)
    assert (await accounting.post(f"/v1/calculations/{made.json()['id']}/seal")).status_code == 201
    given = footprint(productNameCompany=CANARY, comment=AMOUNT)
    supplied = {"supplier": OTHER_ENTERPRISE, "document": given}
    assert (await accounting.post("/v1/supplier-footprints", supplied)).status_code == 201
    rows = csv_table({"id": "own-a", "value": AMOUNT}, {"id": "own-b", "value": f"{CANARY}"})
    sent = await accounting.service.client.post("/v1/factor-imports", content=rows, headers=headers)
    assert sent.status_code == 201, sent.text
    file = f"{CANARY},{AMOUNT}\n".encode() * 3
    sent = await accounting.service.client.post(
        "/v1/evidence", params={"name": "invoice"}, content=file, headers=headers
    )
    assert sent.status_code == 201, sent.text
    read = await accounting.get(f"/v1/evidence/{sent.json()['sha256']}")
    assert read.content == file
    return str(made.json()["id"])


async def dump(owner: Database) -> dict[str, str]:
    """Every table as text."""
    async with owner.transaction() as tx:
        listed = await tx.scalars(
            text("select tablename from pg_tables where schemaname = 'public' order by tablename")
        )
        return {name: "\n".join(await tx.scalars(whole(name))) for name in listed}


def whole(name: str) -> Select[tuple[str]]:
    """Each row of a table as one text, bytes in hexadecimal."""
    row = func.row_to_json(literal_column("t"))
    return select(cast(row, Text)).select_from(table(name).alias("t"))


@pytest.mark.clause("C10")
async def test_no_trade_secret_lies_in_plain(kept, capsys):
    id = await tells_everything(kept.accounting, key="once")
    result = (await kept.accounting.get(f"/v1/calculations/{id}")).json()["result"]
    needles = [CANARY, AMOUNT, result["exact"][:12]]

    tables = await dump(kept.owner)

    found = {
        name: needle
        for name, content in tables.items()
        for needle in needles
        if needle in content or needle.encode().hex() in content
    }
    assert found == {}
    files = [path.read_bytes() for path in kept.evidence.rglob("*") if path.is_file()]
    assert files
    assert not any(needle.encode() in file for needle in needles for file in files)
    assert all(tables[name] for name in ("calculation", "supplier_footprint", "idempotency_key"))


async def test_what_was_encrypted_is_answered_as_it_was(kept):
    first = await tells_everything(kept.accounting, key="once")

    bundle = (await kept.accounting.get(f"/v1/calculations/{first}/bundle")).json()
    async with kept.accounting.database.transaction() as tx:
        record = await calculations.find(tx, UUID(first), reads=ENTERPRISE)

    assert record is not None
    assert hashlib.sha256(record.document.encode()).hexdigest() == bundle["seal"]
    assert CANARY in record.document
    assert AMOUNT in record.document


async def test_a_repeated_key_gets_its_first_answer_from_the_encrypted_one(accounting):
    headers = accounting.as_enterprise() | {"Idempotency-Key": "same"}
    await accounting.has_enterprise()

    answers = [await accounting.post("/v1/products", body("product"), headers) for _ in range(2)]

    assert answers[0].json() == answers[1].json()
    assert answers[1].headers["idempotency-replayed"] == "true"


async def test_a_secret_that_was_moved_to_another_row_does_not_open(kept):
    one = await kept.accounting.has_calculation()
    system = (await kept.accounting.get(f"/v1/calculations/{one}")).json()["system_id"]
    activity = (await kept.accounting.get(f"/v1/calculations/{one}")).json()["activity_data_id"]
    two = await kept.accounting.makes(
        "/v1/calculations", {"system_id": system, "activity_data_id": activity}
    )
    swap = (
        "update calculation set secret = (select secret from calculation where id = :a)"
        " where id = :b"
    )
    async with kept.owner.transaction() as tx:
        await tx.execute(text(swap), {"a": UUID(one), "b": UUID(two)})

    with structlog.testing.capture_logs() as logs:
        response = await kept.accounting.get(f"/v1/calculations/{two}")

    assert response.status_code == 500
    assert f"calculation {two} of {ENTERPRISE} was altered" in str(logs[0]["exc_info"])
    assert (await kept.accounting.get(f"/v1/calculations/{one}")).status_code == 200


async def test_a_secret_that_was_moved_to_another_enterprise_does_not_open(kept):
    system = await kept.accounting.has_system()
    await kept.accounting.has_system(OTHER_ENTERPRISE)
    async with kept.owner.transaction() as tx:
        stolen = {"id": UUID(system), "thief": OTHER_ENTERPRISE}
        await tx.execute(
            text("update product_system set enterprise = :thief where id = :id"), stolen
        )

    async with kept.accounting.database.transaction() as tx:
        with pytest.raises(SecretUnreadable, match=f"key of {ENTERPRISE}"):
            await systems.find_system(tx, UUID(system), of=OTHER_ENTERPRISE)


@pytest.mark.parametrize("statement", ["update {} set {} = {}", "delete from {}"])
@pytest.mark.parametrize(
    ("table", "column"), [("data_key", "enterprise"), ("data_key_wrapping", "wrapped")]
)
async def test_a_process_changes_no_key(kept, statement, table, column):
    with pytest.raises(Exception, match="permission denied"):
        async with kept.accounting.database.transaction() as tx:
            await tx.execute(text(statement.format(table, column, column)))


async def test_a_key_that_is_not_the_one_of_its_name_is_refused_at_the_start(
    kept, issuer, tmp_path
):
    await kept.accounting.has_system()
    file = tmp_path / "other.json"
    file.write_text(json.dumps({"development": True, "keys": [new_master_key("tests-1")]}))

    with pytest.raises(MasterKeysUnusable, match="tests-1 is not the key that this database knows"):
        await start(kept.url, issuer, file)


async def test_a_worker_with_a_wrong_key_ends_before_it_consumes_anything(kept, issuer, tmp_path):
    await kept.accounting.has_system()
    file = tmp_path / "other.json"
    file.write_text(json.dumps({"development": True, "keys": [new_master_key("tests-1")]}))
    given = environment(kept.url, issuer, MASTER_KEYS_FILE=str(file), KAFKA_BOOTSTRAP="localhost:9")
    with patch.dict(os.environ, given):
        worker = main.worker()

    with pytest.raises(MasterKeysUnusable, match="tests-1 is not the key that this database knows"):
        await worker.run()

    await worker.database.close()


async def test_a_ring_without_a_key_that_is_in_use_is_refused_at_the_start(kept, issuer, tmp_path):
    await kept.accounting.has_system()
    file = tmp_path / "other.json"
    file.write_text(json.dumps({"development": True, "keys": [new_master_key("tests-2")]}))

    with pytest.raises(MasterKeysUnusable, match="lacks tests-1"):
        await start(kept.url, issuer, file)


async def start(url: str, issuer, file: Path) -> None:
    """Start an API process as the server does."""
    async with (
        serving(main, url, issuer, MASTER_KEYS_FILE=str(file)) as service,
        service.app.router.lifespan_context(service.app),
    ):
        pass


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (None, "cannot be read"),
        ({"keys": []}, "must be"),
        ({"development": True, "keys": [new_master_key("a")]}, "made for development"),
    ],
)
def test_production_refuses_missing_and_development_keys(issuer, tmp_path, content, reason):
    file = tmp_path / "keys.json"
    if content is not None:
        file.write_text(json.dumps(content))
    url = f"postgresql://accounting:{uuid4().hex}@127.0.0.1:9/accounting?sslmode=verify-full"
    given = environment(url, issuer) | {
        "ENVIRONMENT": "production",
        "PUBLIC_URL": "https://tanbiao.example",
        "JWKS_URL": "https://tanbiao.example/oauth/jwks",
        "REVOCATIONS_URL": "http://gateway:8001/revocations",
        "MASTER_KEYS_FILE": str(file),
    }

    with patch.dict(os.environ, given), pytest.raises(ValueError, match=reason):
        main.api()


async def test_request_bodies_and_keys_reach_no_log(kept, capfd, caplog):
    with structlog.testing.capture_logs() as logs:
        await tells_everything(kept.accounting)
        await kept.accounting.post("/v1/products", {CANARY: CANARY})

    keys = json.loads((Path(__file__).parents[2] / "support" / "master-keys.json").read_text())
    told = f"{logs}{caplog.text}{''.join(capfd.readouterr())}"
    assert CANARY not in told
    assert AMOUNT not in told
    assert keys["keys"][0]["key"] not in told
